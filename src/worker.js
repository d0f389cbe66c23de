// The second thread: starts the same program, which notices that it has no window and works
// for the page (src/ui/engine/). The page sends the compiled program first; the build puts
// this script beside it under the same name, and writes that name in here.
import init from "./steelyard.js";
addEventListener("message", ({ data }) => init({ module_or_path: data }).catch(reportError), { once: true });
