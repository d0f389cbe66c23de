// The plan handed out: links, the reader, files, print, copies that come back.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { planFile } from "../bench/plans.mjs";
import { chooseFiles, download, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, choose, eventually, grid, openSample, press } from "./steps.mjs";

const en = WORDS.en;
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const linkField = (page) => page.getByRole("textbox", { name: "Link to the plan", exact: true });
const keptPlans = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /^steelyard\.(snapshot|log|card)\./.test(key)).length);

/** The link of the share screen, once it is there and not that of before. */
async function link(page, before = "") {
  let found;
  await eventually(async () => {
    found = await linkField(page).inputValue();
    assert.match(found, /#p=1/);
    assert.notEqual(found, before);
  });
  return found;
}

/** Links that were handed out, and one of a version that does not exist yet. */
const STORED = JSON.parse(await readFile(new URL("../golden/share/links.json", import.meta.url), "utf8"));

/** The end of a link, for a visitor with an empty browser. */
const hashOf = (link) => link.slice(link.indexOf("#"));

const focusedId = (page) => page.evaluate(() => document.activeElement?.id ?? "");

/** Contents that this browser remembers to have handed out. */
const remembered = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /^steelyard\.shared/.test(key)).length);

async function open(page, plan) {
  await chooseFiles(page, { click: () => choose(page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: plan });
  await grid(page).waitFor();
}

test("a link is read by somebody else, in both languages, and made their own", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const title = await page.getByRole("textbox", { name: "Plan title", exact: true }).inputValue();
  await go(page, "share");
  const all = await link(page);
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: /^Descriptions/ }).uncheck();
  const shorter = await link(page, all);
  assert.ok(shorter.length < all.length, "what is left out makes the link shorter");

  const reader = await openApp(t, { address: hashOf(all), viewport: { width: 390, height: 844 } });
  await reader.page.getByRole("heading", { level: 1, name: title }).waitFor();
  for (const section of ["Summary", "Order and reasons", "Roadmap"]) {
    await reader.page.getByRole("heading", { name: section, exact: true }).first().waitFor();
  }
  assert.equal(await keptPlans(reader.page), 0, "reading keeps nothing");
  await expectAccessible(reader.page);
  await reader.page.getByRole("button", { name: "简体中文", exact: true }).click();
  await reader.page.getByRole("heading", { name: "排序与理由", exact: true }).first().waitFor();
  await expectAccessible(reader.page);
  await reader.page.reload();
  await reader.page.getByRole("heading", { level: 1 }).first().waitFor();

  await reader.page.getByRole("button", { name: /^(Make it mine|存为我的计划)$/ }).click();
  await grid(reader.page).waitFor();
  await eventually(async () => assert.ok((await keptPlans(reader.page)) > 0));
  assert.doesNotMatch(await reader.page.evaluate(() => location.hash), /#[mp]=/);
  await reader.page.reload();
  await grid(reader.page).waitFor();
});

test("a link with a passphrase opens with it, by keyboard", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const before = await link(page);
  await page.getByRole("textbox", { name: "Passphrase, if you want one" }).fill("four words are enough");
  const locked = await link(page, before);
  const reader = await openApp(t, { address: hashOf(locked) });
  const field = reader.page.getByLabel("Passphrase", { exact: true });
  await field.waitFor();
  await expectAccessible(reader.page);
  await eventually(async () => assert.equal(await focusedId(reader.page), "unlock-passphrase", "the field has the focus"));
  await reader.page.keyboard.type("four words");
  await press(reader.page, "Enter");
  await reader.page.getByRole("alert").getByText("That is not the passphrase.").waitFor({ timeout: 30_000 });
  await field.fill("four words are enough");
  await press(reader.page, "Enter");
  await reader.page.getByRole("heading", { name: "Order and reasons", exact: true }).first().waitFor({ timeout: 30_000 });
  await eventually(async () => assert.equal(await focusedId(reader.page), "reader-title", "the plan has it"));
});

for (const count of [10, 100, 500]) {
  test(`a link to ${count} items opens in an empty browser`, async (t) => {
    const { page } = await openApp(t);
    await open(page, planFile(count));
    await go(page, "share");
    const text = await link(page);
    const reader = await openApp(t, { address: hashOf(text) });
    await reader.page.getByRole("heading", { level: 1, name: `Bench ${count}` }).waitFor({ timeout: 30_000 });
    await reader.page.getByRole("heading", { name: "Order and reasons", exact: true }).first().waitFor();
  });
}

test("a link that arrived cut, changed or from a newer version says so", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const whole = hashOf(await link(page));
  for (const [address, sentence] of [
    [whole.slice(0, -20), /The end of this link is missing/],
    [whole.slice(0, 60) + (whole[60] === "A" ? "B" : "A") + whole.slice(61), /Something in this link was changed/],
    [STORED.newer, /made with a newer version of the app/],
    ["#p=zzz", /There is no plan in this link/],
  ]) {
    const reader = await openApp(t, { address });
    await reader.page.getByText(sentence).first().waitFor();
    await expectAccessible(reader.page);
  }
});

test("links of version 1 open, sealed or not", async (t) => {
  const open = await openApp(t, { address: STORED.plan });
  await open.page.getByRole("heading", { level: 1, name: STORED.title }).waitFor();
  await open.page.getByText(/ranked by ICE/).first().waitFor();
  const sealed = await openApp(t, { address: STORED.sealed });
  await sealed.page.getByLabel("Passphrase", { exact: true }).fill(STORED.passphrase);
  await press(sealed.page, "Enter");
  await sealed.page.getByRole("heading", { level: 1, name: STORED.title }).waitFor({ timeout: 30_000 });
  await sealed.page.getByText(/ranked by ICE/).first().waitFor();
});

test("a link without answers shows what the study found", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const first = await link(page);
  assert.equal(await page.getByRole("checkbox", { name: /^Survey answers/ }).isChecked(), false);
  const reader = await openApp(t, { address: hashOf(first) });
  await reader.page.getByText(/^40 respondents\./).first().waitFor();
  await reader.page.getByRole("img", { name: /Better and Worse|Better/ }).first().waitFor();
  assert.equal(await reader.page.getByText("These categories were chosen by hand", { exact: false }).count(), 0);
});

test("a link holds the first ten items if that is what was chosen, says so, and fits a QR code", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const whole = await link(page);
  const qr = page.getByRole("button", { name: "Show a QR code", exact: true });
  // Where there is no button, its place says why.
  await page.getByText("The link is too long for a QR code.", { exact: false }).first().waitFor();
  assert.equal(await qr.count(), 0);
  await page.getByRole("combobox", { name: "Items", exact: true }).selectOption({ label: "The first ten in rank" });
  for (const part of [/^Descriptions/, /^Decisions/, /^Saved scenarios/, /^Other titles/]) {
    await page.getByRole("checkbox", { name: part }).uncheck();
  }
  await qr.click();
  await page.getByRole("img", { name: "QR code of the link" }).waitFor();
  await expectAccessible(page);
  const short = await link(page, whole);
  assert.ok(short.length < whole.length / 2, `${short.length} of ${whole.length}`);
  const reader = await openApp(t, { address: hashOf(short) });
  await reader.page.getByText("This link holds 10 of the plan’s 24 items.").waitFor();
});

test("over the limit, the files are offered and lead there", async (t) => {
  const { page } = await openApp(t);
  await open(page, planFile(500));
  await go(page, "share");
  await link(page);
  await page.getByText(/^As a link this plan is too long for most ways\./).waitFor();
  await button(page, "See the files").click();
  await eventually(async () => assert.equal(await focusedId(page), "share-files"));
  await page.getByRole("button", { name: /^Save: .*HTML/ }).waitFor();
});

test("links from this machine alone say so, and begin with the address that is given", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  await link(page);
  await page.getByText(/address leads to this computer only/).waitFor();
  await expectAccessible(page);
  const field = page.getByRole("textbox", { name: "Address of the app", exact: true });
  await field.fill("our wiki");
  await page.getByText("This is no address of a page.", { exact: false }).waitFor();
  await field.fill("plan.example.org/app/#/items");
  await eventually(async () => assert.match(await linkField(page).inputValue(), /^https:\/\/plan\.example\.org\/app\/#p=1/));
  await page.reload();
  await eventually(async () => assert.match(await linkField(page).inputValue(), /^https:\/\/plan\.example\.org\/app\/#p=1/));
  await field.fill("");
  await eventually(async () => assert.match(await linkField(page).inputValue(), /^http:\/\/(127\.0\.0\.1|localhost)/));
});

test("a link that is copied by hand, and one that is opened to be passed on, count as handed out", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  await link(page);
  assert.equal(await remembered(page), 0);
  await linkField(page).focus();
  await press(page, "Control+c");
  await eventually(async () => assert.equal(await remembered(page), 1));
  const other = await openApp(t);
  await openSample(other.page, en);
  await go(other.page, "share");
  await link(other.page);
  const popup = other.page.waitForEvent("popup");
  await other.page.getByRole("link", { name: "Read it as others do" }).click();
  await (await popup).close();
  await eventually(async () => assert.equal(await remembered(other.page), 1));
});

test("a broken link that is pasted again is refused again", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const whole = hashOf(await link(page));
  const cut = whole.slice(0, -20);
  const reader = await openApp(t, { address: cut });
  const field = reader.page.getByLabel("The whole link");
  await field.fill(`https://example.org/${cut}`);
  for (const _ of ["once", "again"]) {
    await button(reader.page, "Open the link").click();
    await reader.page.locator(".field__problem[role=alert]").getByText(/The end of this link is missing/).waitFor();
  }
  await field.fill(`https://example.org/${whole}`);
  await button(reader.page, "Open the link").click();
  await reader.page.getByRole("heading", { name: "Order and reasons", exact: true }).first().waitFor();
});

test("the order that the sender sees is the order that is read", async (t) => {
  const { page } = await openApp(t, { storage: { "steelyard.preferences": JSON.stringify({ framework: "ice" }) } });
  await openSample(page, en);
  await go(page, "share");
  const sent = await link(page);
  const reader = await openApp(t, { address: hashOf(sent) });
  await reader.page.getByText(/ranked by ICE/).first().waitFor();
});

test("the skip link leads into the screen that is open, and to no other", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  await link(page);
  const skip = page.locator(".skip");
  await skip.focus();
  await press(page, "Enter");
  assert.equal(await focusedId(page), "main");
  assert.equal(await page.evaluate(() => location.hash), "#/share");
  await linkField(page).waitFor();
});

test("every file is made, in the language that was chosen", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  await link(page);
  const rows = page.getByRole("button", { name: /^Save: / });
  await rows.first().waitFor();
  const names = await rows.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? button.textContent));
  assert.ok(names.length >= 10, `${names}`);
  const endings = new Set();
  for (const name of names.filter((name) => !/plan file/i.test(name))) {
    const { name: file, bytes } = await download(page, () => page.getByRole("button", { name, exact: true }).click());
    assert.ok(bytes.length > 100, `${file} holds something`);
    endings.add(file.slice(file.lastIndexOf(".") + 1));
    // Chromium drops the eleventh download of one second without a word; nobody clicks so fast.
    await page.waitForTimeout(120);
  }
  for (const ending of ["html", "pptx", "md", "txt", "ics", "csv", "xlsx"]) assert.ok(endings.has(ending), `.${ending} is among ${[...endings]}`);
  await page.getByRole("button", { name: "简体中文", exact: true }).click();
  const { text } = await download(page, () => page.getByRole("button", { name: /^Save: Markdown/ }).click());
  assert.match(text, /排序与理由/);
});

test("the HTML file opens from the disk without scripts, and opens here again", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const title = await page.getByRole("textbox", { name: "Plan title", exact: true }).inputValue();
  await go(page, "share");
  await link(page);
  const { name, bytes } = await download(page, () => page.getByRole("button", { name: /^Save: .*HTML/ }).click());
  const folder = await mkdtemp(join(tmpdir(), "steelyard-html-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "plan.html");
  await writeFile(file, bytes);
  const context = await page.context().browser().newContext({ javaScriptEnabled: false, offline: true });
  t.after(() => context.close());
  const disk = await context.newPage();
  await disk.goto(pathToFileURL(file).href);
  await disk.getByRole("heading", { level: 1, name: title }).first().waitFor();
  await disk.getByText("Order and reasons", { exact: true }).first().waitFor();
  await disk.getByText("简体中文", { exact: true }).first().click();
  await disk.getByText("排序与理由", { exact: true }).first().waitFor({ state: "visible" });

  const other = await openApp(t);
  await chooseFiles(other.page, { click: () => choose(other.page, en, en.openFile) }, { name, type: "text/html", bytes });
  await grid(other.page).waitFor();
  assert.equal(await other.page.getByRole("textbox", { name: "Plan title", exact: true }).inputValue(), title);
});

test("the reader view prints on the paper that was chosen", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share/reader");
  await page.getByRole("heading", { name: "Order and reasons", exact: true }).first().waitFor();
  await expectAccessible(page);
  const size = async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    return { boxes: [...new Set([...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => `${Math.round(width)}x${Math.round(height)}`))], pages: (pdf.match(/\/Type \/Page\b/g) ?? []).length };
  };
  const portrait = await size();
  assert.deepEqual(portrait.boxes, ["595x842"]);
  assert.ok(portrait.pages >= 2, `${portrait.pages} pages`);
  await page.getByRole("button", { name: "Letter", exact: true }).or(page.getByRole("radio", { name: "Letter", exact: true })).first().click();
  await page.getByRole("button", { name: "Landscape", exact: true }).or(page.getByRole("radio", { name: "Landscape", exact: true })).first().click();
  await eventually(async () => assert.deepEqual((await size()).boxes, ["792x612"]));
});

test("the presentation goes on by keys and leaves with Escape", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const text = await link(page);
  const reader = await openApp(t, { address: hashOf(text) });
  const start = reader.page.getByRole("button", { name: "Present", exact: true });
  const place = (at) => reader.page.getByRole("status").getByText(new RegExp(`^Slide ${at} of \\d`)).waitFor();
  await start.click();
  await place(1);
  await press(reader.page, "ArrowRight");
  await place(2);
  await expectAccessible(reader.page);
  await press(reader.page, "PageDown");
  await press(reader.page, "Home");
  await place(1);
  await press(reader.page, "End");
  const last = Number((await reader.page.locator(".presenter__place").textContent()).match(/of (\d+)/)[1]);
  await place(last);
  await press(reader.page, "ArrowRight");
  await place(last);
  for (let at = last - 1; at >= 1; at -= 1) {
    await press(reader.page, "ArrowLeft");
    await place(at);
    const room = await reader.page.locator(".dialog--presenter").boundingBox();
    assert.deepEqual([room.x, room.y, room.width, room.height], [0, 0, 1280, 800], "it fills the window");
  }
  // A table that is wider than its place scrolls by the arrows as long as it has the focus.
  await reader.page.setViewportSize({ width: 390, height: 700 });
  const wide = reader.page.locator(".presenter :is(.reader-table, .reader-picture__box)");
  let found = 1;
  while (!(await wide.evaluateAll((all) => all.some((one) => one.scrollWidth > one.clientWidth + 4))) && found < last) {
    await press(reader.page, "ArrowRight");
    found += 1;
    await place(found);
  }
  const scrolled = wide.nth(await wide.evaluateAll((all) => all.findIndex((one) => one.scrollWidth > one.clientWidth + 4)));
  await scrolled.focus();
  await press(reader.page, "ArrowRight");
  await eventually(async () => assert.ok((await scrolled.evaluate((one) => one.scrollLeft)) > 0));
  await place(found);
  await press(reader.page, "Escape");
  await start.waitFor();
  await eventually(async () => assert.equal(await reader.page.locator(".dialog--presenter").count(), 0));
  assert.ok(await start.evaluate((button) => button === document.activeElement), "the focus goes back");
});
