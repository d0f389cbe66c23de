// The roadmap: set up, drafted, moved by hand with what that costs, saved as scenarios, tracked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, choose, eventually, grid, openSample, press } from "./steps.mjs";

const en = WORDS.en;
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const timeline = (page) => page.getByRole("table", { name: "Timeline", exact: true });
const side = (page) => page.getByRole("complementary", { name: "Draft and frontier", exact: true });
const card = (page, title) => page.getByRole("button", { name: new RegExp(`^${title}\\b`) });
const cell = (page, row, period) => timeline(page).getByRole("list", { name: `${row}, ${period}`, exact: true });

/** Presses Draft and waits until the draft is taken over. */
async function draft(page) {
  await side(page).getByRole("button", { name: /^Draft( again)?$/ }).click();
  await side(page).getByText("Optimal: no plan is worth more.").waitFor({ timeout: 30_000 });
}

/** How many items the plan has in its periods. */
const planned = async (page) => Number(/(\d+) of/.exec(await page.getByText(/^\d+ of \d+ items planned/).innerText())[1]);

async function openPlan(page, plan) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, en, en.openFile)]);
  const file = { format: "steelyard-plan", version: 1, id: "p_road", title: "Road", settings: {}, ...plan };
  await chooser.setFiles({ name: "road.steelyard.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await grid(page).waitFor();
}

const PERIODS = ["q1", "q2"].map((id, at) => ({ id, title: `2027 Q${at + 1}`, capacity: { t1: 3 } }));
const item = (id, title, effort, level, more) =>
  ({ id, key: `SY-${id.slice(1)}`, title, status: "candidate", effort_by_team: { t1: effort }, needs: { n1: level }, goals: { g1: level }, ...more });
const SMALL = {
  needs: [{ id: "n1", title: "Pay fast", weight: 1 }],
  goals: [{ id: "g1", title: "Conversion", weight: 1 }],
  roadmap: { teams: [{ id: "t1", title: "Web" }], periods: PERIODS, placements: [] },
};

test("a draft fills the board, a move has its price, and the decision is kept", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, { ...SMALL, items: [
    item("i1", "Guest checkout", 2, 3), item("i2", "Split payment", 1, 2), item("i3", "Gift wrapping", 3, 1), item("i4", "Order notes", 2, 2),
  ] });
  await go(page, "roadmap");
  await draft(page);
  // The dear ones first: 2 + 1 fill the first period, and of the rest Order notes is worth more.
  await cell(page, "Web", "2027 Q1").getByRole("button", { name: /^Guest checkout/ }).waitFor();
  await cell(page, "Web", "2027 Q1").getByRole("button", { name: /^Split payment/ }).waitFor();
  await cell(page, "Web", "2027 Q2").getByRole("button", { name: /^Order notes/ }).waitFor();
  await expectAccessible(page);

  // By mouse, from what is not planned into the first period.
  const from = await card(page, "Gift wrapping").boundingBox();
  const to = await cell(page, "Web", "2027 Q1").boundingBox();
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) {
    await page.mouse.move(from.x + 20 + ((to.x + 40 - from.x - 20) * step) / 10, from.y + 10 + ((to.y + 20 - from.y - 10) * step) / 10);
  }
  await page.mouse.up();
  await cell(page, "Web", "2027 Q1").getByRole("button", { name: /^Gift wrapping/ }).waitFor();
  const move = side(page).getByRole("article", { name: /^Gift wrapping to 2027 Q1/ });
  await move.getByText(/costs .*%/).waitFor({ timeout: 20_000 });
  await move.getByRole("textbox").fill("Promised to the shops");
  await press(page, "Enter");
  await go(page, "decisions");
  const reason = page.getByRole("listitem").getByRole("textbox", { name: "Why", exact: true }).first();
  await eventually(async () => assert.equal(await reason.inputValue(), "Promised to the shops"));
  await expectAccessible(page);

  // The override stays where it is when the plan is drafted again, and after a reload.
  await go(page, "roadmap");
  await draft(page);
  await page.reload();
  await cell(page, "Web", "2027 Q1").getByRole("button", { name: /^Gift wrapping.*locked/ }).waitFor();
  await cell(page, "Web", "2027 Q2").getByRole("button", { name: /^Guest checkout/ }).waitFor();
});

test("by keyboard: set up, draft, move, lock, undo", async (t) => {
  const { page } = await openApp(t);
  const { roadmap: _, ...plan } = SMALL;
  await openPlan(page, { ...plan, items: [item("i1", "Guest checkout", 2, 3), item("i2", "Split payment", 1, 2)].map(({ effort_by_team: effort, ...rest }) => ({ ...rest, scores: { rice: { reach: 100, impact: 1, confidence: 1, effort: effort.t1 } } })) });
  await go(page, "roadmap");
  await page.getByRole("link", { name: "Set up teams and periods" }).focus();
  await press(page, "Enter");
  const setUp = button(page, "Set up");
  await setUp.focus();
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Capacity", exact: true }).waitFor();
  await expectAccessible(page);
  await go(page, "roadmap");
  await side(page).getByRole("button", { name: "Draft", exact: true }).focus();
  await press(page, "Enter");
  await side(page).getByText("Optimal: no plan is worth more.").waitFor({ timeout: 30_000 });
  assert.equal(await planned(page), 2);
  await card(page, "Split payment").focus();
  await press(page, "Alt+ArrowRight");
  await eventually(async () => assert.match(await card(page, "Split payment").textContent(), /locked/));
  await press(page, "Control+z");
  await eventually(async () => assert.doesNotMatch(await card(page, "Split payment").textContent(), /, locked|; locked| locked/));
  await press(page, "Control+z");
  await page.getByText(/^Nothing is planned yet/).waitFor();
});

test("a dot of the frontier is a plan, and scenarios are compared", async (t) => {
  const { page } = await openApp(t);
  await openSample(page, en);
  await go(page, "roadmap");
  await draft(page);
  const before = await planned(page);
  assert.ok(before > 10, `${before} items`);
  const chart = side(page).getByRole("group", { name: /^Frontier: \d+ plans/ });
  // It is drawn by itself after a draft.
  await chart.waitFor({ timeout: 40_000 });
  await eventually(async () => assert.ok((await chart.getByRole("button").count()) >= 2), 60_000);
  await go(page, "roadmap/scenarios");
  await expectAccessible(page);
  await button(page, /^Save/).first().click();
  await go(page, "roadmap");
  const share = side(page).getByRole("slider", { name: "Need share", exact: true });
  await share.focus();
  await press(page, "End");
  await draft(page);
  await go(page, "roadmap/scenarios");
  await page.getByText(/[+−]\d/).first().waitFor();
});

test("what stands in the way is named", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, { ...SMALL, items: [
    item("i1", "Too large", 9, 3), item("i2", "Needs a rejected one", 0.1, 2, { depends_on: ["i3"] }), { ...item("i3", "Turned down", 1, 1), status: "rejected" },
    item("i4", "Small", 0.1, 3), item("i5", "Smaller", 0.2, 3),
  ], roadmap: { ...SMALL.roadmap, periods: [{ id: "q1", title: "2027 Q1", capacity: { t1: 0.3 } }] } });
  await go(page, "roadmap");
  await draft(page);
  // 0.1 + 0.2 fill 0.3 and do not overflow it.
  assert.equal(await planned(page), 2);
  await side(page).getByText(/2 items cannot be planned/).click();
  await side(page).getByText("Larger than a team can do in any period").waitFor();
  await side(page).getByText("Depends on an item that was rejected").waitFor();
});

for (const [lang, theme] of [["en", "light"], ["zh-CN", "dark"]]) {
  test(`every page of the roadmap is accessible, ${lang} ${theme}`, async (t) => {
    const words = WORDS[lang];
    const { page } = await openApp(t, { lang, theme });
    await openSample(page, words);
    for (const path of ["roadmap", "roadmap/board", "roadmap/list", "roadmap/scenarios", "roadmap/tracking", "roadmap/setup", "decisions"]) {
      await go(page, path);
      await page.waitForTimeout(300);
      await expectAccessible(page);
    }
  });
}
