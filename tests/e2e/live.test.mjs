// A live workshop over a real broker: a facilitator and two phones; the broker dies in the middle of a round.

import assert from "node:assert/strict";
import { test } from "node:test";
import { planFile } from "../bench/plans.mjs";
import { Broker, MOSQUITTO, REFUSED } from "./broker.mjs";
import { chooseFiles, expectAccessible, openApp, openLasting } from "./harness.mjs";
import { WORDS, button, choose, dialog, eventually, fill, grid } from "./steps.mjs";

const en = WORDS.en;
const STAMP = "2026-11-23T10:00:00Z";
/** Longer than a phone waits before it says a thing again. */
const LONG = { timeout: 40_000 };
const PHONE = { width: 390, height: 844 };
/** Names and titles that must not be read on the wire. */
const SECRETS = ["Bao Bao", "林小雨", "How sure are we of this plan", "Quarter of the otter"];

/** A plan with a workshop that is being held, at a question on which nobody has voted yet. */
function workshopPlan() {
  const plan = JSON.parse(planFile(3));
  const entry = { id: "e_1", title: SECRETS[2], minutes: 5, round: { question: { kind: "confidence" }, items: [] } };
  plan.workshops = [
    { id: "w_live", title: SECRETS[3], created: STAMP, naming: "named", agenda: [entry], on: "e_1", since: STAMP, began: STAMP, passes: {} },
  ];
  return JSON.stringify(plan);
}

const votes = async (page, count) => page.getByRole("status").filter({ hasText: count }).first().waitFor(LONG);

async function vote(page, place, send) {
  await page.getByRole("radio").nth(place).check();
  await button(page, send).click();
}

/** Opens a room on a broker; what its link has behind the address. */
async function openRoom(page, broker) {
  await button(page, "Live voting").click();
  const room = dialog(page, "Live voting");
  await fill(room.getByRole("textbox", { name: "Address of the broker" }), broker.address);
  await button(room, "Start live voting").click();
  await room.getByText("Connected", { exact: true }).waitFor(LONG);
  await button(room, "Copy the room's link").click();
  let link;
  await eventually(async () => {
    link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /live\.html#l=1/);
  });
  await button(room, "Close").first().click();
  return link.slice(link.indexOf("#"));
}

test("votes arrive live, once, and whole, though the broker dies in the middle", { skip: !MOSQUITTO && !process.env.CI && "there is no mosquitto", timeout: 300_000 }, async (t) => {
  const broker = await Broker.start(t);
  const { page } = await openApp(t, { address: "live.html", expected: REFUSED, context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await chooseFiles(page, { click: () => choose(page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: workshopPlan() });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/workshop"; });
  await page.getByRole("heading", { name: SECRETS[2] }).waitFor();

  await button(page, "Live voting").click();
  const room = dialog(page, "Live voting");
  await fill(room.getByRole("textbox", { name: "Address of the broker" }), "ws://broker.example");
  await button(room, "Start live voting").click();
  await room.getByText("ws:// is for a broker on this computer.").waitFor();
  await fill(room.getByRole("textbox", { name: "Address of the broker" }), broker.address);
  await expectAccessible(page);
  await button(room, "Start live voting").click();
  await room.getByText("Connected", { exact: true }).waitFor(LONG);
  await expectAccessible(page);
  await button(room, "Copy the room's link").click();
  let link;
  await eventually(async () => {
    link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /live\.html#l=1/);
  });
  await button(room, "Close").first().click();

  const hash = link.slice(link.indexOf("#"));
  const [one, two] = [
    (await openApp(t, { address: `live.html${hash}`, viewport: PHONE, expected: REFUSED })).page,
    (await openApp(t, { address: `live.html${hash}`, viewport: PHONE, lang: "zh-CN", expected: REFUSED })).page,
  ];
  await one.getByRole("textbox", { name: "Your name" }).waitFor(LONG);
  await expectAccessible(one);
  await one.getByRole("textbox", { name: "Your name" }).fill(SECRETS[0]);
  await button(one, "Enter").click();
  await two.getByRole("textbox", { name: "您的姓名" }).fill(SECRETS[1]);
  await button(two, "进入").click();
  await one.getByText("The facilitator has not opened a vote yet.").waitFor();
  await two.getByText("主持人尚未开始投票。").waitFor();
  await expectAccessible(two);
  await button(page, "Live voting: 2 people here").waitFor(LONG);

  await button(page, "Open the vote").click();
  await vote(one, 4, "Send my vote");
  await one.getByText("Your vote has arrived.").waitFor(LONG);
  await expectAccessible(one);
  await votes(page, "1 of 2 have voted.");

  // A reload of the phone is the same seat, with its vote.
  await one.reload();
  await one.getByText("Your vote has arrived.").waitFor(LONG);

  await broker.kill();
  await two.getByText("无法连接消息服务器。").waitFor(LONG);
  await vote(two, 2, "提交投票");
  await two.getByText("选票保存在这里，恢复连接后会自动提交。").waitFor(LONG);
  await two.getByText("您的选票代码").first().waitFor();
  await button(two, "立即重试").click();
  await one.getByText("No connection to the broker.").waitFor(LONG);
  await button(one, "Try now").click();
  // The facilitator's page is loaded anew while there is no broker: nothing that came is lost.
  await page.reload();
  await votes(page, "1 person has voted.");
  await button(page, /^Live voting/).click();
  await button(room, "Try now").click(LONG);

  await broker.run();
  await room.getByText("Connected", { exact: true }).waitFor(LONG);
  await button(room, "Close").first().click();
  await two.getByText("您的投票已送达。").waitFor(LONG);
  await votes(page, "2 people have voted.");

  await one.getByText("Connected", { exact: true }).waitFor(LONG);
  await button(one, "Change my answers").click();
  await vote(one, 1, "Send my vote");
  await one.getByText("Your vote has arrived.").waitFor(LONG);
  await votes(page, "2 people have voted.");

  await button(page, "Close the vote").click();
  await one.getByText("The vote is closed. Yours counts.").waitFor(LONG);
  await two.getByText("投票已结束，您的选票已计入。").waitFor(LONG);
  await button(page, "Reveal").click();
  await one.getByText(/2 votes say little\. They range from 1 to 2\./).waitFor(LONG);
  await expectAccessible(one);

  broker.assertNotHeard(SECRETS);

  // Who is sent away learns it without having asked, and their vote is gone from the round.
  await button(page, /^Live voting/).click();
  await room.locator("summary").filter({ hasText: "Who has come" }).click();
  await button(room, `Send away: ${SECRETS[1]}`).click();
  await two.getByText("主持人已关闭此席位。").waitFor(LONG);
  await button(room, "Close").first().click();
  await votes(page, "1 person has voted.");
  await button(page, /^Live voting/).click();
  await button(room, "Stop").click();
  await one.getByText("This workshop is over.").waitFor(LONG);
  await button(room, "Start live voting").waitFor(LONG);
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => /^live\.steelyard\.(room|note)\./.test(key)));
  assert.deepEqual(left, [], "keys and notes of the room are gone");
});

test("a vote that was said to have arrived survives the facilitator's browser being killed at once", { skip: !MOSQUITTO && !process.env.CI && "there is no mosquitto", timeout: 300_000 }, async (t) => {
  const broker = await Broker.start(t);
  const app = await openLasting(t, { address: "live.html#/workshop", context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await chooseFiles(app.page, { click: () => choose(app.page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: workshopPlan() });
  await app.page.getByRole("heading", { name: SECRETS[2] }).waitFor();
  const link = await openRoom(app.page, broker);
  const { page: phone } = await openApp(t, { address: `live.html${link}`, viewport: PHONE });
  await phone.getByRole("textbox", { name: "Your name" }).fill(SECRETS[0]);
  await button(phone, "Enter").click();
  await button(app.page, "Open the vote").click();
  await phone.getByRole("radio").nth(4).check();
  // Nothing between the phone's being told and the end of the facilitator's browser but a line of this test.
  await button(phone, "Send my vote").click();
  await phone.getByText("Your vote has arrived.").waitFor(LONG);
  await app.kill();
  const again = await app.reopen();
  await votes(again, "1 person has voted.");
  await phone.getByText("Your vote has arrived.").waitFor(LONG);
});

test("whoever keeps the broker learns nothing of a named workshop whose votes come by code", { skip: !MOSQUITTO && !process.env.CI && "there is no mosquitto", timeout: 300_000 }, async (t) => {
  const broker = await Broker.start(t);
  const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
  const { page } = await openApp(t, { address: "live.html#/workshop", context: clipboard });
  await chooseFiles(page, { click: () => choose(page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: workshopPlan() });
  await page.getByRole("heading", { name: SECRETS[2] }).waitFor();
  const link = await openRoom(page, broker);
  const { page: phone } = await openApp(t, { address: `live.html${link}`, viewport: PHONE });
  await phone.getByRole("textbox", { name: "Your name" }).fill(SECRETS[0]);
  await button(phone, "Enter").click();
  await button(page, "Live voting: 1 person here").waitFor(LONG);
  await button(page, "Open the vote").click();
  await phone.getByRole("radio").first().waitFor(LONG);

  // Somebody without a connection votes by the ballot's own link, and passes on the code.
  await page.getByText("Without a connection: the ballot of this round, with codes").click();
  await button(page, "Copy the link").click();
  let ballot;
  await eventually(async () => {
    ballot = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash;
    assert.match(ballot, /^#b=/);
  });
  const { page: other } = await openApp(t, { address: ballot, viewport: PHONE, context: clipboard });
  await other.getByRole("textbox", { name: "Your name" }).fill(SECRETS[1]);
  await button(other, "Start").click();
  await vote(other, 3, "Finish");
  await button(other, "Copy the code").click();
  const code = await eventually(async () => {
    const copied = await other.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.length > 10 && !copied.startsWith("http"), copied);
    return copied;
  });
  await button(page, "Take in codes").first().click();
  const paste = dialog(page, "Take in codes");
  await paste.getByRole("textbox", { name: "Ballot codes" }).fill(code);
  await button(paste, "Take in 1 code").click();
  await paste.getByText("1 vote taken in.").waitFor();
  await page.keyboard.press("Escape");
  await votes(page, "1 of 2 have voted.");
  await button(page, "Reveal").click();
  await phone.getByText("The vote was closed before you sent yours.").waitFor(LONG);
  // The results have gone over the wire, and whoever voted is known to the facilitator alone.
  await phone.getByText(/^1 vote says little/).waitFor(LONG);
  await page.getByText("Who said what").click();
  await page.getByRole("term").filter({ hasText: SECRETS[1] }).waitFor();
  assert.equal(await phone.getByText(SECRETS[1]).count(), 0);
  const blocks = code.split(/[^0-9A-Za-z]+/).filter((block) => block.length >= 6);
  broker.assertNotHeard([...SECRETS, code, ...blocks]);
});

test("windows of one browser are a room, each for itself, which goes on while the facilitator looks at other screens", { timeout: 120_000 }, async (t) => {
  const { page, context } = await openApp(t);
  await chooseFiles(page, { click: () => choose(page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: workshopPlan() });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/workshop"; });
  await page.getByRole("heading", { name: SECRETS[2] }).waitFor();
  const opened = (act) => Promise.all([context.waitForEvent("page"), act]).then(([window]) => window);
  const stage = await opened(button(page, "Open the audience window").click());

  await button(page, "Live voting").click();
  const room = dialog(page, "Live voting");
  await expectAccessible(page);
  await button(room, "Start in this browser").click();
  const seat = async (name) => {
    const window = await opened(room.getByRole("link", { name: "Open a ballot window" }).click(LONG));
    await window.getByRole("textbox", { name: "Your name" }).fill(name, LONG);
    await button(window, "Enter").click();
    await window.getByText("The facilitator has not opened a vote yet.").waitFor(LONG);
    return window;
  };
  const one = await seat(SECRETS[0]);
  const two = await seat(SECRETS[1]);
  await room.getByText("2 people here").first().waitFor(LONG);
  await expectAccessible(page);
  await button(room, "Close").first().click();

  await button(page, "Open the vote").click();
  await vote(one, 4, "Send my vote");
  await one.getByText("Your vote has arrived.").waitFor(LONG);
  await votes(page, "1 of 2 have voted.");
  // A window that is loaded anew has its own seat still, and sees nothing of what the other one voted.
  await two.reload();
  await two.getByRole("radio").first().waitFor(LONG);
  assert.equal(await two.getByRole("radio", { checked: true }).count(), 0);
  assert.equal(await two.getByRole("textbox", { name: "Your name" }).count(), 0);

  // The facilitator looks at the items; the room and the projector go on.
  await page.evaluate(() => { location.hash = "#/items"; });
  await grid(page).waitFor();
  const presenting = page.getByRole("status").filter({ hasText: `Presenting “${SECRETS[3]}”` });
  await presenting.filter({ hasText: "Live voting: 2 people here" }).waitFor(LONG);
  await expectAccessible(page);
  await vote(two, 2, "Send my vote");
  await two.getByText("Your vote has arrived.").waitFor(LONG);
  await stage.getByText("2", { exact: true }).waitFor(LONG);

  // Also in a page that is loaded anew while the items are on the screen.
  await page.reload();
  await grid(page).waitFor();
  await presenting.filter({ hasText: "Live voting: 2 people here" }).waitFor(LONG);
  await button(one, "Change my answers").click();
  await vote(one, 1, "Send my vote");
  await one.getByText("Your vote has arrived.").waitFor(LONG);

  await page.getByRole("link", { name: "Back to the console" }).click();
  await votes(page, "2 people have voted.");
  assert.equal(await presenting.count(), 0, "the console says it by itself");
  await button(page, "Reveal").click();
  await one.getByText(/2 votes say little\. They range from 1 to 2\./).waitFor(LONG);
  await stage.getByText(/2 votes say little\. They range from 1 to 2\./).waitFor(LONG);

  await button(page, /^Live voting/).click();
  await button(room, "Stop").click();
  await one.getByText("This workshop is over.").waitFor(LONG);
  await two.getByText("This workshop is over.").waitFor(LONG);
  await button(room, "Start in this browser").waitFor(LONG);
});

test("the app's own page reaches no broker, and says where live voting is", async (t) => {
  const { page } = await openApp(t);
  await chooseFiles(page, { click: () => choose(page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: workshopPlan() });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/workshop"; });
  await button(page, "Live voting").click();
  await expectAccessible(page);
  await dialog(page, "Live voting").getByRole("link", { name: "Open the live page" }).click();
  await page.waitForURL(/live\.html#\/workshop$/);
  await page.getByRole("heading", { name: SECRETS[2] }).waitFor();
  await button(page, "Live voting").click();
  await dialog(page, "Live voting").getByRole("textbox", { name: "Address of the broker" }).waitFor();
});
