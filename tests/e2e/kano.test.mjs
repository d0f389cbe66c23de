// The whole way of a Kano study: choose features, answer on a phone, paste the codes, read the
// analysis, write the categories back, and take everything away.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { download, dropFiles, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, addItem, button, cell, choose, dialog, eventually, lines, openSample, press, told } from "./steps.mjs";

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
  await row.getByText("One-dimensional", { exact: true }).waitFor();
  await expectAccessible(page);
  await button(page, "Write the categories to the items").click();
  await told(page, "The category of 1 item was written.");
  const results = await download(page, () => button(page, "Results as CSV").click());
  assert.match(results.text, /Dark mode,3,0,3,0,0,0,0,O,O/);
  const answers = await download(page, () => button(page, "Answers as CSV").click());
  assert.equal(answers.text.trim().split("\r\n").length, 4);
  await go(page, "items");
  const kano = await cell(page, en, "Dark mode", "Kano");
  await eventually(async () => assert.match(await kano.innerText(), /O/));
  // What was written back leaves with the items.
  const items = await download(page, () => choose(page, en, en.exportCsv));
  const [head, item] = lines(items.text).map((line) => line.split(","));
  assert.equal(item[head.indexOf("Title")], "Dark mode");
  assert.equal(item[head.indexOf("Kano")], "O");

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
  await page.getByRole("row").filter({ hasText: "Feature 1" }).getByText("One-dimensional", { exact: true }).waitFor();
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

/** The transfers (Reppel 2022) as tests/support/reppl.rs retypes them: cells, importance and published counts of each feature. */
async function transfers() {
  const text = await readFile(new URL("../support/reppl.rs", import.meta.url), "utf8");
  const lists = (source) => JSON.parse(source.replace(/,(\s*\])/g, "$1"));
  const facts = /item: "(F\d+)"[\s\S]*?cells: (\[[\s\S]*?\]),\s*women[\s\S]*?importance: (\[[^\]]*\])[\s\S]*?counts: (\[[^\]]*\]),\s*class: "(\w)"/g;
  return [...text.matchAll(facts)].map(([, name, cells, importance, counts, letter]) =>
    ({ name, cells: lists(cells), importance: lists(importance), counts: lists(counts), letter }));
}

test("the transfers of 358 respondents come out as they were published", async (t) => {
  const features = await transfers();
  assert.equal(features.length, 6);
  const columns = features.flatMap(({ cells, importance }) => {
    const pairs = cells.flatMap((row, up) => row.flatMap((count, across) => Array(count).fill([up + 1, across + 1])));
    return [pairs.map(([up]) => up), pairs.map(([, across]) => across), importance.flatMap((count, at) => Array(count).fill(at + 1))];
  });
  const head = ["id", ...features.flatMap(({ name }) => [`${name}_f`, `${name}_d`, `${name}_imp`])];
  const rows = Array.from({ length: 358 }, (_, at) => [`p${at}`, ...columns.map((column) => column[at])]);
  const { page } = await openApp(t);
  await go(page, "kano");
  await page.locator(".kano-screen").waitFor();
  await dropFiles(page, page.getByRole("main"), { name: "transfers.csv", type: "text/csv", text: [head, ...rows].map((row) => row.join(",")).join("\r\n") });
  const box = dialog(page, "Import answers");
  await box.getByText("No feature or item is called “F6”, so it comes in as a new item.").waitFor();
  await button(box, "Import the answers of 358 respondents").click();
  await told(page, "Answers taken in: 358 added");
  await go(page, "kano/analysis");
  await page.getByRole("combobox", { name: "Evaluation table", exact: true }).selectOption("pouliot");
  await eventually(async () => {
    const results = lines((await download(page, () => button(page, "Results as CSV").click())).text).map((line) => line.split(","));
    const grouped = results[0].indexOf("Grouped");
    for (const [at, { name, counts, letter }] of features.entries()) {
      assert.deepEqual(results[at + 1].slice(0, 8), [name, "358", ...counts.map(String)]);
      assert.equal(results[at + 1][grouped], letter, name);
    }
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  // What to look at is the point of the page: it is seen without scrolling sideways.
  const box1280 = await page.getByRole("columnheader", { name: "To look at", exact: true }).boundingBox();
  assert.ok(box1280.x + box1280.width <= 1280, `it ends at ${box1280.x + box1280.width}`);
});

test("bars and points say their numbers to the pointer and to the keyboard", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "kano/analysis");
  const bars = page.locator("svg.kano-bar");
  const line = page.locator(".kano-results__told");
  for (const [at, tell] of [[0, () => bars.nth(0).focus()], [1, () => page.keyboard.press("ArrowDown")], [3, () => bars.nth(3).hover()]]) {
    await tell();
    const numbers = await bars.nth(at).getAttribute("aria-label");
    assert.match(numbers, /\d \(\d+%\)/);
    await line.getByText(`: ${numbers}.`).waitFor();
  }
  const figure = page.getByRole("figure", { name: "Better and Worse", exact: true });
  const points = figure.getByRole("button", { name: /answers\.$/ });
  const told = figure.locator(".plot__told");
  await told.getByText(/^Point at a feature/).waitFor();
  for (const [at, tell] of [[0, () => points.nth(0).focus()], [1, () => page.keyboard.press("ArrowRight")], [2, () => points.nth(2).dispatchEvent("mouseenter")]]) {
    await tell();
    await told.getByText(await points.nth(at).getAttribute("aria-label"), { exact: true }).waitFor();
  }
  await button(page, "Counts, shares and probabilities of all features").click();
  const counts = page.getByRole("region", { name: "Counts, shares and probabilities of all features", exact: true });
  assert.equal(await counts.getByRole("rowheader").count(), await bars.count());
  await expectAccessible(page);
});

test("a plot and a curve are saved as SVG and as PNG", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "kano/analysis");
  await page.locator(".kano-table__open").first().click();
  const plot = page.getByRole("figure", { name: "Better and Worse", exact: true });
  for (const [place, text] of [[plot, "Better: how much it pleases"], [page.locator("#kano-card"), "Satisfaction"]]) {
    const save = async (name) => {
      await button(place, /^Save picture/).first().click();
      return download(page, () => page.getByRole("menuitem", { name, exact: true }).click());
    };
    const svg = await save("Save as SVG");
    assert.match(svg.name, /\.svg$/);
    assert.ok(svg.text.startsWith("<svg") && svg.text.includes(text), svg.text.slice(0, 300));
    const width = Number(/width="([\d.]+)"/.exec(svg.text)[1]);
    const png = await save("Save as PNG, 2×");
    assert.match(png.name, /\.png$/);
    assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    // The width stands behind the head of the first chunk.
    assert.ok(Math.abs(png.bytes.readUInt32BE(16) - width * 2) <= 1, `${png.bytes.readUInt32BE(16)} pixels for ${width}`);
  }
});

test("the survey is previewed as on a phone, and nothing of it is kept", async (t) => {
  const { page } = await openApp(t);
  await addItem(page, en, "Dark mode");
  await go(page, "kano");
  await button(page, /Dark mode”?$/).filter({ hasText: "SY-1" }).click();
  await button(page, "Preview as on a phone").click();
  const phone = page.getByRole("region", { name: "As on a phone", exact: true });
  await button(phone, "Start").click();
  assert.ok((await phone.boundingBox()).width <= 392);
  for (const [start, reply] of [["With it", "I like it"], ["Without it", "I dislike it"]]) {
    await phone.getByRole("group", { name: new RegExp(`^${start}`) }).getByRole("radio", { name: reply, exact: true }).check();
  }
  await expectAccessible(page);
  await button(phone, "Finish").click();
  await phone.getByText(/nothing of it is kept/).waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes("survey"))), []);
  await go(page, "kano/answers");
  await page.getByText("Nobody has answered yet").waitFor();
});

test("answers come in by hand and on one device, and who skips everything is nobody", async (t) => {
  const { page } = await openApp(t);
  await addItem(page, en, "Dark mode");
  await go(page, "kano");
  await button(page, /Dark mode”?$/).filter({ hasText: "SY-1" }).click();
  await go(page, "kano/answers");
  await button(page, "Enter answers by hand").click();
  const select = async (question, value) => page.getByRole("combobox", { name: `“Dark mode”: ${question}`, exact: true }).selectOption(value);
  await select("with it", "1");
  await select("without it", "5");
  await button(page, "Save and enter the next one").click();
  await told(page, "The answers are in the study.");
  // The form is empty for the next one.
  assert.equal(await page.getByRole("combobox", { name: "“Dark mode”: with it", exact: true }).inputValue(), "");
  await button(page, "Cancel").click();
  await page.getByText("1 respondent", { exact: false }).first().waitFor();

  await button(page, "Answer on this device").click();
  const room = page.getByRole("region", { name: "Answer on this device", exact: true });
  await button(room, "Start with the first person").click();
  await button(room, "Finish").click();
  await button(room, "Start with the first person").waitFor();
  assert.equal(await room.getByText("Your answers are in the study").count(), 0, "nothing was said");
  await button(room, "Start with the first person").click();
  const questions = room.getByRole("group");
  await questions.nth(0).getByRole("radio", { name: "I like it", exact: true }).check();
  await questions.nth(1).getByRole("radio", { name: "I dislike it", exact: true }).check();
  await button(room, "Finish").click();
  await room.getByText("Your answers are in the study").waitFor();
  await button(room, "End the session").click();
  await page.getByText("2 respondents").first().waitFor();
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
