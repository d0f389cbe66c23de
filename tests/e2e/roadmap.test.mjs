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
  // At a need share of 100% more need is served and less goal than at the sample's own.
  const row = (name) => page.getByRole("table", { name: /^Totals of/ }).getByRole("row").filter({ hasText: name });
  const points = async (name) => {
    const [before, after, difference] = await row(name).getByRole("cell").allInnerTexts();
    const [one, other] = [before, after].map((text) => Number(/^(\d+)%/.exec(text.trim())[1]));
    const shown = Number(difference.replace("−", "-").replace(" pts", ""));
    assert.ok(Math.abs(other - one - shown) <= 1, `${name}: ${before}, ${after}, ${difference}`);
    return shown;
  };
  await row("User need served").waitFor();
  assert.notEqual(await points("User need served"), 0);
  assert.notEqual(await points("Business goal served"), 0);
  assert.ok((await points("User need served")) * (await points("Business goal served")) < 0, "what one gains the other loses");
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

/** What has the focus: the name that it has for the ear, or its text. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return element === document.body ? "nothing" : (element.getAttribute("aria-label") ?? element.textContent);
});

/** Waits until something has the focus. */
const hasFocus = (page, name, message) => eventually(async () => assert.match(await focused(page), name, message));

/** A plan that is worked on for some seconds before anything is proven. */
function large() {
  // Numbers that look random and are the same each time.
  let seed = 7;
  const below = (bound) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * bound);
  };
  const teams = ["t1", "t2", "t3"].map((id) => ({ id, title: `Team ${id.slice(1)}` }));
  const periods = [1, 2, 3, 4].map((at) => ({ id: `q${at}`, title: `2027 Q${at}`, capacity: { t1: 40, t2: 40, t3: 40 } }));
  const needs = ["n1", "n2", "n3"].map((id, at) => ({ id, title: `Need ${at + 1}`, weight: 3 + 2 * at }));
  const goals = ["g1", "g2", "g3"].map((id, at) => ({ id, title: `Goal ${at + 1}`, weight: 5 + 3 * at }));
  const items = Array.from({ length: 150 }, (_, at) => ({
    id: `i${at}`, key: `SY-${at + 1}`, title: `Item ${at + 1}`, status: "candidate",
    effort_by_team: { t1: 1 + below(9), t2: below(7), t3: below(8) },
    needs: { n1: below(4), n2: below(4), n3: below(4) }, goals: { g1: below(4), g2: below(4), g3: below(4) },
    depends_on: at > 20 && below(4) === 0 ? [`i${below(at)}`] : [],
  }));
  return { needs, goals, items, roadmap: { teams, periods, placements: [] } };
}

test("a draft goes on while its page is away, and is there on return", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, large());
  await go(page, "roadmap");
  await side(page).getByRole("button", { name: "Draft", exact: true }).click();
  await side(page).getByText(/^Drafting… \d+%/).waitFor();
  // The other pages of the roadmap say so.
  await go(page, "roadmap/setup");
  await page.getByRole("link", { name: /^Drafting… \d+%/ }).click();
  await side(page).getByText(/^Drafting… \d+%/).waitFor();
  await go(page, "items");
  await grid(page).waitFor();
  await page.getByText("The draft of “Road” is done and waits on the roadmap.").waitFor({ timeout: 240_000 });
  await go(page, "roadmap");
  await side(page).getByText(/^(Optimal|Best found)/).waitFor();
  assert.ok((await planned(page)) > 10);
  // What came of it is still known after another look at the items, and undo takes it back as one step.
  await go(page, "items");
  await grid(page).waitFor();
  await go(page, "roadmap");
  await side(page).getByText(/^(Optimal|Best found)/).waitFor();
  await press(page, "Control+z");
  await page.getByText(/^Nothing is planned yet/).waitFor();
});

test("a draft of a plan that has changed meanwhile is offered and not taken over", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, large());
  await go(page, "roadmap");
  await side(page).getByRole("button", { name: "Draft", exact: true }).click();
  await side(page).getByText(/^Drafting… \d+%/).waitFor();
  // Somebody puts an item into the last period by hand, and looks at the items.
  await page.getByRole("region", { name: /^Not planned/ }).getByRole("button", { name: /^Item / }).first().focus();
  await press(page, "Alt+ArrowLeft");
  await side(page).getByText("This draft is for the plan before your change.").waitFor();
  await go(page, "items");
  await grid(page).waitFor();
  await page.getByText("The draft of “Road” is done and waits on the roadmap.").waitFor({ timeout: 240_000 });
  await go(page, "roadmap");
  const use = side(page).getByRole("button", { name: "Use it", exact: true });
  await use.waitFor();
  assert.equal(await planned(page), 1, "nothing is taken over unasked");
  await use.focus();
  await press(page, "Enter");
  await eventually(async () => assert.ok((await planned(page)) > 10));
  await hasFocus(page, /^Draft again$/);
});

test("the frontier goes on while its page is away, and stopping it leaves what was found", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, large());
  await go(page, "roadmap");
  const show = side(page).getByRole("button", { name: "Show the frontier", exact: true });
  await show.focus();
  await press(page, "Enter");
  await hasFocus(page, /^Stop$/, "the button that was pressed is gone");
  await side(page).getByText(/dots? so far/).waitFor({ timeout: 120_000 });
  await go(page, "items");
  await grid(page).waitFor();
  await go(page, "roadmap");
  await side(page).getByRole("group", { name: /^Frontier: \d+ plans?/ }).waitFor();
  const stop = side(page).getByRole("button", { name: "Stop", exact: true });
  await stop.focus();
  await press(page, "Enter");
  await hasFocus(page, /^Look again$/, "one can go on looking");
  await side(page).getByText("Stopped early: there may be more plans.").waitFor();
  await side(page).getByRole("group", { name: /^Frontier: \d+ plans?/ }).waitFor();
  await expectAccessible(page);
});

test("the focus is never lost beside the plan", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, { ...SMALL, items: [item("i1", "Guest checkout", 2, 3), item("i2", "Split payment", 1, 2), item("i3", "Gift wrapping", 1, 1)] });
  await go(page, "roadmap");
  await draft(page);
  for (const title of ["Guest checkout", "Split payment"]) {
    await card(page, title).focus();
    await press(page, "Alt+ArrowRight");
    await hasFocus(page, new RegExp(`^${title}`), "a card that moves keeps the focus");
  }
  const moves = side(page).getByRole("article");
  await eventually(async () => assert.equal(await moves.count(), 2));
  // Of the two the later one stands first.
  await moves.first().getByRole("textbox").focus();
  await page.keyboard.type("Promised");
  await press(page, "Enter");
  await eventually(async () => assert.equal(await moves.count(), 1));
  await eventually(async () => assert.ok(await moves.getByRole("textbox").evaluate((field) => field === document.activeElement), "on with the next one"));
  await moves.getByRole("button", { name: /^Dismiss: Guest checkout/ }).focus();
  await press(page, "Enter");
  await eventually(async () => assert.equal(await moves.count(), 0));
  await hasFocus(page, /^Guest checkout/, "back to the item that was moved");

  // In the list the item is its period.
  await go(page, "roadmap/list");
  const period = page.getByRole("combobox", { name: "Period of Gift wrapping", exact: true });
  await period.selectOption({ label: "2027 Q1" });
  const keep = side(page).getByRole("button", { name: /^Keep as a decision: Gift wrapping/ });
  await keep.focus();
  await press(page, "Enter");
  await hasFocus(page, /^Period of Gift wrapping$/);
});

test("the best so far is used, and says how far it may be from the best", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, large());
  await go(page, "roadmap");
  await side(page).getByRole("button", { name: "Draft", exact: true }).click();
  await side(page).getByText(/^\d+ items · value \d/).waitFor({ timeout: 30_000 });
  await side(page).getByRole("button", { name: "Use the best so far", exact: true }).click();
  await side(page).getByText(/^Best found; .*below the best possible\. \d+ items/).waitFor();
  assert.ok((await planned(page)) > 10);
  // What a move costs is there soon after, although nothing is proven, and says so.
  await timeline(page).getByRole("button", { name: /^Item / }).first().focus();
  await press(page, "Alt+ArrowRight");
  await side(page).getByRole("article").getByText(/^(This costs (about|at most) .*% of the value|No cost was found|This gains about|This is worth about)/).waitFor({ timeout: 15_000 });
  await press(page, "Control+z");
  await press(page, "Control+z");
  await page.getByText(/^Nothing is planned yet/).waitFor();
});

test("what cannot be planned is named also when nothing else can be", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, { ...SMALL, items: [item("i1", "Huge", 9, 3)] });
  await go(page, "roadmap");
  await side(page).getByText("Larger than a team can do in any period").waitFor();
  await side(page).getByRole("link", { name: /Huge/ }).or(side(page).getByRole("button", { name: /Huge/ })).waitFor();
  assert.equal(await side(page).getByText(/Give them an effort/).count(), 0);
  await expectAccessible(page);
});

test("a move that breaks a dependency says that it gains only by that", async (t) => {
  const { page } = await openApp(t);
  const periods = [1, 2, 3, 4].map((at) => ({ id: `q${at}`, title: `2027 Q${at}`, capacity: { t1: 3 } }));
  await openPlan(page, { ...SMALL,
    items: [item("i1", "Alpha", 1, 3, { depends_on: ["i2"] }), item("i2", "Beta", 1, 1)],
    roadmap: { ...SMALL.roadmap, periods, limits: [{ item: "i2", earliest: "q2" }] } });
  await go(page, "roadmap");
  await draft(page);
  await cell(page, "Web", "2027 Q3").getByRole("button", { name: /^Alpha/ }).waitFor();
  await card(page, "Alpha").focus();
  await press(page, "Alt+ArrowLeft");
  // 3 · 0.9 + 0.9 in the place of 3 · 0.81 + 0.9.
  await side(page).getByRole("article").getByText(
    "This is worth 8.1% more (need +8.1%, goal +8.1%), only because this is not kept: Alpha needs Beta finished in an earlier period.",
    { exact: true },
  ).waitFor({ timeout: 20_000 });
  await side(page).getByText("Not kept: Alpha needs Beta finished in an earlier period.", { exact: true }).waitFor();
});

test("Cancel gives the focus to what drafts", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, large());
  await go(page, "roadmap");
  await side(page).getByRole("button", { name: "Draft", exact: true }).click();
  await side(page).getByRole("button", { name: "Cancel", exact: true }).focus();
  await press(page, "Enter");
  await hasFocus(page, /^Draft$/);
});

test("a card that moves into a long cell is shown there, and one that is taken out hands the focus on", async (t) => {
  const { page } = await openApp(t);
  const many = Array.from({ length: 16 }, (_, at) => item(`i${at + 1}`, `Thing ${String.fromCharCode(65 + at)}`, 0.1, 3));
  await openPlan(page, { ...SMALL, items: [...many, item("i99", "Late one", 0.1, 1)], roadmap: {
    ...SMALL.roadmap,
    placements: [...many.map(({ id }) => ({ item: id, period: "q1" })), { item: "i99", period: "q2" }],
  } });
  await go(page, "roadmap");
  const full = cell(page, "Web", "2027 Q1");
  await eventually(async () => assert.equal(await full.getByRole("button").count(), 12));
  await card(page, "Late one").focus();
  await press(page, "Alt+ArrowLeft");
  await hasFocus(page, /^Late one/);
  assert.equal(await full.getByRole("button").count(), 17);
  // With the list of what is not planned folded up, the focus goes to the card beside it.
  await button(page, "Fold up Not planned").click();
  await card(page, "Late one").focus();
  await press(page, "Delete");
  await hasFocus(page, /^Thing P/);
});

test("a row of the list holds its place when it is changed, and is sorted again on wish", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, { ...SMALL, items: [item("i1", "Guest checkout", 2, 3), item("i2", "Split payment", 1, 2), item("i3", "Gift wrapping", 1, 1)] });
  await go(page, "roadmap");
  await draft(page);
  await go(page, "roadmap/list");
  const titles = () => page.getByRole("table", { name: "Items and their periods", exact: true }).getByRole("rowheader").allInnerTexts();
  const before = await titles();
  assert.equal(before[0], "Guest checkout");
  const period = page.getByRole("combobox", { name: "Period of Guest checkout", exact: true });
  await period.focus();
  await period.selectOption({ label: "Not planned" });
  await button(page, "Sort again").waitFor();
  assert.deepEqual(await titles(), before);
  await hasFocus(page, /^Period of Guest checkout$/);
  await button(page, "Sort again").focus();
  await press(page, "Enter");
  await eventually(async () => assert.equal((await titles()).at(-1), "Guest checkout"));
  await hasFocus(page, /^Period$/, "the heading that the list is sorted by");
  await expectAccessible(page);
});

test("that no plan keeps to all wishes is said as long as it is so", async (t) => {
  const { page } = await openApp(t);
  const must = ["i1", "i2", "i3"].map((item) => ({ item, must: true }));
  await openPlan(page, { ...SMALL, items: [item("i1", "Guest checkout", 3, 3), item("i2", "Split payment", 3, 2), item("i3", "Gift wrapping", 3, 1)], roadmap: { ...SMALL.roadmap, limits: must } });
  await go(page, "roadmap");
  await side(page).getByRole("button", { name: "Draft", exact: true }).click();
  const said = side(page).getByText("No plan was found that keeps to all wishes.");
  await said.waitFor({ timeout: 30_000 });
  await side(page).getByRole("button", { name: "Let Gift wrapping be left out", exact: true }).focus();
  await press(page, "Enter");
  await said.waitFor({ state: "detached" });
  await hasFocus(page, /^Draft$/);
  await press(page, "Enter");
  await side(page).getByText("Optimal: no plan is worth more.").waitFor({ timeout: 30_000 });
});

test("a plan file says what its roadmap names and is not there", async (t) => {
  const { page } = await openApp(t);
  await openPlan(page, { ...SMALL, items: [item("i1", "Guest checkout", 2, 3)], roadmap: { ...SMALL.roadmap, placements: [{ item: "i1", period: "q9" }] } });
  await page.getByText("roadmap.placements[0] names the period “q9”, which is not in the plan; it was left out.").waitFor();
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
