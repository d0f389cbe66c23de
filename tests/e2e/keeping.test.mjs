// Nothing is ever lost: crashes, two tabs, and storage that is blocked, full, broken or from the future.

import assert from "node:assert/strict";
import { test } from "node:test";
import { download, dropFiles, openApp, openLasting, openTab } from "./harness.mjs";
import {
  WORDS, addItem, button, cell, choose, dialog, eventually, expectCell, fill, grid, kept, openPanel, openSample, press, row, startsWith, told,
  withoutFileAccess,
} from "./steps.mjs";

const en = WORDS.en;

async function setReach(page, title, text) {
  await (await cell(page, en, title, en.reach)).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("an edit is there after the browser was killed within a second", async (t) => {
  const app = await openLasting(t);
  await openSample(app.page, en);
  await setReach(app.page, en.sampleTitle, "31337");
  await expectCell(app.page, en, en.sampleTitle, en.reach, "31,337");
  // A second is what the app promises to lose at most.
  await app.page.waitForTimeout(900);
  await app.kill();
  const again = await app.reopen();
  await grid(again).waitFor();
  await expectCell(again, en, en.sampleTitle, en.reach, "31,337");
  await kept(again, en);
  await setReach(again, en.sampleTitle, "31338");
  await again.waitForTimeout(900);
  await app.kill();
  const third = await app.reopen();
  await expectCell(third, en, en.sampleTitle, en.reach, "31,338");
  await third.getByText(en.countItems(24)).first().waitFor();
});

test("what was typed into the panel is there after the browser was killed", async (t) => {
  const app = await openLasting(t);
  await openSample(app.page, en);
  const open = await openPanel(app.page, en, en.sampleTitle);
  await open.getByLabel(en.description, { exact: true }).fill("Typed, and the field never left");
  await app.page.waitForTimeout(1_000);
  await app.kill();
  const again = await app.reopen();
  const there = await openPanel(again, en, en.sampleTitle);
  assert.equal(await there.getByLabel(en.description, { exact: true }).inputValue(), "Typed, and the field never left");
});

test("whoever types without a pause loses no more than the last second to a killed browser", async (t) => {
  const app = await openLasting(t);
  await openSample(app.page, en);
  const open = await openPanel(app.page, en, en.sampleTitle);
  const description = open.getByLabel(en.description, { exact: true });
  await description.fill("");
  const typed = "forty characters, one every two tenths s";
  await description.pressSequentially(typed, { delay: 200 });
  await app.kill();
  const again = await app.reopen();
  const there = await openPanel(again, en, en.sampleTitle);
  const found = await there.getByLabel(en.description, { exact: true }).inputValue();
  assert.ok(typed.startsWith(found), found);
  assert.ok(found.length >= typed.length - 5, `five keys make a second; of ${typed.length} there are ${found.length}: “${found}”`);
});

test("closing the tab in the middle of typing loses nothing", async (t) => {
  const { page, context } = await openApp(t);
  await openSample(page, en);
  const open = await openPanel(page, en, en.sampleTitle);
  await open.getByLabel(en.description, { exact: true }).fill("Half a sent");
  await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
  const again = await openTab(context);
  const there = await openPanel(again, en, en.sampleTitle);
  // A tab that opens at the same moment may read the storage before the closing one's last words
  // have come over from its process; then they follow as news from another tab.
  await eventually(async () =>
    assert.equal(await there.getByLabel(en.description, { exact: true }).inputValue(), "Half a sent"));
});

const BLOCK = () => {
  const refuse = () => { throw new DOMException("Access is denied for this document.", "SecurityError"); };
  Object.defineProperty(globalThis, "localStorage", { get: refuse, configurable: true });
  Object.defineProperty(globalThis, "indexedDB", { get: refuse, configurable: true });
};

for (const lang of ["en", "zh-CN"]) {
  const words = WORDS[lang];
  const says = { en: /This browser lets the page keep nothing/, "zh-CN": /此浏览器不允许本页保存数据/ }[lang];
  const saveToFile = { en: "Save to a file", "zh-CN": "保存到文件" }[lang];
  const retry = { en: "Try again", "zh-CN": "重试" }[lang];

  test(`with a blocked storage the app runs and says so, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang, prepare: async (context) => { await withoutFileAccess(context); await context.addInitScript(BLOCK); } });
    await page.getByRole("alert").filter({ hasText: says }).waitFor();
    await openSample(page, words);
    await (await cell(page, words, words.sampleTitle, words.reach)).click();
    await page.keyboard.type("555");
    await press(page, "Enter");
    await expectCell(page, words, words.sampleTitle, words.reach, "555");
    await page.getByRole("alert").filter({ hasText: says }).waitFor();
    const file = await download(page, () => button(page.getByRole("alert"), saveToFile).click());
    assert.equal(JSON.parse(file.text).items.length, 24);
    const again = button(page.getByRole("alert"), retry);
    if (await again.count()) await again.click();
    await page.getByRole("alert").filter({ hasText: says }).waitFor();
    assert.equal(await page.getByRole("button", { name: words.keptHere }).count(), 0, "it never claims that something is kept");
  });
}

/** Fills the browser's storage until it refuses a change, and makes Reach 100. */
async function fillUp(page) {
  const refused = page.getByRole("alert").filter({ hasText: "This browser has no room left." });
  // The app makes room by packing what it has, and so it takes a few rounds.
  for (let round = 0; round < 6 && !(await refused.isVisible()); round += 1) {
    await fillOnce(page);
    await setReach(page, en.sampleTitle, `${round}`);
    await expectCell(page, en, en.sampleTitle, en.reach, `${round}`);
  }
  await setReach(page, en.sampleTitle, "100");
}

/** Fills the browser's storage to the last character. */
const fillOnce = (page) =>
  page.evaluate(() => {
    let size = 1 << 20;
    for (let at = Object.keys(localStorage).length; size >= 1; ) {
      try {
        localStorage.setItem(`filler.${at}`, "x".repeat(size));
        at += 1;
      } catch {
        size >>= 1;
      }
    }
  });

test("a full storage is said, a file is offered, and the plan stays editable", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSample(page, en);
  await kept(page, en);
  await fillUp(page);
  await page.getByRole("alert").filter({ hasText: "This browser has no room left." }).waitFor();
  await setReach(page, en.sampleTitle, "200");
  await expectCell(page, en, en.sampleTitle, en.reach, "200");
  const file = await download(page, () => button(page.getByRole("alert"), "Save to a file").click());
  assert.equal(JSON.parse(file.text).items.find(({ title }) => title === en.sampleTitle).scores.rice.reach, 200);
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("filler.")).forEach((key) => localStorage.removeItem(key)));
  await button(page.getByRole("alert"), "Try again").click();
  await kept(page, en);
  await page.getByRole("alert").waitFor({ state: "hidden" });
  await page.reload();
  await grid(page).waitFor();
  await expectCell(page, en, en.sampleTitle, en.reach, "200");
});

test("changes that a full storage refused are there after a crash, or were said not to be", async (t) => {
  const app = await openLasting(t);
  await openSample(app.page, en);
  await kept(app.page, en);
  await fillUp(app.page);
  await app.page.getByRole("alert").filter({ hasText: "This browser has no room left." }).waitFor();
  await app.page.waitForTimeout(500);
  await app.kill();
  const again = await app.reopen();
  await grid(again).waitFor();
  await expectCell(again, en, en.sampleTitle, en.reach, "100");
});

/** The keys of what is kept of the plans, by kind. */
const keysOf = (page, kind) => page.evaluate((kind) => Object.keys(localStorage).filter((key) => key.startsWith(`steelyard.${kind}.`)), kind);

/** Leaves the app for a moment, so that what is stored can be changed behind its back. */
async function behindItsBack(page, change, argument) {
  await page.evaluate(() => new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase("steelyard");
    asked.onsuccess = asked.onblocked = asked.onerror = resolve;
  }));
  await page.evaluate(change, argument);
}

test("a broken newest snapshot is made up for by the one before it", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await kept(page, en);
  // A change so large that a second snapshot is due.
  const open = await openPanel(page, en, en.sampleTitle);
  await fill(open.getByLabel(en.description, { exact: true }), "long ".repeat(12_000));
  await press(page, "Escape");
  await button(open, en.closeItem).click();
  await eventually(async () => assert.ok((await keysOf(page, "snapshot")).length >= 2, "there are two snapshots"));
  await setReach(page, en.sampleTitle, "4711");
  await kept(page, en);
  await behindItsBack(page, () => {
    const number = (key) => Number(key.split(".")[2]);
    const newest = Object.keys(localStorage).filter((key) => key.startsWith("steelyard.snapshot.")).sort((a, b) => number(b) - number(a))[0];
    localStorage.setItem(newest, localStorage.getItem(newest).slice(0, 40));
  });
  await page.reload();
  await grid(page).waitFor();
  await told(page, "The newest saved state was broken.");
  await expectCell(page, en, en.sampleTitle, en.reach, "4,711");
  await page.getByText(en.countItems(24)).first().waitFor();
});

test("an earlier state opens as a copy, and the plan stays as it is", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await kept(page, en);
  await choose(page, en, en.plans);
  const plans = dialog(page, en.plans);
  await plans.getByRole("listitem").first().waitFor();
  assert.equal(await button(plans, startsWith("Open a copy as of")).count(), 0, "there is no earlier state yet");
  await press(page, "Escape");
  // A change so large that a second snapshot is due.
  const open = await openPanel(page, en, en.sampleTitle);
  await fill(open.getByLabel(en.description, { exact: true }), "long ".repeat(12_000));
  await press(page, "Escape");
  await button(open, en.closeItem).click();
  await eventually(async () => assert.ok((await keysOf(page, "snapshot")).length >= 2, "there are two snapshots"));
  await setReach(page, en.sampleTitle, "4711");
  await kept(page, en);
  await choose(page, en, en.plans);
  await button(plans, startsWith("Open a copy as of")).click();
  await told(page, "This is a copy of the plan");
  await expectCell(page, en, en.sampleTitle, en.reach, "12,000");
  await setReach(page, en.sampleTitle, "1");
  await kept(page, en);
  await choose(page, en, en.plans);
  const lines = plans.getByRole("listitem");
  await eventually(async () => assert.equal(await lines.count(), 2));
  await lines.filter({ hasText: "(earlier)" }).getByText("Open now").waitFor();
  await button(lines.filter({ hasNotText: "(earlier)" }), "Open").click();
  await expectCell(page, en, en.sampleTitle, en.reach, "4,711");
});

test("a plan of which nothing can be read is kept for download, and the app goes on", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSample(page, en);
  await kept(page, en);
  const id = await page.evaluate(() => JSON.parse(localStorage.getItem("steelyard.preferences")).plan);
  await behindItsBack(page, (id) => {
    for (const key of Object.keys(localStorage)) if (/\.(snapshot|log)\./.test(key) && key.endsWith(id)) localStorage.setItem(key, "torn to pieces");
  }, id);
  await page.reload();
  const alert = page.getByRole("alert").filter({ hasText: "This plan cannot be read any more." });
  await alert.waitFor();
  const file = await download(page, () => button(alert, "Download what is left").click());
  assert.match(file.text, /torn to pieces/);
  await addItem(page, en, "Life goes on");
});

test("a plan that a newer version stored is not touched, and it is said", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSample(page, en);
  await kept(page, en);
  const id = await page.evaluate(() => JSON.parse(localStorage.getItem("steelyard.preferences")).plan);
  const stored = () => page.evaluate((id) => Object.fromEntries(Object.entries(localStorage).filter(([key]) => /\.(snapshot|log)\./.test(key) && key.endsWith(id))), id);
  // The first word of what is stored is the version of its form.
  await behindItsBack(page, (id) => {
    for (const key of Object.keys(localStorage)) {
      if (/\.(snapshot|log)\./.test(key) && key.endsWith(id)) localStorage.setItem(key, localStorage.getItem(key).replace(/^\d+/, "99"));
    }
  }, id);
  const before = await stored();
  assert.notDeepEqual(before, {});
  await page.reload();
  const alert = page.getByRole("alert").filter({ hasText: "A newer version of Steelyard saved this plan" });
  await alert.waitFor();
  assert.deepEqual(await stored(), before);
  const file = await download(page, () => button(alert, "Download what is left").click());
  assert.match(file.text, /Guest checkout/);
  await choose(page, en, en.plans);
  await button(dialog(page, en.plans).getByRole("listitem").filter({ hasText: "24 items" }), "Open").click();
  await press(page, "Escape");
  await dialog(page, en.plans).waitFor({ state: "hidden" });
  await alert.waitFor();
  await page.reload();
  await button(page, en.sample).waitFor();
  assert.deepEqual(await stored(), before);
});

for (const [name, title] of [["the same item", en.sampleTitle], ["another item", "Address autocomplete"]]) {
  test(`two tabs that edit ${name} converge, and nothing is lost`, async (t) => {
    const { page, context } = await openApp(t);
    await openSample(page, en);
    await kept(page, en);
    const other = await openTab(context);
    await row(other, en, en.sampleTitle).waitFor();
    await setReach(page, en.sampleTitle, "1111");
    await expectCell(other, en, en.sampleTitle, en.reach, "1,111");
    const field = title === en.sampleTitle ? en.effort : en.reach;
    await (await cell(other, en, title, field)).click();
    for (const text of ["1", "2", "3", "4", "5", "6", "7", "8"]) {
      await other.bringToFront();
      await other.keyboard.type(text);
      await press(other, "Enter");
      await expectCell(other, en, title, field, text);
      await press(other, "ArrowUp");
      await page.bringToFront();
      await setReach(page, en.sampleTitle, `${text}000`);
    }
    await expectCell(page, en, title, field, "8");
    await expectCell(other, en, en.sampleTitle, en.reach, "8,000");
    await expectCell(page, en, en.sampleTitle, en.reach, "8,000");
    await expectCell(other, en, title, field, "8");
    for (const tab of [page, other]) {
      await tab.reload();
      await grid(tab).waitFor();
      await expectCell(tab, en, title, field, "8");
      await expectCell(tab, en, en.sampleTitle, en.reach, "8,000");
    }
  });
}

test("two tabs that type at the same time lose no key", async (t) => {
  const { page, context } = await openApp(t);
  await openSample(page, en);
  await kept(page, en);
  const other = await openTab(context);
  const mine = await openPanel(page, en, en.sampleTitle);
  const theirs = await openPanel(other, en, en.sampleTitle);
  const text = "the quick brown fox jumps over the lazy dog ".repeat(3).trim();
  const description = mine.getByLabel(en.description, { exact: true });
  const tags = theirs.getByRole("textbox", { name: startsWith("Source") });
  await Promise.all([description.fill("").then(() => description.pressSequentially(text, { delay: 5 })), tags.fill("").then(() => tags.pressSequentially(text, { delay: 5 }))]);
  await description.blur();
  await tags.blur();
  for (const tab of [mine, theirs]) {
    await eventually(async () => assert.equal(await tab.getByLabel(en.description, { exact: true }).inputValue(), text));
    await eventually(async () => assert.equal(await tab.getByRole("textbox", { name: startsWith("Source") }).inputValue(), text));
  }
});

test("undo in one tab takes back its own step only", async (t) => {
  const { page, context } = await openApp(t);
  await openSample(page, en);
  await kept(page, en);
  const other = await openTab(context);
  await setReach(page, en.sampleTitle, "1");
  await expectCell(other, en, en.sampleTitle, en.reach, "1");
  await setReach(other, "Address autocomplete", "2");
  await expectCell(page, en, "Address autocomplete", en.reach, "2");
  await button(page, startsWith(en.undoPrefix)).click();
  await expectCell(page, en, en.sampleTitle, en.reach, "12,000");
  await expectCell(other, en, en.sampleTitle, en.reach, "12,000");
  await expectCell(page, en, "Address autocomplete", en.reach, "2");
});

test("a thousand items are there after a reload, with the plan saved all the while", async (t) => {
  const { page } = await openApp(t);
  const table = ["Title,Reach,Impact,Confidence,Effort", ...Array.from({ length: 1000 }, (_, at) => `Idea ${at},${at},1,80%,1`)].join("\n");
  await dropFiles(page, page.getByRole("main"), { name: "many.csv", type: "text/csv", text: table });
  await button(dialog(page, en.importTitle), "Import 1,000 items").click();
  await grid(page).waitFor();
  await kept(page, en);
  await page.reload();
  await page.getByText("1,000 items").first().waitFor();
  await row(page, en, "Idea 999").waitFor();
});

test("what keeps plans is asked for until it comes, and the first plan is kept then", async (t) => {
  let isThere = false;
  const { page } = await openApp(t, {
    expected: /\.wasm|ERR_FAILED/,
    prepare: (context) => context.route(/-parts\/.*\.wasm$/, (route) => (isThere ? route.continue() : route.abort())),
  });
  const says = page.getByRole("alert").filter({ hasText: "What opens and saves plans could not be fetched yet" });
  await says.waitFor();
  await page.getByRole("button", { name: "Not saved" }).or(page.getByText("Not saved")).first().waitFor();
  assert.equal((await keysOf(page, "snapshot")).length, 0);
  isThere = true;
  await says.waitFor({ state: "hidden" });
  await kept(page, en);
  assert.equal((await keysOf(page, "snapshot")).length, 1);
  await openSample(page, en);
  await page.reload();
  await expectCell(page, en, en.sampleTitle, en.reach, "12,000");
});
