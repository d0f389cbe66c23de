// Spreadsheets and tables of trackers: taken in, handed out, worked on elsewhere, and brought back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { chooseFiles, download, dropFiles, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, dialog, eventually, grid, openSample, startsWith, titles, withoutFileAccess } from "./steps.mjs";

const en = WORDS.en;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const fixture = (name) => readFile(new URL(`../workbook/${name}`, import.meta.url));
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const takeIn = (importing) => importing.getByRole("button", { name: /^Import \d+ items?$/ });

/** Saves one of the ways of the share screen. */
async function saved(page, way) {
  await go(page, "share");
  const file = await download(page, () => page.getByRole("button", { name: way }).first().click());
  await go(page, "items");
  await grid(page).waitFor();
  return file;
}

/** Drops a file on the page, and answers with the dialog that reads it. */
async function dropped(page, file) {
  await dropFiles(page, page.getByRole("main"), file);
  const importing = dialog(page, en.importTitle);
  await importing.waitFor();
  return importing;
}

for (const [name, count, title] of [["backlog.xlsx", 4, "游客结算"], ["libre.ods", 2, "深色模式"], ["old.xls", undefined, undefined]]) {
  test(`${name} comes in through the mapping, and one undo takes it back`, async (t) => {
    const { page } = await openApp(t);
    const importing = await dropped(page, { name, bytes: await fixture(name) });
    await importing.getByRole("region", { name: "Preview" }).or(importing.getByRole("table").first()).first().waitFor();
    assert.ok((await importing.getByLabel(en.columnHolds, { exact: false }).count()) >= 2, "each column has a chooser");
    await expectAccessible(page);
    await takeIn(importing).click();
    await importing.waitFor({ state: "hidden" });
    await grid(page).waitFor();
    if (title) {
      await page.getByText(en.countItems(count)).first().waitFor();
      await page.getByRole("gridcell").filter({ hasText: title }).first().waitFor();
    }
    await button(page, startsWith(en.undoPrefix)).click();
    await button(page, en.importItems).waitFor();
  });
}

test("a workbook of the plan comes back with nothing to change", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSample(page, en);
  const { name, bytes } = await saved(page, /^Save: Spreadsheet/);
  assert.match(name, /\.xlsx$/);
  const importing = await dropped(page, { name, type: XLSX, bytes });
  await importing.getByText(/^\d+ unchanged/).waitFor();
  assert.equal(await takeIn(importing).isEnabled() && (await takeIn(importing).getAttribute("aria-disabled")) !== "true", false, "there is nothing to take in");
});

for (const tracker of ["Jira", "Linear", "GitLab"]) {
  test(`a table for ${tracker} is worked on there and comes back as updates`, async (t) => {
    const { page } = await openApp(t, { prepare: withoutFileAccess });
    await openSample(page, en);
    const [first, second] = await titles(page, en, 2);
    const { name, text } = await saved(page, new RegExp(`^Save: .*${tracker}`));
    assert.match(name, /\.csv$/);
    const changed = text.replace(first, `${first}, done right`).replace(second, `${second} at last`);
    // The first of them has a comma now, so its cell is quoted as the tracker would.
    const quoted = changed.replace(/^(.*?)([^,"\r\n]*, done right)/m, (all, before, cell) => (before.endsWith('"') ? all : `${before}"${cell}"`));
    const importing = await dropped(page, { name: "export.csv", type: "text/csv", text: quoted });
    await importing.getByText(new RegExp(`This looks like an export from ${tracker}`)).waitFor();
    const changes = importing.getByRole("region", { name: "What will change", exact: true });
    await changes.getByText("2 fields of 2 items change").first().waitFor();
    await changes.getByText(`${second} at last`).first().waitFor();
    await expectAccessible(page);
    await button(importing, "Import 2 items").click();
    await importing.waitFor({ state: "hidden" });
    await eventually(async () => assert.deepEqual(await titles(page, en, 2), [`${first}, done right`, `${second} at last`]));
    await button(page, startsWith(en.undoPrefix)).click();
    await eventually(async () => assert.deepEqual(await titles(page, en, 2), [first, second]));
  });
}

test("a table for Azure DevOps comes back with numbers of its own and updates what it was made of", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSample(page, en);
  const [first] = await titles(page, en, 1);
  const { text } = await saved(page, /^Save: .*Azure/);
  // What is imported there gets a number; here the first item is known by its title alone.
  let number = 270;
  const back = text.split("\r\n").map((line) => line.replace(/^,/, () => `${(number += 1)},`).replace(/^(\d+,[^,]*,Guest checkout,[^,]*),New,/, "$1,Active,")).join("\r\n");
  assert.notEqual(back, text);
  assert.match(back, /,Guest checkout,[^,]*,Active,/);
  const importing = await dropped(page, { name: "work-items.csv", type: "text/csv", text: back });
  await importing.getByText(/This looks like an export from Azure DevOps/).waitFor();
  const changes = importing.getByRole("region", { name: "What will change", exact: true });
  await changes.getByText(/fields of \d+ items change/).first().waitFor();
  await expectAccessible(page);
  const count = await grid(page).getByRole("row").count();
  await takeIn(importing).click();
  await importing.waitFor({ state: "hidden" });
  await eventually(async () => assert.equal(await grid(page).getByRole("row").count(), count, "nothing is doubled"));
  assert.deepEqual(await titles(page, en, 1), [first]);
  await button(page, startsWith(en.undoPrefix)).click();
  await eventually(async () => assert.deepEqual(await titles(page, en, 1), [first]));
});

test("a board of Trello comes in with its cards", async (t) => {
  const { page } = await openApp(t);
  const bytes = await readFile(new URL("../fixtures/trackers/trello-board.json", import.meta.url));
  const importing = await dropped(page, { name: "board.json", type: "application/json", bytes });
  await importing.getByText(/This looks like an export from Trello/).waitFor();
  await expectAccessible(page);
  // A list that is called as no status is has to be explained.
  await importing.getByRole("combobox", { name: /Old ideas/ }).selectOption({ label: "Idea" });
  await button(importing, "Import 4 items").click();
  await importing.waitFor({ state: "hidden" });
  for (const title of ["Guest checkout", "深色模式", "Wish lists"]) await page.getByRole("gridcell").filter({ hasText: title }).first().waitFor();
  await page.getByRole("gridcell").filter({ hasText: "450" }).first().waitFor();
  // The same board once more changes nothing.
  const again = await dropped(page, { name: "board.json", type: "application/json", bytes });
  await again.getByText(/^4 unchanged/).waitFor();
});

test("what reads and writes workbooks is fetched when a workbook is first used", async (t) => {
  const asked = [];
  const { page } = await openApp(t, { prepare: async (context) => {
    await withoutFileAccess(context);
    context.on("request", (request) => asked.push(request.url()));
  } });
  const parts = (name) => asked.filter((url) => new RegExp(`split_${name}[^/]*\\.wasm`).test(url)).length;
  await openSample(page, en);
  // The other parts are fetched while the browser is idle.
  await eventually(async () => assert.ok(parts("share") >= 1 && parts("dialogs") >= 1, `${asked}`));
  await go(page, "share");
  await page.getByRole("button", { name: /^Save: Spreadsheet/ }).first().waitFor();
  assert.equal(parts("workbooks"), 0, "nobody has used a workbook yet");
  await saved(page, /^Save: Spreadsheet/);
  assert.ok(parts("workbooks") >= 1, `${asked}`);
});

test("answers of a Kano study come back from a workbook, each once", async (t) => {
  const { page } = await openApp(t, { prepare: withoutFileAccess });
  await openSample(page, en);
  const { name, bytes } = await saved(page, /^Save: Spreadsheet/);
  await go(page, "kano/answers");
  const count = (respondents) => page.getByRole("button", { name: new RegExp(`^All · ${respondents} respondents`) });
  await count(40).waitFor();
  await page.getByRole("main").getByRole("button", { name: /^Remove/ }).first().click();
  await count(39).waitFor();
  await button(page, "Import answers").click();
  await chooseFiles(page, dialog(page, "Collect answers").getByText("Choose a file…"), { name, type: XLSX, bytes });
  const importing = dialog(page, "Import answers");
  await importing.getByText(/plan|40 rows/).first().waitFor();
  assert.equal(await importing.getByLabel("Sheet", { exact: true }).evaluate((select) => select.selectedOptions[0].text), "Kano answers");
  await expectAccessible(page);
  await importing.getByRole("button", { name: /^Import the answers of \d+ respondents?$/ }).click();
  await importing.waitFor({ state: "hidden" });
  await count(40).waitFor();
  await button(page, startsWith(en.undoPrefix)).click();
  await count(39).waitFor();
});

test("what is broken, packed to hurt, or too large is refused with a sentence", async (t) => {
  const { page } = await openApp(t);
  const whole = await fixture("backlog.xlsx");
  for (const [name, bytes, sentence] of [
    ["broken.xlsx", whole.subarray(0, whole.length / 2), /damaged or incomplete/],
    ["bomb.xlsx", bomb(257, 257 * 2 ** 20), /Unpacked, this workbook has more than 256 MiB/],
    // One that lies about its size is refused by whoever notices first.
    ["liar.xlsx", bomb(257, 100), /Unpacked, this workbook has more than 256 MiB|damaged or incomplete/],
  ]) {
    const importing = await dropped(page, { name, type: XLSX, bytes });
    await importing.getByRole("alert").filter({ hasText: sentence }).waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await button(importing, en.close).click();
    await importing.waitFor({ state: "hidden" });
  }
  // Too large to be carried over: it is made in the page.
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(51 * 2 ** 20)], "large.xlsx"));
    return transfer;
  });
  for (const type of ["dragenter", "dragover", "drop"]) await page.getByRole("main").dispatchEvent(type, { dataTransfer: transfer });
  await dialog(page, en.importTitle).getByRole("alert").filter({ hasText: "This file has 51 MiB; the limit is 50 MiB" }).waitFor();
});

test("a workbook is chosen by keyboard, in Chinese, on a phone", async (t) => {
  const words = WORDS["zh-CN"];
  const { page } = await openApp(t, { lang: "zh-CN", theme: "dark", viewport: { width: 390, height: 844 } });
  await button(page, words.importItems).click();
  const importing = dialog(page, words.importTitle);
  await chooseFiles(page, importing.getByText(words.chooseFile), { name: "backlog.xlsx", type: XLSX, bytes: await fixture("backlog.xlsx") });
  await button(importing, words.importCount(4)).waitFor();
  await expectAccessible(page);
  const { width, all } = await page.evaluate(() => ({ width: innerWidth, all: document.documentElement.scrollWidth }));
  assert.ok(all <= width, `nothing stands outside of the page: ${all} of ${width}`);
  await button(importing, words.importCount(4)).focus();
  await page.keyboard.press("Enter");
  await importing.waitFor({ state: "hidden" });
  await page.getByRole("gridcell").filter({ hasText: "游客结算" }).first().waitFor();
});

/** A workbook of one part of so many MiB of blanks, which says that it has so many bytes. */
function bomb(mebibytes, told) {
  const content = Buffer.alloc(mebibytes * 2 ** 20, " ");
  const packed = deflateRawSync(content, { level: 9 });
  const name = Buffer.from("xl/workbook.xml");
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(told, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, name, packed]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), Buffer.from([20, 0]), shared, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

function crc32(bytes) {
  const table = Uint32Array.from({ length: 256 }, (_, at) => Array.from({ length: 8 }).reduce((sum) => (sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1), at));
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff];
  return (sum ^ 0xffffffff) >>> 0;
}
