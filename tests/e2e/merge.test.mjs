// Copies of a plan that come back: read, compared, decided, taken in as one step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseFiles, download, dropFiles, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, cell, choose, eventually, expectCell, expectFocus, grid, press, told, withoutFileAccess } from "./steps.mjs";

const en = WORDS.en;
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const linkField = (page) => page.getByRole("textbox", { name: "Link to the plan", exact: true });
const keptPlans = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /^steelyard\.(snapshot|log|card)\./.test(key)).length);
const mergePage = (page) => page.getByRole("heading", { level: 2, name: /^(Merge a copy|合并副本)$/ });

const STAMP = "2026-11-20T10:00:00Z";
const item = (at, title, reach) => ({ id: `i${at}`, key: `SY-${at}`, title, scores: { rice: { reach, impact: 2, confidence: 0.8, effort: 2 } } });
const SENT = JSON.stringify({
  format: "steelyard-plan", version: 1, id: "p_merge", title: "Checkout 2027", created: STAMP, updated: STAMP, next_key: 4,
  items: [item(1, "Guest checkout", 450), item(2, "Wish list", 300), item(3, "Gift wrapping", 120)],
});

async function openSent(page, words = en) {
  await chooseFiles(page, { click: () => choose(page, words, words.openFile) }, { name: "sent.steelyard.json", type: "application/json", text: SENT });
  await grid(page).waitFor();
}

async function edit(page, title, heading, text) {
  await (await cell(page, en, title, heading)).click();
  await page.keyboard.type(text);
  await press(page, "Enter");
}

/** The file of a colleague who opened what was sent out and changed some cells. */
async function copyWith(t, ...edits) {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSent(page);
  for (const [title, heading, text] of edits) await edit(page, title, heading, text);
  const { text } = await download(page, () => choose(page, en, en.saveFile));
  return { name: "copy.steelyard.json", type: "application/json", text };
}

/** Goes on with Tab until something with that name has the focus. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 60; presses += 1) {
    await press(page, "Tab");
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.labels?.[0]?.innerText ?? element?.innerText ?? "";
    });
    if (name.test(found.trim())) return;
  }
  assert.fail(`nothing called ${name} comes with Tab`);
}

const isOnHeading = (page) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), "merge-title"));

test("copies come back as files and as a link, and are merged by keyboard in one step each", async (t) => {
  const first = await copyWith(t, ["Guest checkout", en.reach, "1200"], ["Wish list", en.effort, "5"]);
  const second = await copyWith(t, ["Gift wrapping", en.reach, "80"]);
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSent(page);
  await edit(page, "Guest checkout", en.reach, "600");

  await go(page, "share/merge");
  await mergePage(page).waitFor();
  await expectAccessible(page);
  await chooseFiles(page, { click: () => button(page, "Choose a copy…").press("Enter") }, first);
  await page.getByText("1 change comes in by itself, 1 needs you.", { exact: true }).waitFor();
  await page.getByText(/Both come from the plan as it was handed out or taken in/).waitFor();
  await isOnHeading(page);
  await expectAccessible(page);

  // Undecided, the last step only says why not.
  const merge = button(page, "Merge");
  assert.equal(await merge.getAttribute("aria-disabled"), "true");
  await tabTo(page, /^Yours/);
  await press(page, "ArrowDown");
  await page.getByText("1 of 1 decided", { exact: true }).waitFor();
  assert.ok(await page.getByRole("radio", { name: /^Theirs/ }).isChecked());
  await expectAccessible(page);
  await tabTo(page, /^Merge$/);
  await press(page, "Enter");
  await told(page, "Merged: 2 changes came in.");
  await isOnHeading(page);
  await go(page, "items");
  await expectCell(page, en, "Guest checkout", en.reach, "1,200");
  await expectCell(page, en, "Wish list", en.effort, "5");
  await press(page, "Control+z");
  await expectCell(page, en, "Guest checkout", en.reach, "600");
  await expectCell(page, en, "Wish list", en.effort, "2");
  await press(page, "Control+Shift+z");
  await expectCell(page, en, "Guest checkout", en.reach, "1,200");

  // The second copy knows nothing of the first, and takes nothing of it back.
  await go(page, "share/merge");
  await chooseFiles(page, button(page, "Choose a copy…"), second);
  await page.getByText("1 change comes in by itself, nothing needs you.", { exact: true }).waitFor();
  await merge.click();
  await told(page, "Merged: 1 change came in.");
  await go(page, "items");
  await expectCell(page, en, "Gift wrapping", en.reach, "80");
  await expectCell(page, en, "Guest checkout", en.reach, "1,200");

  // The third one is a link: handed out from here, made somebody's own, and sent back.
  await go(page, "share");
  await eventually(async () => assert.match(await linkField(page).inputValue(), /#p=1/));
  await button(page, "Copy link").or(button(page, "Copy the link")).first().click();
  const sent = await linkField(page).inputValue();
  const colleague = await openApp(t, { address: sent.slice(sent.indexOf("#")) });
  await colleague.page.getByRole("button", { name: "Make it mine" }).click();
  await grid(colleague.page).waitFor();
  await edit(colleague.page, "Wish list", en.reach, "333");
  await go(colleague.page, "share");
  let back;
  await eventually(async () => {
    back = await linkField(colleague.page).inputValue();
    assert.match(back, /#p=1/);
  });
  await go(page, "share/merge");
  await page.getByRole("textbox", { name: "Or paste a link to a copy" }).fill(back);
  await press(page, "Enter");
  await page.getByText("1 change comes in by itself, nothing needs you.", { exact: true }).waitFor();
  await merge.click();
  await go(page, "items");
  await expectCell(page, en, "Wish list", en.reach, "333");
});

test("a file that is dropped while a copy is decided costs no decision", async (t) => {
  const copy = await copyWith(t, ["Guest checkout", en.reach, "1200"]);
  const { page } = await openApp(t);
  await openSent(page);
  await edit(page, "Guest checkout", en.reach, "600");
  await go(page, "share/merge");
  await mergePage(page).waitFor();
  await dropFiles(page, page.locator(".merge"), copy);
  await page.getByRole("radio", { name: /^Theirs/ }).check();
  await dropFiles(page, page.locator(".merge"), { name: "other.steelyard.json", type: "application/json", text: SENT });
  await page.getByText(/One copy is being decided already/).waitFor();
  assert.ok(await page.getByRole("radio", { name: /^Theirs/ }).isChecked());
  // Nor does one that cannot be read, however it came.
  await chooseFiles(page, button(page, "Choose another copy…"), { name: "broken.json", type: "application/json", text: "{" });
  await page.getByRole("alert").first().waitFor();
  assert.ok(await page.getByRole("radio", { name: /^Theirs/ }).isChecked());
  await button(page, "Put this copy away").click();
  await button(page, "Choose a copy…").waitFor();
  await expectFocus(page, "when a copy is put away");
});

test("a link behind a passphrase is opened on the page", async (t) => {
  const { page } = await openApp(t);
  await openSent(page);
  await go(page, "share");
  await eventually(async () => assert.match(await linkField(page).inputValue(), /#p=1/));
  const before = await linkField(page).inputValue();
  await page.getByRole("textbox", { name: "Passphrase, if you want one" }).fill("four words are enough");
  let locked;
  await eventually(async () => {
    locked = await linkField(page).inputValue();
    assert.match(locked, /#p=1/);
    assert.notEqual(locked, before);
  }, 20_000);
  await go(page, "items");
  await edit(page, "Wish list", en.reach, "301");
  await go(page, "share/merge");
  await page.getByRole("textbox", { name: "Or paste a link to a copy" }).fill(locked);
  await press(page, "Enter");
  const field = page.getByLabel("Passphrase", { exact: true });
  await field.waitFor();
  await eventually(async () => assert.ok(await field.evaluate((element) => element === document.activeElement)));
  await expectAccessible(page);
  await page.keyboard.type("four words are enough");
  await press(page, "Enter");
  await page.getByText("Copy: Checkout 2027", { exact: false }).waitFor({ timeout: 30_000 });
});

test("an address that carries a plan is read, and nothing is kept until somebody wants it", async (t) => {
  const { page } = await openApp(t);
  await openSent(page);
  await go(page, "share");
  await eventually(async () => assert.match(await linkField(page).inputValue(), /#p=1/));
  const link = await linkField(page).inputValue();
  const address = link.slice(link.indexOf("#")).replace("#p=", "#m=");

  const reader = await openApp(t, { address });
  await reader.page.getByRole("heading", { level: 1, name: "Checkout 2027" }).waitFor();
  assert.equal(await keptPlans(reader.page), 0, "the address alone keeps nothing");
  await reader.page.getByRole("button", { name: "Make it mine" }).click();
  await grid(reader.page).waitFor();
  await eventually(async () => assert.ok((await keptPlans(reader.page)) > 0));
  assert.equal(await reader.page.evaluate(() => sessionStorage.length), 0, "what was handed over is gone");
  assert.doesNotMatch(await reader.page.evaluate(() => location.hash), /=/);

  // The same inside of the app, which has a plan of its own.
  const before = await keptPlans(page);
  await page.evaluate((address) => { location.hash = address; }, address);
  await page.getByRole("heading", { level: 1, name: "Checkout 2027" }).waitFor();
  await page.getByRole("button", { name: "Make it mine" }).waitFor();
  assert.equal(await keptPlans(page), before, "nothing was added");
});

test("what lay behind a passphrase leaves no trace in the history", async (t) => {
  const { page } = await openApp(t);
  await openSent(page);
  await go(page, "share");
  await eventually(async () => assert.match(await linkField(page).inputValue(), /#p=1/));
  const before = await linkField(page).inputValue();
  await page.getByRole("textbox", { name: "Passphrase, if you want one" }).fill("four words are enough");
  let locked;
  await eventually(async () => {
    locked = await linkField(page).inputValue();
    assert.match(locked, /#p=1/);
    assert.notEqual(locked, before);
  }, 20_000);
  const address = locked.slice(locked.indexOf("#"));
  const reader = await openApp(t, { address });
  await reader.page.getByLabel("Passphrase", { exact: true }).fill("four words are enough");
  await press(reader.page, "Enter");
  // Every address of the visit, as the history gets them.
  const seen = [];
  reader.page.on("framenavigated", (frame) => seen.push(new URL(frame.url()).hash));
  await reader.page.getByRole("button", { name: "Make it mine" }).click({ timeout: 30_000 });
  await grid(reader.page).waitFor();
  await expectCell(reader.page, en, "Wish list", en.reach, "300");
  for (const hash of seen) assert.doesNotMatch(hash, /=/, "no plan in an address");
  await reader.page.goBack();
  await reader.page.getByLabel("Passphrase", { exact: true }).waitFor();
});
