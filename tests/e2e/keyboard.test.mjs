// The whole story without a mouse, input methods, and blocks of cells by clipboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, openApp, paste } from "./harness.mjs";
import {
  WORDS, button, cell, dialog, eventually, expectAt, expectCell, expectFocus, grid, headings, openPanel, openSample, panel, press, row, spoken,
  startsWith, titles, told,
} from "./steps.mjs";

const en = WORDS.en;

/** Presses Tab until something with this name has the focus. */
async function tabTo(page, name, most = 40) {
  const passed = [];
  for (let at = 0; at < most; at += 1) {
    await press(page, "Tab");
    const found = await page.locator(":focus").evaluate((element) => element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText).catch(() => "nothing");
    if (name.test(found)) return;
    passed.push(found.trim());
  }
  assert.fail(`Tab never came to ${name}; it came to ${passed.join(" | ")}`);
}

async function palette(page, words, typed) {
  await press(page, "Control+k");
  await page.getByRole("combobox", { name: words.palettePrompt }).waitFor();
  await page.keyboard.type(typed);
}

for (const [lang, commands] of Object.entries({
  en: { bulk: "edit…", bulkOther: "批量编辑", shortcuts: "keyboard", theme: "深色" },
  "zh-CN": { bulk: "批量", bulkOther: "edit…", shortcuts: "快捷键", theme: "dark" },
})) {
  const words = WORDS[lang];

  test(`the whole story goes by keyboard alone, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang });
    await tabTo(page, new RegExp(`^${words.sample}$`));
    await press(page, "Enter");
    await grid(page).waitFor();
    await expectFocus(page, "after the sample was opened");

    const first = (await titles(page, words, 1))[0];
    await expectAt(page, words.title, first);
    await press(page, "ArrowRight", "ArrowRight");
    await expectAt(page, words.reach, first);
    await press(page, "F2");
    await page.keyboard.type("123456");
    await press(page, "Enter");
    await expectCell(page, words, first, words.reach, "123,456");

    // Two rows, tagged in bulk through the palette, in either language.
    const [, second, third] = await titles(page, words, 3);
    await expectAt(page, words.reach, second);
    await press(page, "Space", "ArrowDown", "Space");
    for (const title of [second, third]) await eventually(async () => assert.equal(await page.getByRole("checkbox", { name: words.select(title), exact: true }).isChecked(), true));
    await palette(page, words, commands.bulk);
    await page.getByRole("option", { selected: true }).filter({ hasText: words.bulkEdit }).waitFor();
    await press(page, "Enter");
    const bulk = page.getByRole("dialog");
    await bulk.getByRole("textbox", { name: startsWith(words.bulkValue) }).waitFor();
    await tabTo(page, startsWith(words.bulkValue));
    await page.keyboard.type("by keyboard");
    await press(page, "Enter");
    await bulk.waitFor({ state: "hidden" });
    await expectFocus(page, "after the bulk edit");
    await palette(page, words, commands.bulkOther);
    await page.getByRole("option", { selected: true }).filter({ hasText: words.bulkEdit }).waitFor();
    await press(page, "Escape");
    await expectFocus(page, "after the palette was closed");
    await eventually(async () => assert.ok((await spoken(page))?.includes(third), "the palette gives the focus back to the cell"), 2_000);

    // The panel.
    await press(page, "Alt+Enter");
    await panel(page).waitFor();
    await eventually(async () => assert.equal(await panel(page).locator(":focus").count(), 1, "the panel takes the focus"), 2_000);
    await eventually(async () => assert.equal(await panel(page).getByRole("textbox", { name: startsWith(words.tags) }).inputValue().then((tags) => tags.includes("by keyboard")), true));
    await press(page, "Escape");
    await panel(page).waitFor({ state: "hidden" });
    await expectAt(page, third);

    // Out of the grid either way, and back in. Behind the grid the page may end.
    const inside = await spoken(page);
    await press(page, "Escape", "Shift+Tab");
    await eventually(async () => assert.notEqual(await spoken(page), inside));
    await expectFocus(page, "after the grid was left backwards");
    await press(page, "Tab");
    await expectAt(page, third);
    await press(page, "Escape", "Tab");
    await eventually(async () => assert.notEqual(await spoken(page), inside));
    await press(page, "Shift+Tab");
    await expectAt(page, third);

    // Dialogs and menus give the focus back.
    await palette(page, words, commands.shortcuts);
    await page.getByRole("option", { selected: true }).filter({ hasText: words.shortcuts }).waitFor();
    await press(page, "Enter");
    await dialog(page, words.shortcuts).waitFor();
    await press(page, "Escape");
    await dialog(page, words.shortcuts).waitFor({ state: "hidden" });
    await expectFocus(page, "after the shortcuts were closed");
    await palette(page, words, commands.theme);
    await press(page, "Enter");
    await expectFocus(page, "after the theme was chosen");
    await page.reload();
    await grid(page).waitFor();
    await tabTo(page, new RegExp(`^${words.menu}$`));
    await press(page, "Enter");
    await page.getByRole("menu").waitFor();
    await press(page, "ArrowDown", "Escape");
    await eventually(async () => assert.equal(await spoken(page), words.menu));
    await press(page, "Enter");
    await eventually(async () => assert.equal(await page.getByRole("menu").locator(":focus").count(), 1, "the menu takes the focus"));
    const item = () => page.locator(":focus").innerText();
    for (let at = 0; at < 20 && !startsWith(words.plans).test(await item()); at += 1) await press(page, "ArrowDown");
    await press(page, "Enter");
    await dialog(page, words.plans).waitFor();
    await press(page, "Escape");
    await dialog(page, words.plans).waitFor({ state: "hidden" });
    await expectFocus(page, "after a dialog that the menu opened");
  });
}

test("the link to skip the header leads to the content", async (t) => {
  const { page } = await openApp(t);
  await press(page, "Tab");
  assert.equal(await page.locator(":focus").innerText(), "Skip to the content");
  await press(page, "Enter");
  await eventually(async () => assert.equal(await page.getByRole("main").evaluate((main) => main === document.activeElement || main.contains(document.activeElement)), true));
  await button(page, en.sample).waitFor();
});

test("the grid knows the keys of a spreadsheet", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const order = await titles(page, en, 2);
  const last = (await headings(page)).at(-1);
  await (await cell(page, en, order[0], en.title)).click();
  for (const [keys, ...parts] of [
    [["ArrowDown"], en.title, order[1]],
    [["End"], last, order[1]],
    [["Home", "ArrowRight", "ArrowRight", "ArrowRight"], en.kano, order[1]],
    [["Control+Home"], order[0]],
    [["ArrowRight", "ArrowRight"], en.title, order[0]],
    [["Tab"], en.kano, order[0]],
    [["Tab", "Tab"], en.impact, order[0]],
    [["Shift+Tab"], en.reach, order[0]],
    [["PageDown", "PageUp"], en.reach, order[0]],
  ]) {
    await press(page, ...keys);
    await expectAt(page, ...parts);
  }
  await press(page, "Control+a");
  await page.getByText("24 selected").waitFor();
  await press(page, "Control+a");
});

test("a word is chosen from the list of a cell, and a wrong one is refused and kept", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await (await cell(page, en, en.sampleTitle, en.status)).click();
  await press(page, "Enter");
  await page.getByRole("listbox").waitFor();
  await page.keyboard.type("nonsense");
  await press(page, "Enter");
  await told(page, "That is not one of the values of Status");
  assert.equal(await page.locator(":focus").inputValue(), "nonsense");
  assert.equal(await page.locator(":focus").getAttribute("aria-invalid"), "true");
  await press(page, "Escape");
  await expectCell(page, en, en.sampleTitle, en.status, "Candidate");
  await page.keyboard.type("ship");
  await press(page, "ArrowDown", "Enter");
  await expectCell(page, en, en.sampleTitle, en.status, "Shipped");
});

for (const lang of ["en", "zh-CN"]) {
  const words = WORDS[lang];

  test(`an input method types into a cell that has not been opened, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang });
    await openSample(page, words);
    const [first, second] = await titles(page, words, 2);
    await (await cell(page, words, first, words.title)).click();
    await expectAt(page, words.title, first);
    await compose(page, ["j", "jie", "jie'suan"], "结算", async () => {
      assert.equal(await page.locator(":focus").inputValue(), "jie'suan", "what is composed shows in the cell");
      await row(page, words, first).waitFor();
      await page.keyboard.press("Enter").catch(() => {});
      await expectAt(page, words.title, first);
    });
    assert.equal(await page.locator(":focus").inputValue(), "结算");
    await row(page, words, first).waitFor();
    // The key that ends a composition is no Enter.
    await page.locator(":focus").evaluate((field) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true })));
    assert.equal(await page.locator(":focus").inputValue(), "结算");
    await compose(page, ["t"], "台");
    await press(page, "Enter");
    await row(page, words, "结算台").waitFor();
    await expectAt(page, words.title, second);
    await press(page, "Control+z");
    await row(page, words, first).waitFor();
  });
}

test("an input method types into a cell that is open, and Escape gives it up", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const [first] = await titles(page, en, 1);
  await (await cell(page, en, first, en.title)).dblclick();
  await press(page, "End");
  await compose(page, ["j", "jie"], "结");
  assert.equal(await page.locator(":focus").inputValue(), `${first}结`);
  await press(page, "Escape");
  await row(page, en, first).waitFor();
});

test("an input method types into the search field, the panel and the palette", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const search = page.getByLabel(en.search, { exact: true });
  await search.click();
  await compose(page, ["y", "you", "you'ke"], "游客", async () => {
    assert.equal(await search.inputValue(), "you'ke");
    await page.getByText(en.countItems(24)).first().waitFor();
  });
  await page.getByText("1 of 24 items").waitFor();
  const open = await openPanel(page, en, en.sampleTitle);
  const description = open.getByLabel(en.description, { exact: true });
  await description.fill("");
  await description.click();
  await compose(page, ["m", "miao", "miao'shu"], "描述", async () => {
    // Longer than the pause after which typed text is taken over.
    await page.waitForFunction((start) => performance.now() - start > 800, await page.evaluate(() => performance.now()));
    assert.equal(await description.inputValue(), "miao'shu", "nothing is taken over while a text is composed");
  });
  assert.equal(await description.inputValue(), "描述");
  await description.blur();
  await press(page, "Control+k");
  await page.getByRole("combobox", { name: en.palettePrompt }).waitFor();
  await compose(page, ["x", "xin'jian"], "新建");
  await page.getByRole("option", { name: startsWith(en.newItem) }).waitFor();
  await press(page, "Escape");
  await page.reload();
  await grid(page).waitFor();
  assert.equal(await (await openPanel(page, en, en.sampleTitle)).getByLabel(en.description, { exact: true }).inputValue(), "描述");
});

test("a range is copied and pasted elsewhere", async (t) => {
  const { page, context } = await openApp(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSample(page, en);
  const [first, second, third, fourth] = await titles(page, en, 4);
  const texts = async (title) => (await row(page, en, title).getByRole("gridcell").allInnerTexts()).slice(4, 8).map((text) => text.replace("±", "").trim());
  const copied = [await texts(first), await texts(second)];
  await (await cell(page, en, first, en.reach)).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Control+c");
  await told(page, "Copied.");
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim().split(/\r?\n/).length, 2);
  await (await cell(page, en, third, en.reach)).click();
  await press(page, "Control+v");
  await told(page, "Pasted 8 cells.");
  await eventually(async () => assert.deepEqual([await texts(third), await texts(fourth)], copied));
  await press(page, "Control+z");
  await eventually(async () => assert.notDeepEqual(await texts(third), copied[0]));
});

test("a block from a spreadsheet spreads over the cells", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const [first, second] = await titles(page, en, 2);
  await (await cell(page, en, first, en.reach)).click();
  assert.equal(await paste(page, "1,500\tHigh\t５０％\t2\r\n2k\t极小\t100%\t0.5\r\n"), true);
  await told(page, "Pasted 8 cells.");
  const expected = [[first, "1,500", "2", "50%", "2"], [second, "2,000", "0.25", "100%", "0.5"]];
  for (const [title, ...texts] of expected) {
    for (const [at, heading] of [en.reach, en.impact, en.confidence, en.effort].entries()) await expectCell(page, en, title, heading, texts[at]);
  }
  await page.getByRole("status").getByRole("button", { name: en.undo, exact: true }).click();
  await eventually(async () => assert.notEqual(await (await cell(page, en, first, en.reach)).innerText(), "1,500"));
});

test("one value fills a whole range, Ctrl+D fills down, Delete empties", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const order = await titles(page, en, 3);
  await (await cell(page, en, order[0], en.reach)).click();
  await press(page, "Shift+ArrowDown", "Shift+ArrowDown");
  await paste(page, "42");
  for (const title of order) await expectCell(page, en, title, en.reach, "42");
  await (await cell(page, en, order[0], en.area)).click();
  await page.keyboard.type("Everywhere");
  await press(page, "Enter", "ArrowUp", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
  for (const title of order) await expectCell(page, en, title, en.area, "Everywhere");
  await press(page, "Delete");
  for (const title of order) await expectCell(page, en, title, en.area, "");
  await press(page, "Control+z");
  for (const title of order) await expectCell(page, en, title, en.area, "Everywhere");
});

test("a pasted table with headings opens the import", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await (await cell(page, en, en.sampleTitle, en.title)).click();
  assert.equal(await paste(page, "标题\t触达\t影响\t信心\t工作量\n甲\t100\t2\t80%\t1\n乙\t200\t1\t50%\t2\n"), true);
  const importing = dialog(page, en.importTitle);
  await button(importing, en.importCount(2)).click();
  await row(page, en, "甲").waitFor();
  await expectCell(page, en, "乙", "RICE", "50");
  await page.getByText(en.countItems(26)).first().waitFor();
});
