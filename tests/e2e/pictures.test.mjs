// Pictures to take along: as shapes, as pixels, on the clipboard, in either language.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { download, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, openPanel, openSample, told } from "./steps.mjs";

const en = WORDS.en;
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const item = (page, name) => page.getByRole("menuitem", { name, exact: true });
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Saves what a menu of pictures is for. */
async function save(page, menu, way) {
  await menu.click();
  const saved = await download(page, () => item(page, way).click());
  // Chromium drops the eleventh download of one second without a word; nobody clicks so fast.
  await page.waitForTimeout(120);
  return saved;
}

test("every chart is saved as shapes with its title, its plan and the day", async (t) => {
  const tokens = await readFile(new URL("../../styles/tokens.css", import.meta.url), "utf8");
  const colours = new Set(tokens.slice(0, tokens.indexOf("}")).match(/#[0-9a-f]{6}/g));
  const { page } = await openApp(t);
  await openSample(page, en);
  const title = await page.getByRole("textbox", { name: en.planTitle, exact: true }).inputValue();
  const named = new Set();
  const check = async (menu, ...words) => {
    const { name, text } = await save(page, menu, "Save as SVG");
    assert.match(name, /\.svg$/);
    assert.ok(!named.has(name), `${name} is the name of one picture only`);
    named.add(name);
    assert.match(text, /^<svg xmlns=[^>]* font-family="Inter, system-ui/);
    for (const word of [title, String(new Date().getFullYear()), ...words]) {
      assert.ok([...text.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].some(([, said]) => said.includes(word)), `${name} says “${word}”`);
    }
    for (const colour of text.match(/#[0-9a-f]{6}/g)) assert.ok(colours.has(colour), `${colour} is a colour of the light theme`);
    assert.doesNotMatch(text, /var\(|class=|<image|<script|foreignObject/);
  };
  const of = (what) => page.getByRole("button", { name: `Save picture: ${what}`, exact: true });

  const panel = await openPanel(page, en, "Guest checkout");
  await panel.getByText("What moves this item").click();
  await check(of("What moves this item"), "What moves “Guest checkout”", "Effort");
  await go(page, "trade-off");
  await check(button(page, "Save picture"), "Business goal →");
  await go(page, "trade-off/certainty");
  await of("The order, with its rank ranges").or(page.getByRole("button", { name: /^Save picture: / })).first().waitFor();
  await check(page.getByRole("button", { name: /^Save picture: / }).first(), "Guest checkout");
  await go(page, "kano/analysis");
  const kano = page.getByRole("button", { name: /^Save picture: / });
  await kano.first().waitFor();
  assert.equal(await kano.count(), 3);
  for (let at = 0; at < 3; at += 1) await check(kano.nth(at));
  await go(page, "roadmap");
  await check(button(page, "Save picture"), "Storefront", "2027 Q1");
  await button(page, "Show the frontier").click();
  await of("Frontier of possible plans").waitFor();
  await check(of("Frontier of possible plans"), "Business goal served", "User need served");
  await go(page, "roadmap/scenarios");
  await button(page, /^(Run|Draw|Look|Find)/).first().click();
  const every = page.getByRole("button", { name: /^Save picture: / });
  await every.first().waitFor({ timeout: 60_000 });
  await check(every.first(), "Guest checkout");
  await go(page, "roadmap/tracking");
  const tracking = page.getByRole("button", { name: /^Save picture: / });
  await tracking.first().waitFor();
  assert.equal(await tracking.count(), 2);
  for (let at = 0; at < 2; at += 1) await check(tracking.nth(at), "Storefront");
});

test("pixels are as many as were asked for, and go to the clipboard", async (t) => {
  const { page, context } = await openApp(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSample(page, en);
  await go(page, "roadmap");
  const menu = button(page, "Save picture");
  const { text } = await save(page, menu, "Save as SVG");
  const [width, height] = ["width", "height"].map((side) => Number(text.match(new RegExp(`<svg [^>]*${side}="([\\d.]+)"`))[1]));
  const sized = (bytes) => {
    assert.deepEqual([...bytes.subarray(0, 8)], PNG);
    // The first chunk of the file says how large it is.
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  };
  for (const scale of [1, 2, 3]) {
    const { name, bytes } = await save(page, menu, `Save as PNG, ${scale}×`);
    assert.match(name, /\.png$/);
    assert.deepEqual(sized(bytes), [Math.ceil(width * scale), Math.ceil(height * scale)], `${scale} times`);
  }
  await menu.click();
  await item(page, "Copy as PNG").click();
  await told(page, "The picture is on the clipboard.");
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item.getType("image/png");
    return [...new Uint8Array(await blob.arrayBuffer()).subarray(0, 24)];
  });
  assert.deepEqual(sized(Buffer.from(copied)), [Math.ceil(width * 2), Math.ceil(height * 2)]);
});

test("a picture is saved in the other language on wish, and by the keyboard", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  const menu = button(page, "Save picture");
  await menu.click();
  await expectAccessible(page);
  const choice = page.getByRole("menuitemradio", { name: "简体中文", exact: true });
  assert.equal(await page.getByRole("menuitemradio", { name: "English", exact: true }).getAttribute("aria-checked"), "true");
  await choice.focus();
  await page.keyboard.press("Enter");
  assert.equal(await choice.getAttribute("aria-checked"), "true", "the menu is still there");
  const { name, text } = await download(page, () => item(page, "Save as SVG").click());
  assert.match(name, /^网店结算体验 /);
  for (const word of ["游客结算", "用户需求", "网店结算体验"]) assert.ok(text.includes(word), word);
  assert.ok(!text.includes("Guest checkout"));
  // The screen stays in its language, and so does what it says.
  await told(page, "The file was handed to your downloads.");
});

test("the way to every picture is on the share screen", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "share");
  const links = page.getByRole("list", { name: "Pictures", exact: true }).getByRole("link");
  await links.first().waitFor();
  const places = await links.evaluateAll((links) => links.map((link) => link.getAttribute("href").slice(2)));
  assert.ok(places.length >= 6, `${places}`);
  for (const place of places) {
    await go(page, place);
    await page.getByRole("heading").first().waitFor();
    assert.equal(await page.evaluate(() => location.hash), `#/${place}`, "it is an address of the app");
  }
});
