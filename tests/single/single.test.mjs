// The whole app in one file, opened from disk and without a network, as a person would in a room
// without one. STEELYARD_URL names the file; `cargo xtask test single` builds it and runs this.

import assert from "node:assert/strict";
import { test } from "node:test";
import { download, dropFiles, openApp } from "../e2e/harness.mjs";
import { WORDS, dialog, grid, openSample, withoutFileAccess } from "../e2e/steps.mjs";

test("the app in one file ranks, drafts, and keeps the plan over a reload", async (t) => {
  const asked = new Set();
  const workers = [];
  const { page } = await openApp(t, {
    context: { offline: true },
    prepare: async (context) => {
      await withoutFileAccess(context);
      context.on("request", (request) => asked.add(request.url().replace(/#.*$/, "")));
      context.on("page", (page) => page.on("worker", (worker) => workers.push(worker.url())));
    },
  });
  const file = page.url().replace(/#.*$/, "");
  assert.match(file, /^file:/);
  await openSample(page, WORDS.en);
  const title = grid(page).getByText("Guest checkout", { exact: true }).first();
  await title.waitFor();
  const rows = await grid(page).getByRole("row").count();
  assert.ok(rows > 10, `the grid has ${rows} rows`);

  await page.reload();
  await title.waitFor();
  assert.equal(await grid(page).getByRole("row").count(), rows);

  // A draft is made in the worker, which comes out of the same file.
  await page.evaluate(() => { location.hash = "#/roadmap"; });
  const side = page.getByRole("complementary", { name: "Draft and frontier", exact: true });
  await side.getByRole("button", { name: /^Draft( again)?$/ }).click();
  await side.getByText(/^Optimal: no plan is worth more\.|within \d/).first().waitFor({ timeout: 60_000 });
  assert.deepEqual(workers.map((url) => new URL(url).protocol), ["blob:"]);

  await page.evaluate(() => { location.hash = "#/trade-off"; });
  await page.getByRole("slider").first().waitFor();
  // Links: none that nobody could open, until the address of the app is known.
  await page.evaluate(() => { location.hash = "#/share"; });
  await page.getByText(/The app runs from a file on this computer/).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Link to the plan", exact: true }).count(), 0);
  await page.getByRole("textbox", { name: "Address of the app", exact: true }).fill("https://plan.example.org/");
  const link = page.getByRole("textbox", { name: "Link to the plan", exact: true });
  await link.waitFor();
  assert.match(await link.inputValue(), /^https:\/\/plan\.example\.org\/#p=1/);

  // A workbook, made and read by the worker, which comes out of the same file.
  const { name, bytes } = await download(page, () => page.getByRole("button", { name: /^Save: Spreadsheet/ }).first().click());
  assert.match(name, /\d{4}-\d\d-\d\d\.xlsx$/);
  await page.evaluate(() => { location.hash = "#/items"; });
  await grid(page).waitFor();
  await dropFiles(page, page.getByRole("main"), { name, bytes });
  await dialog(page, WORDS.en.importTitle).getByText(/^24 unchanged/).waitFor({ timeout: 30_000 });

  const elsewhere = [...asked].filter((url) => url !== file && !/^(blob|data):/.test(url));
  assert.deepEqual(elsewhere, [], "nothing was asked of anything but the file itself");
});
