// User need against business goal: needs, goals and contributions by keyboard, the weight on its
// beam, what the order says, and the picture taken away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { download, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, addItem, button, dialog, eventually, openSample, press } from "./steps.mjs";

const en = WORDS.en;
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const weight = (page) => page.getByRole("slider", { name: "Need share", exact: true });
const order = (page) => page.getByRole("region", { name: /^Order at/ });

/** Titles of the order, best first. */
async function ordered(page) {
  const rows = order(page).getByRole("listitem");
  return Promise.all((await rows.all()).map(async (row) => (await row.innerText()).split("\n")[1]));
}

async function threeItems(page) {
  for (const title of ["Guest checkout", "Wallet pay", "Faster search"]) {
    await addItem(page, en, title);
  }
}

test("needs, goals and contributions by keyboard, and the order follows the weight", async (t) => {
  const { page } = await openApp(t);
  await threeItems(page);
  await go(page, "trade-off");
  await page.getByText("Say what your users need and what the business wants").waitFor();
  await page.getByRole("link", { name: "Set needs and goals" }).click();
  const need = page.getByRole("textbox", { name: "Add a user need", exact: true });
  await need.focus();
  for (const title of ["Pay fast", "Know the price"]) {
    await page.keyboard.type(title);
    await press(page, "Enter");
    await page.getByLabel(`Weight of “${title}”`, { exact: true }).waitFor();
  }
  await page.getByRole("textbox", { name: "Add a business goal", exact: true }).focus();
  await page.keyboard.type("Conversion");
  await press(page, "Enter");
  await expectAccessible(page);

  await go(page, "trade-off/contributions");
  const matrix = page.getByRole("grid", { name: "Contributions", exact: true });
  await matrix.waitFor();
  await matrix.getByRole("gridcell").first().click();
  // One key a cell, line by line: two needs and a goal for each of three items.
  await press(page, ..."310003111");
  await eventually(async () => assert.match(await matrix.getByRole("row").nth(3).innerText(), /Faster search[\s\S]*0\.33[\s\S]*0\.33/));
  await expectAccessible(page);

  await go(page, "trade-off");
  await eventually(async () => assert.deepEqual(await ordered(page), ["Wallet pay", "Faster search", "Guest checkout"]));
  await order(page).getByText("At 60% need, Guest checkout overtakes Wallet pay").or(order(page).getByText(/Guest checkout overtakes Faster search/)).first().waitFor();
  await expectAccessible(page);
  await weight(page).focus();
  await press(page, "PageUp", "ArrowRight");
  assert.equal(await weight(page).getAttribute("aria-valuenow"), "61");
  await eventually(async () => assert.deepEqual(await ordered(page), ["Guest checkout", "Wallet pay", "Faster search"]));
  await order(page).getByText("At 60% need, Wallet pay overtakes Guest checkout").waitFor();

  await button(order(page), "Why does Guest checkout stand above Wallet pay?").click();
  const why = dialog(page, "Why this order");
  await why.getByText(/“?Guest checkout”? is above “?Wallet pay”?.*because/).waitFor();
  await expectAccessible(page);
  await press(page, "Escape");

  await button(page, "Save picture").click();
  const picture = await download(page, () => page.getByRole("menuitem", { name: "Save as SVG" }).click());
  assert.match(picture.text, /^<\?xml|^<svg/);
  assert.match(picture.text, /Guest checkout/);

  // All keys in a row were one step.
  await press(page, "Control+z");
  await eventually(async () => assert.equal(await weight(page).getAttribute("aria-valuenow"), "50"));
  await press(page, "Control+y");
  await eventually(async () => assert.equal(await weight(page).getAttribute("aria-valuenow"), "61"));
  await page.reload();
  await eventually(async () => assert.equal(await weight(page).getAttribute("aria-valuenow"), "61"));
});

test("the weight follows the mouse, and hanging it is one step", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  const box = await weight(page).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // Whoever only presses the weight, and not in its very middle, does not move it.
  await page.mouse.click(x + 9, y);
  assert.equal(await weight(page).getAttribute("aria-valuenow"), "50");
  await button(page, "Nothing to undo").waitFor();
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1) await page.mouse.move(x + step * 15, y);
  const held = Number(await weight(page).getAttribute("aria-valuenow"));
  assert.ok(held > 60, `held at ${held}`);
  // Nothing is hung while it is held.
  await button(page, "Nothing to undo").waitFor();
  await page.mouse.up();
  assert.equal(await weight(page).getAttribute("aria-valuenow"), String(held));
  await press(page, "Control+z");
  await eventually(async () => assert.equal(await weight(page).getAttribute("aria-valuenow"), "50"));
});

test("while the weight moves, its lines turn and no dot is touched", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await weight(page).focus();
  await page.locator(".chart__dot").first().waitFor();
  await page.evaluate(() => {
    const touched = (globalThis.touched = { dots: 0, lines: 0 });
    const watch = (selector, name) => new MutationObserver((records) => (touched[name] += records.length))
      .observe(document.querySelector(selector), { subtree: true, childList: true, characterData: true, attributes: true });
    watch(".chart__picture [role=listbox]", "dots");
    watch(".chart__lines", "lines");
  });
  await press(page, "ArrowRight", "ArrowRight", "PageUp");
  await eventually(async () => assert.ok((await page.evaluate(() => globalThis.touched.lines)) > 0));
  // Until the weight hangs where it was put, and after it.
  await button(page, /^Undo/).waitFor();
  assert.equal(await page.evaluate(() => globalThis.touched.dots), 0);
});

test("steps of a dot by keys are one step of undo", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await button(page, "Value × Effort").click();
  await page.getByText("Effort (person-months) →").waitFor();
  const stop = page.locator(".chart__dot[tabindex='0']");
  const before = await stop.getAttribute("aria-label");
  const dot = page.locator(`.chart__dot[aria-label^="${before.split(":")[0]}:"]`);
  await stop.focus();
  let now = before;
  for (let step = 0; step < 3; step += 1) {
    await press(page, "Alt+ArrowLeft");
    await eventually(async () => assert.notEqual(await dot.getAttribute("aria-label"), now));
    now = await dot.getAttribute("aria-label");
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), now));
  }
  await press(page, "Control+z");
  await eventually(async () => assert.equal(await dot.getAttribute("aria-label"), before));
  await button(page, "Nothing to undo").waitFor();
});

test("a line drawn by hand selects what it goes around", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  const picture = page.locator(".chart__picture");
  await picture.waitFor();
  const dots = await page.locator(".chart__dot").count();
  const { x, y, width, height } = await picture.boundingBox();
  const around = async () => {
    await page.mouse.move(x + 3, y + 3);
    await page.mouse.down();
    for (const [right, down] of [[width - 3, 3], [width - 3, height - 3], [3, height - 3]]) await page.mouse.move(x + right, y + down, { steps: 8 });
    await page.mouse.up();
  };
  await button(page, "Lasso").click();
  await around();
  await page.getByText(`${dots} items selected`).waitFor();
  await button(page, "Clear the selection").click();
  await button(page, "Select").click();
  await page.keyboard.down("Alt");
  await around();
  await page.keyboard.up("Alt");
  await page.getByText(`${dots} items selected`).waitFor();
});

test("what the order says follows the language at once", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await order(page).getByText("The first place never changes: it is Guest checkout.").waitFor();
  await button(page, en.switchLanguage).click();
  await page.getByText("第一名始终不变：“游客结算”。").first().waitFor();
});

for (const [lang, theme] of [["en", "light"], ["zh-CN", "dark"]]) {
  test(`every page of the trade-off is accessible, ${lang} ${theme}`, async (t) => {
    const words = WORDS[lang];
    const { page } = await openApp(t, { lang, theme });
    await openSample(page, words);
    for (const path of ["trade-off", "trade-off/needs", "trade-off/contributions", "trade-off/certainty", "trade-off/check"]) {
      await go(page, path);
      await page.locator(".tradeoff h1, .tradeoff h2, .tradeoff [role=grid]").first().waitFor();
      await expectAccessible(page);
    }
  });
}
