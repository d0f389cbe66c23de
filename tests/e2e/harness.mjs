// What a journey through the app needs: open it, act like a person, look at the result.
// Everything on a page is found by role and label, as people and screen readers find it.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { contextOptions, launch, launchWithProfile, visit, watch } from "./browser.mjs";

/** How long a step may wait for the page, in milliseconds. */
const PATIENCE = 20_000;

let browser;
after(() => browser?.then((running) => running.close()));

/**
 * Opens the app for a new visitor, and fails the test `t` at its end if anything went wrong in the
 * background: console errors, uncaught errors, refusals by the security policy, requests elsewhere.
 * The options are those of `contextOptions`, and:
 * - address: where in the app to start, such as "#/items"
 * - prepare: called with the context before the app is opened in it
 * - browser: another one than that of all journeys
 * - expected: a pattern of trouble that must occur in this test, and may
 */
export async function openApp(t, options = {}) {
  const running = options.browser ?? (browser ??= launch());
  const context = await (await running).newContext(contextOptions(options));
  context.setDefaultTimeout(PATIENCE);
  const problems = await watch(context);
  t.after(async () => {
    await context.close();
    assertNoProblems(problems, options.expected);
  });
  await options.prepare?.(context);
  const page = await context.newPage();
  await visit(page, options.address);
  return { page, context };
}

/** A second tab of the same visitor. */
export async function openTab(context, address) {
  const page = await context.newPage();
  await visit(page, address);
  return page;
}

/**
 * Opens the app in a browser whose profile outlives it. `kill()` ends that browser as a power cut
 * would; `reopen()` starts it again on the same profile and answers with the new page.
 */
export async function openLasting(t, options = {}) {
  const folder = await mkdtemp(join(tmpdir(), "steelyard-profile-"));
  const problems = [];
  let context;
  const app = {
    page: undefined,
    async reopen() {
      context = await launchWithProfile(folder, options);
      context.setDefaultTimeout(PATIENCE);
      problems.push(await watch(context));
      await options.prepare?.(context);
      app.page = await context.newPage();
      await visit(app.page, options.address);
      return app.page;
    },
    async kill() {
      const session = await context.browser().newBrowserCDPSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const gone = new Promise((resolve) => context.once("close", resolve));
      process.kill(processInfo.find(({ type }) => type === "browser").id, "SIGKILL");
      await gone;
    },
    async close() {
      await context.close();
    },
  };
  t.after(async () => {
    await context?.close().catch(() => {});
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    assertNoProblems(problems.flat(), options.expected);
  });
  await app.reopen();
  return app;
}

function assertNoProblems(problems, expected) {
  const surprises = problems.filter((problem) => !expected?.test(problem));
  assert.deepEqual(surprises, [], "the app made no trouble in the background");
  if (expected) assert.notDeepEqual(problems, [], `there was to be trouble like ${expected}, and there was none`);
}

/** Presses what opens a file dialog, and chooses files: `{ name, type, text }` or `{ name, type, bytes }`. */
export async function chooseFiles(page, opener, ...files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), opener.click()]);
  await chooser.setFiles(files.map(({ name, type, text, bytes }) => ({ name, mimeType: type ?? "", buffer: Buffer.from(bytes ?? text) })));
}

/** Drags files from outside over an element, and lets go. */
export async function dropFiles(page, target, ...files) {
  const parts = files.map(({ name, type, text, bytes }) => ({ name, type: type ?? "", base64: Buffer.from(bytes ?? text).toString("base64") }));
  const dataTransfer = await page.evaluateHandle((parts) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of parts) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  }, parts);
  for (const type of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(type, { dataTransfer });
  await dataTransfer.dispose();
}

/** Does something that saves a file, and answers with its name and content. */
export async function download(page, act) {
  const [saved] = await Promise.all([page.waitForEvent("download"), act()]);
  const bytes = await readFile(await saved.path());
  return { name: saved.suggestedFilename(), bytes, text: bytes.toString("utf8") };
}

/** Pastes text into an element, or into whatever has the focus. Answers whether the app took it over. */
export async function paste(page, text, target = page.locator(":focus")) {
  return target.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    return !element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/**
 * Types through an input method: each step shows a text that is not yet decided, then `text` is
 * committed. Between the last step and the commit, `meanwhile` may look at the page.
 */
export async function compose(page, steps, text, meanwhile = async () => {}) {
  const session = await page.context().newCDPSession(page);
  for (const step of steps) {
    await session.send("Input.imeSetComposition", { text: step, selectionStart: step.length, selectionEnd: step.length });
  }
  await meanwhile();
  await session.send("Input.insertText", { text });
  await session.detach();
}

const AXE_PATH = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let axeSource;

/** Fails unless axe-core finds nothing at all to complain about; `only` and `except` name rules. */
export async function expectAccessible(page, { only, except = [] } = {}) {
  axeSource ??= await readFile(AXE_PATH, "utf8");
  const session = await page.context().newCDPSession(page);
  // The page's own policy forbids strange scripts, so axe comes in as a debugger would, and into a
  // world of its own, where it sees the page but leaves nothing behind in it.
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
  const run = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { contextId, expression, awaitPromise: true, returnByValue: true });
    assert.equal(exceptionDetails, undefined, `axe did not run: ${exceptionDetails?.exception?.description}`);
    return result.value;
  };
  await run(`${axeSource}; undefined`);
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: AXE_TAGS };
  const options = { runOnly, rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])), resultTypes: ["violations"] };
  const violations = await run(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => html + " " + failureSummary) })))`);
  await session.detach();
  assert.deepEqual(violations, [], "axe finds nothing to complain about");
}
