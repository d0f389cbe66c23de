// Single items: the first screen, the panel, the bin, scores and settings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { download, expectAccessible, openApp } from "./harness.mjs";
import {
  WORDS, button, cell, choose, dialog, eventually, expectAt, expectCell, expectFocus, fill, grid, headings, lines, openPanel, openSample, panel, press,
  row, startsWith, titles, told, withoutFileAccess,
} from "./steps.mjs";

const en = WORDS.en;

for (const lang of ["en", "zh-CN"]) {
  const words = WORDS[lang];

  test(`the first screen offers the ways to begin, and the sample is scored, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang });
    for (const name of [words.importItems, words.newItem, words.sample, words.openFile]) await button(page, name).waitFor();
    await openSample(page, words);
    await row(page, words, words.sampleTitle).waitFor();
    await page.getByText(words.countItems(24)).first().waitFor();
    await page.getByText(words.unscored(3)).waitFor();
    await page.getByRole("gridcell").filter({ hasText: words.unscoredGroup }).waitFor({ state: "attached" });
    const ranks = await page.getByRole("row").evaluateAll((rows) => rows.map((row) => row.children[1]?.innerText.trim()).filter((text) => /^\d+$/.test(text)));
    assert.equal(ranks[0], "1");
    await page.reload();
    await row(page, words, words.sampleTitle).waitFor();
  });

  test(`an item is deleted, found in the bin, and restored with all it had, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang });
    await openSample(page, words);
    const score = await (await cell(page, words, words.sampleTitle, "RICE")).innerText();
    await page.getByRole("checkbox", { name: words.select(words.sampleTitle), exact: true }).click();
    await button(page, words.delete).click();
    await row(page, words, words.sampleTitle).waitFor({ state: "hidden" });
    await expectFocus(page, "after the selected items were deleted");
    await page.reload();
    await grid(page).waitFor();
    await page.getByRole("link", { name: startsWith(words.bin) }).click();
    await page.getByRole("heading", { level: 1, name: words.bin }).waitFor();
    const waiting = page.getByRole("listitem").filter({ hasText: words.sampleTitle });
    await button(waiting, words.restore).click();
    await page.getByText(words.binEmpty).waitFor();
    await expectFocus(page, "after the last item was restored");
    await page.getByRole("link", { name: startsWith(words.itemsHeading) }).click();
    await expectCell(page, words, words.sampleTitle, "RICE", score.trim());
  });

  test(`everything in the panel of an item survives a reload, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang });
    await openSample(page, words);
    const open = await openPanel(page, words, words.sampleTitle);
    const markup = `<img src=x onerror="document.title='hacked'"> <b>bold</b> & so on`;
    await fill(open.getByLabel(words.description, { exact: true }), markup);
    await fill(open.getByRole("textbox", { name: startsWith(words.tags) }), "alpha，beta, gamma");
    const reach = open.getByRole("group", { name: startsWith(words.reach) }).first();
    await fill(reach.getByLabel(words.low, { exact: true }), "1k");
    await fill(reach.getByLabel(words.likely, { exact: true }), "2,000");
    await fill(reach.getByLabel(words.high, { exact: true }), "4000");
    await button(open, words.addRequester).click();
    const requesters = open.getByRole("region", { name: /^(Requesters|提出人)$/ });
    await fill(requesters.getByLabel(words.requesterName, { exact: true }).last(), "Li Wei 李伟");
    const links = open.getByRole("region", { name: /^(Links|链接)$/ });
    await button(open, words.addLink).click();
    await fill(links.getByLabel(words.linkUrl, { exact: true }).first(), "https://example.org/a?b=1&c=2");
    await fill(links.getByLabel(words.linkTitle, { exact: true }).first(), "Research");
    await button(open, words.addLink).click();
    await eventually(async () => assert.equal(await links.getByLabel(words.linkUrl, { exact: true }).count(), 2));
    await fill(links.getByLabel(words.linkUrl, { exact: true }).nth(1), "javascript:alert(1)");
    await open.getByRole("textbox", { name: words.comment, exact: true }).fill(markup);
    await button(open, words.addComment).click();
    await open.getByText(markup, { exact: true }).last().waitFor();
    await eventually(async () => assert.equal(await open.getByRole("textbox", { name: words.comment, exact: true }).inputValue(), ""));
    await expectCell(page, words, words.sampleTitle, words.reach, "2,000");

    await page.reload();
    await grid(page).waitFor();
    const again = await openPanel(page, words, words.sampleTitle);
    assert.equal(await again.getByLabel(words.description, { exact: true }).inputValue(), markup);
    assert.equal(await again.getByRole("textbox", { name: startsWith(words.tags) }).inputValue(), "alpha, beta, gamma");
    const reachAgain = again.getByRole("group", { name: startsWith(words.reach) }).first();
    for (const [label, value] of [[words.low, "1000"], [words.likely, "2000"], [words.high, "4000"]]) {
      assert.equal((await reachAgain.getByLabel(label, { exact: true }).inputValue()).replace(/,/g, ""), value);
    }
    assert.equal(await again.getByRole("region", { name: /^(Requesters|提出人)$/ }).getByLabel(words.requesterName, { exact: true }).last().inputValue(), "Li Wei 李伟");
    await again.getByText(markup, { exact: true }).last().waitFor();
    assert.equal(await again.getByRole("img").count(), 0, "markup stays text");
    assert.notEqual(await page.title(), "hacked");
    const followed = await again.getByRole("link", { name: words.openLink }).evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(followed.includes("https://example.org/a?b=1&c=2"));
    assert.ok(followed.every((href) => /^(https?|mailto):/.test(href)), followed.join());
  });
}

test("a new item opens its title for typing, from the first screen and from the grid", async (t) => {
  const { page } = await openApp(t);
  await button(page, en.newItem).click();
  await expectAt(page, en.title, en.newItemTitle);
  await page.keyboard.type("First idea");
  await press(page, "Enter");
  await row(page, en, "First idea").waitFor();
  await button(page, en.newItem).click();
  await expectAt(page, en.title, en.newItemTitle);
  await page.keyboard.type("Second idea");
  await press(page, "Tab");
  await row(page, en, "Second idea").waitFor();
  await press(page, "Control+Enter");
  await expectAt(page, en.title, en.newItemTitle);
  await press(page, "Escape");
  await page.getByText(en.countItems(3)).first().waitFor();
  await page.reload();
  await row(page, en, "Second idea").waitFor();
});

test("items are duplicated with what they have, and get a key of their own", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await (await cell(page, en, en.sampleTitle, en.title)).click();
  await press(page, "Control+Shift+d");
  await eventually(async () => assert.equal(await row(page, en, en.sampleTitle).count(), 2));
  await page.getByText(en.countItems(25)).first().waitFor();
  const ranks = await row(page, en, en.sampleTitle).evaluateAll((rows) => rows.map((row) => row.children[1].innerText.trim()));
  assert.equal(ranks[0], ranks[1], "equal scores share a rank");
  await press(page, "Control+z");
  await page.getByText(en.countItems(24)).first().waitFor();
});

test("an empty plan is a start, and several plans live side by side", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await choose(page, en, en.newPlan);
  await button(page, en.sample).waitFor();
  await fill(page.getByLabel(en.planTitle, { exact: true }), "Next year");
  await choose(page, en, en.plans);
  const plans = dialog(page, en.plans);
  await plans.getByRole("listitem").filter({ hasText: "Next year" }).waitFor();
  const sample = plans.getByRole("listitem").filter({ hasText: "Checkout of an online shop" });
  await button(sample, "Open").click();
  await row(page, en, en.sampleTitle).waitFor();
  await choose(page, en, en.plans);
  const other = dialog(page, en.plans).getByRole("listitem").filter({ hasText: "Next year" });
  await button(other, en.delete).click();
  const deleted = dialog(page, en.plans).getByRole("listitem").filter({ hasText: "Next year" });
  await button(deleted, en.restore).click();
  await button(deleted, "Open").waitFor();
  await expectFocus(page, "after a plan was restored");
});

test("an effort of 0 is an error at its cell, with a sentence, and costs nothing else", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await (await cell(page, en, en.sampleTitle, en.effort)).click();
  await page.keyboard.type("0");
  await press(page, "Enter", "ArrowUp");
  const bad = await cell(page, en, en.sampleTitle, en.effort);
  await eventually(async () => assert.equal(await bad.getAttribute("aria-invalid"), "true"));
  await expectAt(page, en.effort, en.sampleTitle);
  assert.equal(await page.locator(":focus").getAttribute("aria-invalid"), "true");
  await told(page, en.moreThanZero);
  await expectCell(page, en, en.sampleTitle, en.effort, "0");
  await eventually(async () => assert.match(await (await cell(page, en, en.sampleTitle, "RICE")).innerText(), /check Effort/));
  await page.keyboard.type("soon");
  await press(page, "Enter", "ArrowUp");
  await told(page, en.notANumber);
  await expectCell(page, en, en.sampleTitle, en.effort, "soon");
  await page.reload();
  await grid(page).waitFor();
  await row(page, en, en.sampleTitle).waitFor({ state: "attached" }).catch(() => {});
  await page.getByText(en.unscored(4)).waitFor();
});

test("rows hold their place while numbers change, and sort again on wish", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const before = await titles(page, en, 4);
  await (await cell(page, en, before[3], en.reach)).click();
  await page.keyboard.type("9m");
  await press(page, "Enter");
  await expectCell(page, en, before[3], en.reach, "9,000,000");
  assert.deepEqual(await titles(page, en, 4), before);
  await expectCell(page, en, before[3], "#", "1");
  await button(page, "Sort again").click();
  await eventually(async () => assert.equal((await titles(page, en, 1))[0], before[3]));
  await expectFocus(page, "after sorting again");
});

test("ties share a rank, and the next rank is left out", async (t) => {
  const { page } = await openApp(t);
  await button(page, en.importItems).click();
  const importing = dialog(page, en.importTitle);
  await importing.getByLabel(en.paste).fill("Title,Reach,Impact,Confidence,Effort\nSlow,200,1,100%,2\nLast,10,1,100%,1\nQuick,100,1,100%,1\nUnknown,,1,100%,1");
  await button(importing, en.read).click();
  await button(importing, en.importCount(4)).click();
  await row(page, en, "Quick").waitFor();
  await eventually(async () => assert.deepEqual(await titles(page, en, 3), ["Quick", "Slow", "Last"]));
  for (const [title, rank] of [["Quick", "1"], ["Slow", "1"], ["Last", "3"], ["Unknown", "–"]]) await expectCell(page, en, title, "#", rank);
  assert.match(await (await cell(page, en, "Unknown", "RICE")).innerText(), /needs Reach/);
  await page.getByText(en.unscored(1)).waitFor();
});

test("rank ranges follow the estimates, sort, and go into the file", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await button(page, en.importItems).click();
  const importing = dialog(page, en.importTitle);
  await importing.getByLabel(en.paste).fill("Title,Reach,Impact,Confidence,Effort\nFirst,1000,1,100%,1\nSecond,900,1,100%,1\nThird,10,1,100%,1\nUnknown,,1,100%,1");
  await button(importing, en.read).click();
  await button(importing, en.importCount(4)).click();
  await row(page, en, "First").waitFor();
  assert.ok(!(await headings(page)).includes(en.rankRange), "without ranges there is nothing to show");
  await button(page, en.columns).click();
  const columns = dialog(page, en.columns);
  await columns.getByRole("checkbox", { name: en.rankRange, exact: true }).check();
  await button(columns, en.close).click();
  const ranges = async (...expected) => {
    for (const [at, title] of ["First", "Second", "Third", "Unknown"].entries()) await expectCell(page, en, title, en.rankRange, expected[at]);
  };
  await ranges("–", "–", "–", "");
  await (await cell(page, en, "First", en.rankRange)).click();
  await expectAt(page, en.rankRange, "First", "looks surer than it is");
  assert.equal(page.workers().length, 0, "one order needs no simulation");

  const estimate = async (text) => {
    await (await cell(page, en, "Second", en.reach)).click();
    await page.keyboard.type(text);
    await press(page, "Enter");
  };
  await estimate("500 / 900 / 1600");
  await ranges("1–2", "1–2", "3", "");
  await expectAccessible(page);
  await estimate("850 / 900 / 950");
  await ranges("1", "2", "3", "");
  await (await cell(page, en, "Second", en.rankRange)).click();
  await expectAt(page, en.rankRange, "Second", "2 in 90% of 10,000 simulated orders. Its ranges were given.");
  // What is computed cannot be typed over.
  await page.keyboard.type("7");
  await ranges("1", "2", "3", "");
  await estimate("500 / 900 / 1600");
  // Nobody waits for the ranges, and the file has them all the same.
  const saved = await download(page, () => choose(page, en, en.exportCsv));
  const [head, ...rows] = lines(saved.text).map((line) => line.split(","));
  const ends = rows.map((cells) => [cells[head.indexOf("Title")], cells[head.indexOf("Rank low")], cells[head.indexOf("Rank high")]]);
  assert.deepEqual(ends, [["First", "1", "2"], ["Second", "1", "2"], ["Third", "3", "3"], ["Unknown", "", ""]]);
  await ranges("1–2", "1–2", "3", "");

  const heading = page.getByRole("columnheader", { name: startsWith(en.rankRange) });
  for (const [direction, expected] of [["ascending", ["First", "Second", "Third", "Unknown"]], ["descending", ["Unknown", "Third", "Second", "First"]]]) {
    await heading.getByRole("button").click();
    await eventually(async () => assert.equal(await heading.getAttribute("aria-sort"), direction));
    await eventually(async () => assert.deepEqual(await titles(page, en, 4), expected));
  }
  for (const expected of [["1", "2", "3", ""], ["1–2", "1–2", "3", ""], ["–", "–", "–", ""]]) {
    await button(page, startsWith(en.undoPrefix)).click();
    await ranges(...expected);
  }
});

for (const lang of ["en", "zh-CN"]) {
  test(`a plan with ranges shows the rank ranges by itself, with a worker and without one, in ${lang}`, async (t) => {
    const words = WORDS[lang];
    const shown = async (options) => {
      const { page } = await openApp(t, { lang, ...options });
      await openSample(page, words);
      const names = await headings(page);
      assert.equal(names.indexOf(words.rankRange), names.findIndex((name) => name.startsWith("RICE")) + 1, names.join());
      const found = async () => (await (await cell(page, words, words.sampleTitle, words.rankRange)).innerText()).trim();
      await eventually(async () => assert.match(await found(), /^\d+(–\d+)?$/));
      return { page, found: await found() };
    };
    const { page, found } = await shown({});
    await expectAccessible(page);
    assert.equal((await shown({ prepare: (context) => context.addInitScript(() => { delete globalThis.Worker; }) })).found, found);
  });
}

test("another period converts the reach, or keeps the numbers, and undo takes it back", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await expectCell(page, en, en.sampleTitle, en.reach, "12,000");
  await choose(page, en, en.settings);
  const settings = page.getByRole("dialog", { name: startsWith(en.settingsTitle) });
  await settings.getByLabel("Reach is counted per").selectOption({ label: "month" });
  await button(settings, startsWith("Convert: multiply every reach by 0.333")).click();
  await settings.getByLabel("Effort is counted in").selectOption({ label: "person-weeks" });
  await button(settings, "Keep the numbers as they are").click();
  await button(settings, en.close).click();
  await expectCell(page, en, en.sampleTitle, en.reach, "4,000");
  await button(page, /Reach per month · person-weeks/).waitFor();
  await (await cell(page, en, en.sampleTitle, en.title)).click();
  await press(page, "Control+z");
  await button(page, /Reach per month · person-months/).waitFor();
  await press(page, "Control+z");
  await button(page, /Reach per quarter · person-months/).waitFor();
  await expectCell(page, en, en.sampleTitle, en.reach, "12,000");
  await choose(page, en, en.settings);
  await settings.getByLabel("Effort is counted in").selectOption({ label: "person-days" });
  await button(settings, startsWith("Convert: multiply every effort by")).click();
  await settings.getByLabel("Reach is counted per").selectOption({ label: "year" });
  await button(settings, "Keep the numbers as they are").click();
  await press(page, "Escape");
  await expectCell(page, en, en.sampleTitle, en.reach, "12,000");
  await expectFocus(page, "after the settings were closed");
});

test("the frameworks stand beside each other", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const frameworks = page.getByRole("group", { name: "Scoring framework" });
  for (const name of ["ICE (product)", "ICE (average)", "WSJF", "RICE"]) {
    await button(frameworks, name).click();
    await eventually(async () => assert.equal(await button(frameworks, name).getAttribute("aria-pressed"), "true"));
    await page.getByRole("columnheader", { name: startsWith(name) }).waitFor();
    await eventually(async () => assert.equal(await page.getByRole("row").nth(1).getByRole("gridcell").nth(1).innerText(), "1"));
  }
});

test("rows are moved by hand with the keyboard, and the order is kept", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await page.getByRole("combobox", { name: "Order", exact: true }).selectOption({ label: "By hand" });
  const before = await titles(page, en, 3);
  await (await cell(page, en, before[0], en.title)).click();
  await press(page, "Alt+ArrowDown");
  await eventually(async () => assert.deepEqual(await titles(page, en, 3), [before[1], before[0], before[2]]));
  await expectAt(page, before[0]);
  await page.reload();
  await grid(page).waitFor();
  await page.getByRole("combobox", { name: "Order", exact: true }).selectOption({ label: "By hand" });
  await eventually(async () => assert.deepEqual(await titles(page, en, 3), [before[1], before[0], before[2]]));
});

/** The titles of the rows of which anything changes in the page until `act` and what it causes are painted. */
async function rowsTouched(page, act) {
  await page.evaluate(() => {
    const touched = new Set();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const row = element?.closest("[role=row]");
        if (row) touched.add(row);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    globalThis.touchedRows = () => {
      observer.disconnect();
      return [...touched].map((row) => row.querySelector(".cell--title")?.innerText.trim() ?? row.innerText.trim());
    };
  });
  await act();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => globalThis.touchedRows());
}

test("an edit that moves no rank renders its own row and no other, and so does taking it back", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  // Ranges are simulated anew after a while, and their cells are of many rows.
  await button(page, en.columns).click();
  const columns = dialog(page, en.columns);
  await columns.getByRole("checkbox", { name: en.rankRange, exact: true }).uncheck();
  await button(columns, en.close).click();
  await eventually(async () => assert.ok(!(await headings(page)).includes(en.rankRange)));
  const title = (await titles(page, en, 8))[6];
  const rank = async () => (await (await cell(page, en, title, "#")).innerText()).trim();
  const before = await rank();
  const shown = (await (await cell(page, en, title, en.reach)).innerText()).replace(/[,±]/g, "").trim();
  const next = (Number(shown) + 1).toLocaleString("en");
  await (await cell(page, en, title, en.reach)).click();
  await page.keyboard.type(next);
  // Tab stays on the row, so that the active cell leaves no other one.
  const edited = await rowsTouched(page, async () => {
    await press(page, "Tab");
    await expectCell(page, en, title, en.reach, next);
  });
  assert.deepEqual(edited, [title]);
  assert.equal(await rank(), before, "the edit was to move no rank");
  const undone = await rowsTouched(page, async () => {
    await press(page, "Control+z");
    await expectCell(page, en, title, en.reach, Number(shown).toLocaleString("en"));
  });
  assert.deepEqual(undone, [title]);
});

/** Shows the rows in the order by hand, and answers with their titles from the top. */
async function byHand(page, words = en) {
  await page.getByRole("combobox", { name: words.order, exact: true }).selectOption({ label: words.byHand });
  await page.getByTitle(words.dragHandle).first().waitFor();
  return titles(page, words, 5);
}

/** The middle of the handle that drags a row. */
async function gripOf(page, title, words = en) {
  const box = await row(page, words, title).getByTitle(words.dragHandle).boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A height in the upper or lower part of a row. */
async function heightIn(page, title, share) {
  const box = await row(page, en, title).boundingBox();
  return box.y + box.height * share;
}

test("a row is dragged by its handle with the mouse, and the next click moves nothing", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const before = await byHand(page);
  const drag = async (title, y) => {
    const grip = await gripOf(page, title);
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x + 30, (grip.y + y) / 2);
    await page.mouse.move(grip.x + 200, y);
  };
  // Below the third row, and the pointer has left the handle on the way.
  await drag(before[0], await heightIn(page, before[2], 0.8));
  await page.mouse.up();
  const moved = [before[1], before[2], before[0], before[3], before[4]];
  await eventually(async () => assert.deepEqual(await titles(page, en, 5), moved));
  const reach = await cell(page, en, before[4], en.reach);
  await reach.click();
  await expectAt(page, en.reach, before[4]);
  assert.deepEqual(await titles(page, en, 5), moved, "a click moves nothing");
  // Up again, with the row that is ticked beside it.
  for (const title of [before[0], before[4]]) await page.getByRole("checkbox", { name: en.select(title), exact: true }).click();
  await drag(before[4], await heightIn(page, moved[0], 0.2));
  await page.mouse.up();
  const both = [before[0], before[4], before[1], before[2], before[3]];
  await eventually(async () => assert.deepEqual(await titles(page, en, 5), both));
  // Escape lets go, and a press without a way to go moves nothing.
  await drag(both[0], await heightIn(page, both[3], 0.8));
  await press(page, "Escape");
  await page.mouse.up();
  const grip = await gripOf(page, both[2]);
  await page.mouse.click(grip.x, grip.y);
  await expectAt(page, both[2]);
  assert.deepEqual(await titles(page, en, 5), both);
  await button(page, startsWith(en.undoPrefix)).click();
  await eventually(async () => assert.deepEqual(await titles(page, en, 5), moved));
  await page.reload();
  await grid(page).waitFor();
  assert.deepEqual(await byHand(page), moved);
});

test("a row is dragged by its handle with a finger, and a finger that is taken away drops nothing", async (t) => {
  const { page } = await openApp(t, { lang: "zh-CN", viewport: { width: 390, height: 844 }, context: { hasTouch: true, isMobile: true } });
  const zh = WORDS["zh-CN"];
  await openSample(page, zh);
  const before = await byHand(page, zh);
  const session = await page.context().newCDPSession(page);
  const finger = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const height = (await row(page, zh, before[0]).boundingBox()).height;
  const drag = async (title, rows) => {
    const grip = await gripOf(page, title, zh);
    await finger("touchStart", grip);
    for (const part of [0.3, 0.6, 1]) await finger("touchMove", { x: grip.x + 5, y: grip.y + rows * height * part });
  };
  await drag(before[0], 2);
  await finger("touchCancel");
  await drag(before[1], 2.3);
  await finger("touchEnd");
  const moved = [before[0], before[2], before[3], before[1], before[4]];
  await eventually(async () => assert.deepEqual(await titles(page, zh, 5), moved));
});

test("headings are dragged to move columns, and a framework's inputs say that they stay together", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const heading = (name) => page.getByRole("columnheader", { name: startsWith(name) });
  const before = await headings(page);
  await heading(en.effort).dragTo(heading(en.reach));
  await told(page, "The columns of a framework stay together");
  assert.deepEqual(await headings(page), before);
  await heading(en.kano).dragTo(heading("RICE"));
  await eventually(async () => {
    const after = await headings(page);
    assert.ok(after.indexOf(en.kano) > after.indexOf(en.effort), after.join());
  });
});

for (const lang of ["en", "zh-CN"]) {
  test(`the toolbar leaves the grid its room in a window of 1280 pixels, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang });
    await openSample(page, WORDS[lang]);
    const top = (await grid(page).boundingBox()).y;
    assert.ok(top < 170, `the grid begins at ${top}: the toolbar takes more than two rows`);
  });
}

test("keys that mean text inside a field never touch an item", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const field = page.getByLabel(en.search, { exact: true });
  await field.fill("guest check");
  await row(page, en, en.sampleTitle).waitFor();
  await field.press("Control+Backspace");
  await eventually(async () => assert.equal(await field.inputValue(), "guest "));
  await row(page, en, en.sampleTitle).waitFor();
  await field.fill("");
  await (await cell(page, en, en.sampleTitle, en.title)).dblclick();
  await press(page, "End", "Control+Backspace");
  await press(page, "Escape");
  const open = await openPanel(page, en, en.sampleTitle);
  await open.getByLabel(en.title, { exact: true }).press("Control+Delete");
  await open.getByLabel(en.title, { exact: true }).press("Control+Backspace");
  await page.getByText(en.countItems(24)).first().waitFor();
  assert.match(await page.getByRole("link", { name: startsWith(en.bin) }).innerText(), /\b0\b/);
});

test("a ticked box shows as ticked, and the heading's box ticks them all", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const box = page.getByRole("checkbox", { name: en.select(en.sampleTitle), exact: true });
  await box.click();
  await page.getByText("1 selected").waitFor();
  await eventually(async () => assert.equal(await box.isChecked(), true));
  assert.equal(await row(page, en, en.sampleTitle).getAttribute("aria-selected"), "true");
  await box.click();
  await page.getByText("1 selected").waitFor({ state: "hidden" });
  await eventually(async () => assert.equal(await box.isChecked(), false));
  const all = page.getByRole("checkbox", { name: en.selectAll });
  await all.click();
  await page.getByText("24 selected").waitFor();
  for (const ticked of [all, box]) await eventually(async () => assert.equal(await ticked.isChecked(), true));
  await all.click();
  await page.getByText("24 selected").waitFor({ state: "hidden" });
  for (const ticked of [all, box]) await eventually(async () => assert.equal(await ticked.isChecked(), false));
});

test("searching keeps the focus in the search field, whatever it finds", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await button(page, en.newItem).click();
  await expectAt(page, en.title, en.newItemTitle);
  await press(page, "Escape");
  const field = page.getByLabel(en.search, { exact: true });
  await field.click();
  await page.keyboard.type("zzz");
  await page.getByText("No item matches the filters.").waitFor();
  await press(page, "Backspace", "Backspace", "Backspace");
  await grid(page).waitFor();
  await page.keyboard.type("guest");
  await eventually(async () => assert.equal(await field.inputValue(), "guest"));
  await eventually(async () => assert.deepEqual((await titles(page, en, 3)).filter(Boolean), [en.sampleTitle]));
});
