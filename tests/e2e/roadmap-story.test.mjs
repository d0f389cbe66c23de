// The story of the roadmap from end to end, once by mouse and once by keyboard, with numbers that are known.
//
// Three teams do one item a quarter, each of two person-months. At a need share of 50% an item counts by the sum of
// its two levels, so the best plan can be told by hand; each quarter counts a tenth less than the one before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, choose, eventually, grid, press, told } from "./steps.mjs";

const en = WORDS.en;
const AREAS = {
  Web: [["Guest checkout", 3, 3], ["Upsell banner", 0, 3], ["Saved cards", 2, 2], ["Address book", 2, 0], ["Loyalty points", 1, 2], ["Dark mode", 1, 0]],
  Mobile: [["Split payment", 3, 2], ["Push offers", 0, 2], ["Offline cart", 3, 0], ["Store finder", 1, 3], ["Barcode scan", 2, 0]],
  Payments: [["Wallet pay", 3, 3], ["Fraud rules", 1, 3], ["Refund status", 3, 0], ["Invoice download", 1, 0]],
};

function story() {
  const rows = Object.entries(AREAS).flatMap(([area, items]) => items.map((item) => [area, ...item]));
  const items = rows.map(([area, title, need, goal], at) => ({
    id: `i${at}`, key: `SY-${at + 1}`, title, area, status: "candidate", needs: { n1: need }, goals: { g1: goal },
    scores: { rice: { reach: 100, impact: 1, confidence: 1, effort: 2 } },
  }));
  return {
    format: "steelyard-plan", version: 1, id: "p_story", title: "Story", settings: { need_share: 0.5 }, items,
    needs: [{ id: "n1", title: "Pay fast", weight: 1 }], goals: [{ id: "g1", title: "Conversion", weight: 1 }],
  };
}

const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const side = (page) => page.getByRole("complementary", { name: "Draft and frontier", exact: true });
const timeline = (page) => page.getByRole("table", { name: "Timeline", exact: true });
const cell = (page, team, period) => timeline(page).getByRole("list", { name: `${team}, ${period}`, exact: true });
const card = (page, title) => page.getByRole("button", { name: new RegExp(`^${title}\\b`) });
const share = (page) => side(page).getByRole("slider", { name: "Need share", exact: true });
const numbers = (page) => side(page).getByRole("region", { name: "The plan in numbers", exact: true });
const planned = async (page) => Number(/(\d+) of/.exec(await page.getByText(/^\d+ of \d+ items planned/).innerText())[1]);

/** What a hand does: press something, find an item, put an item somewhere, set the need share, go back. */
const MOUSE = {
  press: (target) => target.click(),
  async pick(page, group, label, title) {
    const field = group.getByRole("combobox", { name: label, exact: true });
    await field.click();
    await field.fill(title);
    await group.getByRole("option", { name: new RegExp(title) }).first().click();
  },
  async place(page, title, team, quarters, at) {
    await card(page, title).scrollIntoViewIfNeeded();
    const from = await card(page, title).boundingBox();
    // A cell without any item is no list.
    const row = timeline(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${team}\\b`) }) });
    const to = await row.getByRole("cell").nth(at).boundingBox();
    const [x, y] = [from.x + 20, from.y + 10];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 10; step += 1) {
      await page.mouse.move(x + ((to.x + 40 - x) * step) / 10, y + ((to.y + 20 - y) * step) / 10);
    }
    await page.mouse.up();
  },
  async setShare(page, percent) {
    await share(page).fill(String(percent));
  },
  undo: (page) => button(page, new RegExp(`^${en.undoPrefix}`)).first().click(),
};

const KEYS = {
  async press(target) {
    await target.focus();
    await target.page().keyboard.press("Enter");
  },
  async pick(page, group, label, title) {
    await group.getByRole("combobox", { name: label, exact: true }).focus();
    await press(page, "Control+a");
    await page.keyboard.type(title);
    await group.getByRole("option", { name: new RegExp(title) }).first().waitFor();
    await press(page, "ArrowDown", "Enter");
  },
  async place(page, title, team, quarters, at) {
    await card(page, title).focus();
    // From behind the last quarter, one quarter with each press.
    const lists = await Promise.all(quarters.map((quarter) => cell(page, team, quarter).getByRole("button", { name: new RegExp(`^${title}\\b`) }).count()));
    const now = lists.indexOf(1) < 0 ? quarters.length : lists.indexOf(1);
    for (let step = now; step > at; step -= 1) {
      await press(page, "Alt+ArrowLeft");
      await cell(page, team, quarters[step - 1]).getByRole("button", { name: new RegExp(`^${title}\\b`) }).waitFor();
    }
  },
  async setShare(page, percent) {
    await share(page).focus();
    const now = Number(await share(page).inputValue());
    const key = percent > now ? "PageUp" : "PageDown";
    for (let step = 0; step < Math.abs(percent - now) / 10; step += 1) await press(page, key);
  },
  undo: (page) => press(page, "Control+z"),
};

async function draft(page, by) {
  await by.press(side(page).getByRole("button", { name: /^Draft( again)?$/ }));
  await side(page).getByText("Optimal: no plan is worth more.").waitFor({ timeout: 30_000 });
}

/** Opens the plan of the story, and sets three teams and four quarters up through the screen; answers with the quarters. */
async function setUp(page, by) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, en, en.openFile)]);
  await chooser.setFiles({ name: "story.steelyard.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(story())) });
  await grid(page).waitFor();
  await go(page, "roadmap");
  await by.press(page.getByRole("link", { name: "Set up teams and periods" }));
  const capacity = page.getByRole("textbox", { name: /^Capacity of each team per period/ });
  await capacity.focus();
  await press(page, "Control+a");
  await page.keyboard.type("2");
  const preview = page.getByText(/^Periods: .*Teams: Web, Mobile,? (and )?Payments\.$/);
  await preview.waitFor();
  const quarters = /Periods: (.*)\. Teams/.exec(await preview.innerText())[1].split(/, (?:and )?| and /);
  assert.equal(quarters.length, 4, `${quarters}`);
  await by.press(button(page, "Set up"));
  await page.getByRole("heading", { name: "Capacity", exact: true }).waitFor();
  return quarters;
}

/** Says which item needs which, and is refused a circle. */
async function depend(page, by) {
  const group = page.getByRole("group", { name: "Add dependency", exact: true });
  const add = group.getByRole("button", { name: "Add dependency", exact: true });
  await by.pick(page, group, "Item", "Guest checkout");
  await by.pick(page, group, "Needs", "Wallet pay");
  await by.press(add);
  await button(page, "Guest checkout no longer needs Wallet pay").waitFor();
  await by.pick(page, group, "Item", "Wallet pay");
  await by.pick(page, group, "Needs", "Guest checkout");
  await page.getByText("That would make a circle: Wallet pay needs Guest checkout, which needs Wallet pay.").waitFor();
  assert.equal(await add.getAttribute("aria-disabled"), "true");
}

/** Waits until an item stands in a cell. */
const standsIn = (page, title, team, quarter) => cell(page, team, quarter).getByRole("button", { name: new RegExp(`^${title}\\b`) }).waitFor();

for (const [name, by] of [["mouse", MOUSE], ["keyboard", KEYS]]) {
  test(`the story of the roadmap by ${name}`, async (t) => {
    const { page } = await openApp(t);
    // High enough that a card and the cell it is dragged to are both in view.
    await page.setViewportSize({ width: 1440, height: 1600 });
    const quarters = await setUp(page, by);
    const [q1, q2, q3, q4] = quarters;
    await depend(page, by);

    // Two promises in the first quarter, then the draft.
    await go(page, "roadmap");
    for (const [title, team] of [["Upsell banner", "Web"], ["Push offers", "Mobile"]]) {
      await by.place(page, title, team, quarters, 0);
      await eventually(async () => assert.match(await card(page, title).textContent(), /locked/));
    }
    await draft(page, by);
    assert.equal(await planned(page), 12);
    for (const [title, team, quarter] of [
      ["Upsell banner", "Web", q1], ["Guest checkout", "Web", q2], ["Saved cards", "Web", q3], ["Loyalty points", "Web", q4],
      ["Push offers", "Mobile", q1], ["Split payment", "Mobile", q2], ["Store finder", "Mobile", q3], ["Offline cart", "Mobile", q4],
      ["Wallet pay", "Payments", q1], ["Fraud rules", "Payments", q2], ["Refund status", "Payments", q3], ["Invoice download", "Payments", q4],
    ]) await standsIn(page, title, team, quarter);
    // Need 17.805 of 26 and goal 20.708 of 23, in thirds.
    await eventually(async () => assert.match(await numbers(page).innerText(), /User need served\s*68%\s*Business goal served\s*90%\s*Proven optimal\s*yes/));

    // Another dot of the frontier is another plan and another need share, in one step.
    const chart = side(page).getByRole("group", { name: /^Frontier: \d+ plans/ });
    await chart.waitFor({ timeout: 60_000 });
    await side(page).getByRole("button", { name: "Stop", exact: true }).waitFor({ state: "detached", timeout: 60_000 });
    const dot = chart.getByRole("button", { pressed: false }).last();
    const label = await dot.getAttribute("aria-label");
    const [, need, goal, at] = /^Need (\d+)%, goal (\d+)%, at need share ([\d.]+)%, proven/.exec(label) ?? assert.fail(label);
    assert.ok(Number(need) > 68 && Number(goal) < 90, label);
    await by.press(dot);
    await told(page, `The plan is now the dot with need ${need}% and goal ${goal}%.`);
    await eventually(async () => assert.match(await numbers(page).innerText(), new RegExp(`User need served\\s*${need}%\\s*Business goal served\\s*${goal}%\\s*Proven optimal\\s*yes`)));
    assert.equal(Number(await share(page).inputValue()), Number(at));
    assert.equal(await side(page).getByText("Changed since the draft.").count(), 0, "it is proven, and says so");
    await by.undo(page);
    await eventually(async () => assert.equal(Number(await share(page).inputValue()), 50));
    await eventually(async () => assert.match(await numbers(page).innerText(), /User need served\s*68%\s*Business goal served\s*90%/));
    await standsIn(page, "Loyalty points", "Web", q4);

    // One item earlier: what it costs, whom it pushes, and why.
    await by.place(page, "Loyalty points", "Web", quarters, 1);
    const move = side(page).getByRole("article", { name: `Loyalty points to ${q2}`, exact: true });
    const price = `This costs 0.9% of the value (need −1.5%, goal −0.4%) and pushes Guest checkout to ${q3} and Saved cards to ${q4}.`;
    await move.getByText(price, { exact: true }).waitFor({ timeout: 20_000 });
    await move.getByText(/^At once: .*; Web is over by 2 person-months$/).waitFor();
    await move.getByRole("textbox").fill("Promised to the loyalty partner");
    if (by === KEYS) await press(page, "Enter");
    else await by.press(move.getByRole("button", { name: /^Keep/ }));
    const override = numbers(page).getByText(`Your override: Loyalty points in ${q2}`, { exact: true });
    await override.waitFor();
    await go(page, "decisions");
    const decision = page.getByRole("listitem").filter({ hasText: `Loyalty points to ${q2}` });
    await decision.getByText(price, { exact: true }).waitFor();
    await eventually(async () => assert.equal(await decision.getByRole("textbox", { name: "Why", exact: true }).inputValue(), "Promised to the loyalty partner"));
    // Value 38.513 and 38.162, in sixths, of the best plans without it and with it.
    await decision.getByText(/^Value 6\.4\d* → 6\.3\d* \(−0\.9%\)$/).waitFor();
    await expectAccessible(page);
    await go(page, "roadmap");
    await page.reload();
    await eventually(async () => assert.match(await numbers(page).innerText(), new RegExp(`Your override: Loyalty points in ${q2}\\s*−0\\.9%`)), 20_000);

    // Two scenarios side by side.
    await draft(page, by);
    await standsIn(page, "Guest checkout", "Web", q3);
    const save = async (title) => {
      await go(page, "roadmap/scenarios");
      const field = page.getByRole("textbox", { name: "Name of the scenario", exact: true });
      await field.focus();
      await press(page, "Control+a");
      await page.keyboard.type(title);
      await by.press(button(page, "Save the current plan"));
      await told(page, `Saved as “${title}”.`);
    };
    await save("Balanced");
    await go(page, "roadmap");
    await by.setShare(page, 90);
    await eventually(async () => assert.equal(await share(page).getAttribute("aria-valuetext"), "90%"));
    await draft(page, by);
    await standsIn(page, "Barcode scan", "Mobile", q4);
    await save("Needs first");
    for (const [label, title] of [["From", "Balanced"], ["To", "Needs first"]]) {
      await page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: title });
    }
    await page.getByText("+1 item, −1, 3 moved.", { exact: true }).waitFor();
    const totals = page.getByRole("table", { name: "Totals of Balanced and Needs first", exact: true });
    for (const row of [["Items", "12", "12", "0"], ["User need served", "67%", "72%", "+4 pts"], ["Business goal served", "90%", "78%", "−12 pts"]]) {
      const found = totals.getByRole("row").filter({ hasText: row[0] });
      assert.deepEqual((await found.getByRole("cell").allInnerTexts()).map((text) => text.trim()), row.slice(1), row[0]);
    }
    await by.press(button(page, "Adopt Balanced"));
    await told(page, "“Balanced” is now the plan.");
    await go(page, "roadmap");
    await standsIn(page, "Offline cart", "Mobile", q4);
    assert.equal(Number(await share(page).inputValue()), 50);
    assert.equal(await planned(page), 12);
    await by.undo(page);
    await standsIn(page, "Barcode scan", "Mobile", q4);
    assert.equal(Number(await share(page).inputValue()), 90, "plan and need share are one step");
    await expectAccessible(page);
  });
}
