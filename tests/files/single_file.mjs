// Opens the whole app in one file, from disk and without a network, as a person would:
// the sample opens and is ranked, a worker works, and what was done is there after a reload.
//
//   cargo xtask single-file && node tests/files/single_file.mjs dist-single/steelyard.html

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("playwright-core");

const file = pathToFileURL(process.argv[2] ?? "dist-single/steelyard.html").href;
const look = process.argv[3];
const folder = await mkdtemp(join(tmpdir(), "steelyard-single-"));
const problems = [];
const workers = [];

const context = await chromium.launchPersistentContext(folder, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"],
  viewport: { width: 1440, height: 900 },
  locale: "en",
  offline: true,
});
context.setDefaultTimeout(60_000);
context.on("console", (message) => message.type() === "error" && problems.push(message.text()));
context.on("weberror", (event) => problems.push(String(event.error()?.stack)));
context.on("request", (request) => {
  if (!/^(file|blob|data):/.test(request.url())) problems.push(`asked for ${request.url()}`);
});
await context.exposeBinding("reportViolation", (_, text) => problems.push(text));
await context.addInitScript(() => {
  globalThis.document?.addEventListener("securitypolicyviolation", (event) => {
    globalThis.reportViolation(`the policy refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
});

try {
  const page = await context.newPage();
  page.on("worker", (worker) => workers.push(worker.url()));
  await page.goto(file);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.getByRole("button", { name: /sample/i }).first().click();
  const grid = page.getByRole("grid");
  await grid.waitFor();
  const title = grid.getByText("Guest checkout", { exact: true }).first();
  await title.waitFor();
  if (look) await page.screenshot({ path: `${look}-items.png` });
  // Ranks are in the grid, the first of them too.
  const rows = await grid.getByRole("row").count();
  assert.ok(rows > 10, `the grid has ${rows} rows`);

  await page.reload();
  await title.waitFor();
  assert.equal(await grid.getByRole("row").count(), rows, "a reload keeps the plan");

  // The draft of a roadmap is made in the worker, or else in the page.
  await page.goto(`${file}#/roadmap`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const draft = page.getByRole("button", { name: /draft/i }).first();
  await draft.click();
  await page.waitForTimeout(3000);
  if (look) await page.screenshot({ path: `${look}-roadmap.png` });
  await page.goto(`${file}#/tradeoff`);
  await page.waitForTimeout(1500);
  if (look) await page.screenshot({ path: `${look}-tradeoff.png` });
  assert.deepEqual(problems, [], "nothing was refused, and nothing was asked of anybody");
  console.log(`The file opens from disk: ${rows} rows, kept by a reload; workers: ${workers.join(", ") || "none"}.`);
} finally {
  await context.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
