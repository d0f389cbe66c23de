// Takes screenshots of named states, in every size, theme and language, into target/look/.
// Arguments narrow them down: `cargo xtask look items zh dark` takes only those that match all words.
// The word "full" takes whole pages instead of what fits on the screen.

import { mkdir } from "node:fs/promises";
import { contextOptions, launch, visit, watch } from "./browser.mjs";

// Each state has a name and brings an opened app into it.
const STATES = [
  { name: "start", async show() {} },
];

const VIEWPORTS = [
  { name: "wide", width: 1440, height: 900 },
  { name: "middle", width: 1024, height: 768 },
  { name: "phone", width: 390, height: 844 },
];
const THEMES = ["light", "dark"];
const LANGS = [
  { name: "en", lang: "en" },
  { name: "zh", lang: "zh-CN" },
];

const FOLDER = "target/look";
const words = process.argv.slice(2);
const fullPage = words.includes("full");
const filters = words.filter((word) => word !== "full");

await mkdir(FOLDER, { recursive: true });
const browser = await launch();
let taken = 0;
let failed = 0;
for (const state of STATES) {
  for (const viewport of VIEWPORTS) {
    for (const theme of THEMES) {
      for (const { name: language, lang } of LANGS) {
        const traits = [state.name, viewport.name, `${viewport.width}x${viewport.height}`, theme, language];
        if (!filters.every((word) => traits.includes(word))) continue;
        const path = `${FOLDER}/${state.name}.${viewport.name}.${theme}.${language}.png`;
        const context = await browser.newContext(contextOptions({ lang, theme, viewport, storage: state.storage }));
        const problems = await watch(context);
        try {
          const page = await context.newPage();
          await visit(page, state.address);
          await state.show(page);
          await page.screenshot({ path, fullPage, animations: "disabled", caret: "initial" });
          console.log(path);
          taken += 1;
        } catch (error) {
          problems.push(`it could not be brought about: ${error.message}`);
        }
        await context.close();
        for (const problem of problems) console.log(`  ${state.name}: ${problem}`);
        failed += problems.length > 0 ? 1 : 0;
      }
    }
  }
}
await browser.close();
console.log(`${taken} screenshots are in ${FOLDER}/.`);
if (taken === 0 && failed === 0) console.log(`No state matches "${filters.join(" ")}"; there are ${STATES.map(({ name }) => name).join(", ")}.`);
process.exitCode = failed > 0 || taken === 0 ? 1 : 0;
