// The whole way of a Kano study: choose features, answer on a phone, paste the codes, read the
// analysis, write the categories back, and take everything away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { download, dropFiles, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, addItem, button, cell, dialog, eventually, openSample, press, told } from "./steps.mjs";

const en = WORDS.en;
const PHONE = { viewport: { width: 390, height: 844 }, context: { hasTouch: true, isMobile: true, permissions: ["clipboard-read", "clipboard-write"] } };

const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);

/** One person answers both questions about the only feature, and gets a code. */
async function answerOnPhone(t, address) {
  const { page } = await openApp(t, { ...PHONE, address });
  await button(page, "Start").click();
  for (const [start, reply] of [["With it", "I like it"], ["Without it", "I dislike it"]]) {
    const group = page.getByRole("group", { name: new RegExp(`^${start}`) });
    await group.getByRole("radio", { name: reply, exact: true }).check();
  }
  await button(page, "Finish").click();
  await page.getByRole("heading", { level: 1, name: "Done. Thank you!" }).waitFor();
  await button(page, "Copy the code").click();
  await told(page, "The code was copied.");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a study from its first feature to the category in the grid", async (t) => {
  const { page } = await openApp(t);
  await addItem(page, en, "Dark mode");
  await go(page, "kano");
  await button(page, /Dark mode”?$/).filter({ hasText: "SY-1" }).click();
  const link = page.getByRole("textbox", { name: "Survey link", exact: true });
  await link.waitFor();
  const whole = await link.inputValue();
  const address = whole.slice(whole.indexOf("#"));

  const codes = [];
  for (let person = 0; person < 3; person += 1) codes.push(await answerOnPhone(t, address));
  assert.equal(new Set(codes).size, 3, "each respondent has a code of their own");

  await go(page, "kano/answers");
  await button(page, "Paste answer codes").first().click();
  const box = dialog(page, "Collect answers");
  await box.getByRole("textbox").first().fill(`here: ${codes[0]}\nand\n${codes[1]} ${codes[2]}\n${codes[2].slice(0, -3)}`);
  await button(box, "Read").click();
  await box.getByText("3 added").first().waitFor();
  await box.getByText(/Part of this code is missing/).first().waitFor();
  await button(box, "Take the answers in").click();
  await told(page, "Answers taken in: 3 added");

  await go(page, "kano/analysis");
  const row = page.getByRole("row").filter({ hasText: "Dark mode" });
  await row.getByText("One-dimensional").waitFor();
  await expectAccessible(page);
  const results = await download(page, () => button(page, "Results as CSV").click());
  assert.match(results.text, /Dark mode,3,0,3,0,0,0,0,O,O/);
  const answers = await download(page, () => button(page, "Answers as CSV").click());
  assert.equal(answers.text.trim().split("\r\n").length, 4);
  await button(page, "Write the categories to the items").click();
  await go(page, "items");
  const kano = await cell(page, en, "Dark mode", "Kano");
  await eventually(async () => assert.match(await kano.innerText(), /O/));

  await page.reload();
  await eventually(async () => assert.match(await (await cell(page, en, "Dark mode", "Kano")).innerText(), /O/));
  await go(page, "kano/answers");
  await page.getByText("3 respondents").first().waitFor();
});

test("items that are selected in the grid go into the study in one step", async (t) => {
  const { page } = await openApp(t);
  for (const title of ["Dark mode", "Search", "Export"]) await addItem(page, en, title);
  for (const title of ["Dark mode", "Export"]) await page.getByRole("checkbox", { name: `Select “${title}”`, exact: true }).check();
  await page.getByRole("link", { name: "Kano study…", exact: true }).click();
  await button(page, "Add the 2 selected items").click();
  await told(page, "Added 2 features to the study.");
  const features = page.getByRole("region", { name: "Features", exact: true });
  for (const title of ["Dark mode", "Export"]) await button(features, `Remove “${title}” from the study`).waitFor();
  assert.equal(await button(page, /selected item/).count(), 0, "nothing of the selection is left to add");
  await press(page, "Control+z");
  await button(page, "Add the 2 selected items").waitFor();
});

test("a table that is dropped on a Kano page is read as answers, a large one in slices", async (t) => {
  const { page } = await openApp(t);
  await addItem(page, en, "Dark mode");
  for (const path of ["kano", "kano/answers", "kano/analysis"]) {
    await go(page, path);
    await page.locator(".kano-screen").waitFor();
    await dropFiles(page, page.getByRole("main"), { name: "answers.csv", type: "text/csv", text: "Respondent,Dark mode +,Dark mode -\r\nr1,1,5\r\n" });
    const box = dialog(page, "Import answers");
    await button(box, "Import the answers of 1 respondent").waitFor();
    await press(page, "Escape");
    await box.waitFor({ state: "detached" });
  }
  const names = Array.from({ length: 4 }, (_, at) => `Feature ${at + 1}`);
  const head = ["Respondent", ...names.flatMap((name) => [`${name} +`, `${name} -`])].join(",");
  const rows = Array.from({ length: 12_000 }, (_, at) => `r${at + 1},1,5,3,5,1,3,${1 + (at % 5)},3`);
  await dropFiles(page, page.getByRole("main"), { name: "large.csv", type: "text/csv", text: [head, ...rows].join("\r\n") });
  const box = dialog(page, "Import answers");
  await button(box, "Import the answers of 12,000 respondents").click({ timeout: 20_000 });
  await told(page, "Answers taken in: 12,000 added");
  await go(page, "kano/analysis");
  await page.getByRole("row").filter({ hasText: "Feature 1" }).getByText("One-dimensional").waitFor();
});

test("a point of a plot leads to the feature's details, by click and by key", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "kano/analysis");
  const card = page.locator("#kano-card");
  for (const picture of ["Better and Worse", "Continuous analysis"]) {
    const points = page.getByRole("figure", { name: picture, exact: true }).getByRole("button", { name: /answers\.$/ });
    for (const [at, key] of [[0, "Enter"], [1, " "], [1, "Enter"]]) {
      const point = points.nth(at);
      const title = (await point.getAttribute("aria-label")).split(":")[0];
      await point.focus();
      await page.keyboard.press(key);
      await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "kano-card"));
      await card.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    }
    // As a pointer does it; another point may lie over this one.
    await points.nth(2).dispatchEvent("click");
    const title = (await points.nth(2).getAttribute("aria-label")).split(":")[0];
    await card.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
  }
  await expectAccessible(page);
});

for (const [lang, dark] of [["en", false], ["zh-CN", true]]) {
  for (const path of ["kano", "kano/answers", "kano/analysis"]) {
    test(`the page ${path} has no barrier, in ${lang}`, async (t) => {
      const { page } = await openApp(t, { lang, ...(dark && { context: { colorScheme: "dark" } }) });
      await openSample(page, WORDS[lang]);
      await go(page, path);
      await page.locator(".kano-screen").waitFor();
      if (path.endsWith("analysis")) {
        await page.locator(".kano-table button").first().click();
        await page.locator(".kano-card").waitFor();
      }
      await expectAccessible(page);
    });
  }
}
