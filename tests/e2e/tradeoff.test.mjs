// User need against business goal: needs, goals and contributions by keyboard, the weight on its
// beam, what the order says, and the picture taken away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { download, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, addItem, button, dialog, eventually, grid, openPanel, openSample, press } from "./steps.mjs";

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
  await order(page).getByText("At 60% need, Guest checkout overtakes Wallet pay.", { exact: true }).first().waitFor();
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

/** A dot between two parts of the width, by its title, with the middle of its disc. */
async function middleDot(page, from = 0.1, to = 0.75) {
  const dots = page.locator(".chart__dot");
  await dots.first().waitFor();
  const picture = await page.locator(".chart__picture").boundingBox();
  for (const dot of await dots.all()) {
    const box = await dot.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const [right, down] = [(x - picture.x) / picture.width, (y - picture.y) / picture.height];
    if (right < from || right > to || down < 0.05 || down > 0.95) continue;
    // Nothing lies over it.
    const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest(".chart__dot")?.getAttribute("aria-label"), [x, y]);
    const label = await dot.getAttribute("aria-label");
    if (hit === label) return { dot: page.locator(`.chart__dot[aria-label^="${label.split(":")[0]}:"]`), label, x, y };
  }
  throw new Error("no dot is free");
}

test("a dot that is dragged by the mouse has another effort, which is one step of undo", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await button(page, "Value × Effort").click();
  await page.getByText("Effort (person-months) →").waitFor();
  const { dot, label, x, y } = await middleDot(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 70, y, { steps: 7 });
  await page.locator(".chart__tip").getByText(/ → Effort/).waitFor();
  assert.equal(await dot.getAttribute("aria-label"), label, "nothing is changed while it is held");
  await page.mouse.up();
  await eventually(async () => assert.notEqual(await dot.getAttribute("aria-label"), label));
  await press(page, "Control+z");
  await eventually(async () => assert.equal(await dot.getAttribute("aria-label"), label));
  await button(page, "Nothing to undo").waitFor();
});

test("a need is dragged to another importance, and by keys to another satisfaction", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await button(page, "Importance × Satisfaction").click();
  await page.getByText("Importance →").waitFor();
  const { dot, label, x, y } = await middleDot(page, 0.25, 1);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 6 });
  await page.mouse.up();
  await eventually(async () => assert.notEqual(await dot.getAttribute("aria-label"), label));
  const dragged = await dot.getAttribute("aria-label");
  await dot.focus();
  await press(page, "Alt+ArrowUp");
  await eventually(async () => assert.notEqual(await dot.getAttribute("aria-label"), dragged));
  await press(page, "Control+z", "Control+z");
  await eventually(async () => assert.equal(await dot.getAttribute("aria-label"), label));
});

test("the chart is zoomed and moved, and is found so on return", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await button(page, "Value × Effort").click();
  await page.getByText("Effort (person-months) →").waitFor();
  const { dot } = await middleDot(page);
  const place = async () => {
    const { x, y, width, height } = await dot.boundingBox();
    return [Math.round(x + width / 2), Math.round(y + height / 2)];
  };
  const whole = await place();
  await button(page, "Zoom in").click();
  await eventually(async () => assert.notDeepEqual(await place(), whole));
  const closer = await place();
  await button(page, "Move").click();
  const picture = await page.locator(".chart__picture").boundingBox();
  const [x, y] = [picture.x + picture.width / 2, picture.y + picture.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
  await eventually(async () => assert.ok((await place())[0] > closer[0] + 20));
  const moved = await place();
  await go(page, "items");
  await grid(page).waitFor();
  await go(page, "trade-off");
  await page.getByText("Effort (person-months) →").waitFor();
  await eventually(async () => assert.deepEqual(await place(), moved));
  await button(page, "Show all").click();
  await eventually(async () => assert.deepEqual(await place(), whole));
});

test("a finger moves the weight, and a touch of a dot selects it", async (t) => {
  const { page } = await openApp(t, { viewport: { width: 820, height: 1180 }, context: { hasTouch: true, isMobile: true } });
  await openSample(page, en);
  await go(page, "trade-off");
  await weight(page).waitFor();
  await weight(page).scrollIntoViewIfNeeded();
  const session = await page.context().newCDPSession(page);
  const finger = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const box = await weight(page).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await finger("touchStart", { x, y });
  for (const right of [20, 60, 100]) await finger("touchMove", { x: x + right, y });
  await finger("touchEnd");
  await eventually(async () => assert.ok(Number(await weight(page).getAttribute("aria-valuenow")) > 50));
  await page.locator(".chart__picture").scrollIntoViewIfNeeded();
  const { dot, x: right, y: down } = await middleDot(page);
  await page.touchscreen.tap(right, down);
  await eventually(async () => assert.equal(await dot.getAttribute("aria-selected"), "true"));
});

test("the chart is saved as pixels", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await page.locator(".chart__dot").first().waitFor();
  await button(page, "Save picture").click();
  const picture = await download(page, () => page.getByRole("menuitem", { name: "Save as PNG, 2×", exact: true }).click());
  assert.match(picture.name, /\.png$/);
  assert.deepEqual([...picture.bytes.subarray(1, 4)], [...Buffer.from("PNG")]);
  // Twice the width and the height of the picture in a file, whatever the window.
  assert.ok(picture.bytes.readUInt32BE(16) >= 2160, "the width");
});

for (const [reducedMotion, moves] of [["no-preference", true], ["reduce", false]]) {
  test(`rows of the order ${moves ? "glide" : "stand at once"} where the system says ${reducedMotion}`, async (t) => {
    const { page } = await openApp(t, { context: { reducedMotion } });
    await openSample(page, en);
    await go(page, "trade-off");
    await order(page).getByRole("listitem").first().waitFor();
    await page.evaluate(() => {
      globalThis.moved = 0;
      new MutationObserver((records) => { globalThis.moved += records.length; })
        .observe(document.querySelector(".order"), { subtree: true, attributes: true, attributeFilter: ["style"] });
    });
    const before = await ordered(page);
    await weight(page).focus();
    await press(page, "End");
    await eventually(async () => assert.notDeepEqual(await ordered(page), before));
    await eventually(async () => assert.equal((await page.evaluate(() => globalThis.moved)) > 0, moves));
  });
}

test("without needs and goals the charts are there, and what the beam lacks is said", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off");
  await button(page, "Two fields").click();
  const upwards = page.getByLabel("Upwards", { exact: true });
  await upwards.selectOption({ label: "RICE score" });
  await page.getByLabel("To the right", { exact: true }).selectOption({ label: "Reach" });
  await page.locator(".chart__dot").first().waitFor();
  await expectAccessible(page);
  // A plan with nothing but items and their estimates.
  await go(page, "trade-off/needs");
  const remove = button(page, /^Delete “/);
  await remove.first().waitFor();
  for (let left = await remove.count(); left > 0; left -= 1) {
    await remove.first().click();
    await eventually(async () => assert.equal(await remove.count(), left - 1));
  }
  await go(page, "trade-off");
  await page.getByText("Say what your users need and what the business wants").waitFor();
  await page.getByRole("link", { name: "Set needs and goals" }).waitFor();
  // What is shown was chosen while there were needs, and has nothing to do with them.
  await page.locator(".chart__dot").first().waitFor();
  await expectAccessible(page);
  assert.equal(await weight(page).count(), 0);
});

test("how sure shows how often each rank, the reason for a pair, and value per effort", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "trade-off/certainty");
  const ranks = page.getByRole("region", { name: "How often each rank", exact: true });
  await ranks.waitFor();
  await ranks.getByRole("columnheader", { name: "No. 1", exact: true }).waitFor();
  await button(page, "Why this order?").click();
  await dialog(page, "Why this order").getByText(/is above/).first().waitFor();
  await expectAccessible(page);
  await press(page, "Escape");
  await button(page, "Value ÷ effort").click();
  await page.getByText(/vary together with the need share/).waitFor();
  await page.getByRole("columnheader", { name: "First at", exact: true }).waitFor();
  await expectAccessible(page);
});

test("why one stands above another by score is asked from the panel, the selection and the palette", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  const answered = async () => {
    const why = dialog(page, "Why this order");
    await why.getByText(/is above/).first().waitFor();
    await press(page, "Escape");
    await why.waitFor({ state: "detached" });
  };
  await button(await openPanel(page, en, en.sampleTitle), /^Why (above|below) “/).first().click();
  await answered();
  const select = page.getByRole("checkbox", { name: /^Select “/ });
  await select.nth(0).click();
  await select.nth(1).click();
  await button(page, "Why this order?").click();
  await answered();
  await press(page, "Control+k");
  await page.getByRole("combobox", { name: en.palettePrompt }).waitFor();
  await page.keyboard.type("why this order");
  await press(page, "Enter");
  await answered();
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
