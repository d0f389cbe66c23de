// Everyone: nothing for axe to complain about on any screen, in both languages and themes, wide and narrow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, cell, choose, dialog, eventually, fill, grid, openPanel, openSample, panel, press, startsWith } from "./steps.mjs";

const TABLE = "Title,Reach,Impact,Confidence,Effort\nOne,10,5,80%,1\nTwo,many,4,80%,0\nThree,10,2,80%,1";

/** Every state of the app, each brought about from the first screen. */
const STATES = {
  "the first screen": async () => {},
  "the import": async (page, words) => {
    await button(page, words.importItems).click();
    await dialog(page, words.importTitle).waitFor();
  },
  "the import's preview": async (page, words) => {
    await button(page, words.importItems).click();
    await dialog(page, words.importTitle).getByLabel(words.paste).fill(TABLE);
    await button(dialog(page, words.importTitle), words.read).click();
    await page.getByRole("radio").first().waitFor();
  },
  items: openSample,
  "a cell being edited": async (page, words) => {
    await openSample(page, words);
    await (await cell(page, words, words.sampleTitle, words.status)).dblclick();
    await page.getByRole("listbox").waitFor();
  },
  "a cell with an error": async (page, words) => {
    await openSample(page, words);
    await (await cell(page, words, words.sampleTitle, words.effort)).click();
    await page.keyboard.type("0");
    await press(page, "Enter");
  },
  "the item panel": async (page, words) => {
    await openSample(page, words);
    const open = await openPanel(page, words, words.sampleTitle);
    await button(open, words.addLink).click();
    await open.getByRole("textbox", { name: words.comment, exact: true }).fill("?");
    await button(open, words.addComment).click();
  },
  "the selection": async (page, words) => {
    await openSample(page, words);
    await page.getByRole("checkbox", { name: words.select(words.sampleTitle), exact: true }).click();
    await button(page, words.bulkEdit).waitFor();
  },
  "the bulk edit": async (page, words) => {
    await openSample(page, words);
    await page.getByRole("checkbox", { name: words.select(words.sampleTitle), exact: true }).click();
    await button(page, words.bulkEdit).click();
    await page.getByRole("dialog").waitFor();
  },
  "a filter": async (page, words) => {
    await openSample(page, words);
    await page.getByRole("button", { name: new RegExp(`^${words.statusFilter}[:：]`) }).click();
    await page.getByRole("checkbox").nth(2).waitFor();
  },
  "the palette": async (page, words) => {
    await openSample(page, words);
    await press(page, "Control+k");
    await page.getByRole("combobox", { name: words.palettePrompt }).waitFor();
  },
  "the menu": async (page, words) => {
    await openSample(page, words);
    await button(page, words.menu).click();
    await page.getByRole("menu").waitFor();
  },
  "the plans": async (page, words) => {
    await openSample(page, words);
    await choose(page, words, words.plans);
    await dialog(page, words.plans).waitFor();
  },
  "the settings": async (page, words) => {
    await openSample(page, words);
    await choose(page, words, words.settings);
    await page.getByRole("dialog").getByRole("combobox").first().selectOption({ index: 0 });
  },
  "the columns": async (page, words) => {
    await openSample(page, words);
    await button(page, words.columns).click();
    await dialog(page, words.columns).waitFor();
  },
  "the shortcuts": async (page, words) => {
    await choose(page, words, words.shortcuts);
    await dialog(page, words.shortcuts).waitFor();
  },
  "the bin": async (page, words) => {
    await openSample(page, words);
    await page.getByRole("checkbox", { name: words.select(words.sampleTitle), exact: true }).click();
    await button(page, words.delete).click();
    await page.getByRole("link", { name: startsWith(words.bin) }).click();
    await button(page, words.restore).waitFor();
  },
  "the empty bin": async (page, words) => {
    await page.getByRole("link", { name: startsWith(words.bin) }).click();
    await page.getByText(words.binEmpty).waitFor();
  },
};

/** Every language in every theme; what comes second is seen in colours only. */
const LOOKS = [
  { lang: "en", theme: "light" },
  { lang: "zh-CN", theme: "dark" },
];
const NARROW = { width: 390, height: 844 };

for (const { lang, theme } of LOOKS) {
  for (const [name, show] of Object.entries(STATES)) {
    test(`${name}: axe has nothing to say, in ${lang}, ${theme}`, async (t) => {
      const { page } = await openApp(t, { lang, theme });
      await show(page, WORDS[lang]);
      await expectAccessible(page);
      // In the other theme only the colours differ.
      await page.emulateMedia({ colorScheme: theme === "light" ? "dark" : "light" });
      await expectAccessible(page, { only: ["color-contrast"] });
    });
  }
  for (const name of ["the first screen", "items", "the import's preview"]) {
    test(`${name}, narrow: axe has nothing to say and nothing sticks out, in ${lang}, ${theme}`, async (t) => {
      const { page } = await openApp(t, { lang, theme, viewport: NARROW });
      await STATES[name](page, WORDS[lang]);
      await expectAccessible(page);
      await nothingSticksOut(page);
    });
  }

  test(`a finger opens an item and edits it, narrow, in ${lang}, ${theme}`, async (t) => {
    const words = WORDS[lang];
    const { page } = await openApp(t, { lang, theme, viewport: NARROW, context: { hasTouch: true, isMobile: true } });
    await button(page, words.sample).tap();
    await grid(page).waitFor();
    await (await cell(page, words, words.sampleTitle, words.title)).tap();
    const open = panel(page);
    await open.waitFor();
    await expectAccessible(page);
    await nothingSticksOut(page);
    const reach = open.getByRole("group", { name: startsWith(words.reach) }).first();
    await fill(reach.getByLabel(words.likely, { exact: true }), "77");
    await button(open, words.closeItem).tap();
    await open.waitFor({ state: "hidden" });
    await eventually(async () => assert.equal((await (await cell(page, words, words.sampleTitle, words.reach)).innerText()).trim(), "77"));
    // The other language and theme can be had on a phone, too.
    await button(page, words.menu).tap();
    await page.getByRole("menuitem", { name: startsWith(words.switchLanguage) }).or(button(page, words.switchLanguage)).first().waitFor();
  });
}

/** Awaits that the page does not scroll sideways. */
const nothingSticksOut = (page) =>
  eventually(async () => {
    const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }));
    assert.ok(wide <= room, `the page is ${wide} px wide on a screen of ${room}`);
  });
