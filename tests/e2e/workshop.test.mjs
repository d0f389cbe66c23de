// A workshop from agenda to minutes: a facilitator, an audience window, phones that answer by code,
// phones that answer over a broker, which dies in between, and one laptop that is passed around.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Broker, MOSQUITTO, REFUSED } from "./broker.mjs";
import { download, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, dialog, eventually, fill, openSample, press, startsWith, told } from "./steps.mjs";

const en = WORDS.en;
const PHONE = { viewport: { width: 390, height: 844 }, context: { hasTouch: true, isMobile: true, permissions: ["clipboard-read", "clipboard-write"] } };
const go = (page, path) => page.evaluate((path) => { location.hash = `#/${path}`; }, path);
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const shot = (page, name) => process.env.WORKSHOP_LOOK && page.screenshot({ path: `${process.env.WORKSHOP_LOOK}/${name}.png` });

/** Longer than a phone waits before it says a thing again. */
const LONG = { timeout: 40_000 };

/** Answers the first two questions of an open ballot and finishes it. */
async function fillIn(page, cards, send = "Finish") {
  for (const card of cards) {
    await page.getByRole("radio", { name: startsWith(card) }).check();
    await button(page, "Next").click();
  }
  await button(page, "All answers").click();
  await button(page, send).click();
}

/** Somebody with a phone: opens the link, votes, and copies the code. */
async function voteByPhone(t, link, cards) {
  const { page } = await openApp(t, { ...PHONE, address: link });
  await page.getByRole("radio", { name: "Product" }).check();
  await button(page, "Start").click();
  await fillIn(page, cards);
  await button(page, "Copy the code").click();
  await told(page, "The code was copied.");
  return clipboard(page);
}

/** Somebody whose phone is in the room. */
async function enterByPhone(t, link, lang, [role, enter]) {
  const { page } = await openApp(t, { ...PHONE, lang, address: link, expected: REFUSED });
  await page.getByRole("radio", { name: role }).check();
  await button(page, enter).click();
  await page.getByRole("radio", { name: startsWith(lang === "en" ? "Massive" : "极大") }).waitFor(LONG);
  return page;
}

test("a workshop goes from agenda to minutes, with votes by code, by broker and on the laptop", { skip: !MOSQUITTO && !process.env.CI && "there is no mosquitto", timeout: 300_000 }, async (t) => {
  const broker = await Broker.start(t);
  const { page, context } = await openApp(t, {
    address: "live.html",
    expected: REFUSED,
    viewport: { width: 1440, height: 900 },
    context: { permissions: ["clipboard-read", "clipboard-write"] },
  });
  await openSample(page, en);
  await go(page, "workshop");
  await page.getByRole("heading", { name: "Begin with" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^RICE round/ }).click();
  await page.getByText("30 min in all").first().waitFor();
  await expectAccessible(page);
  await shot(page, "agenda");
  await button(page, "Begin").click();
  await page.getByRole("button", { name: /^Score: Impact/ }).click();
  await button(page, "Open the vote").click();
  const popup = context.waitForEvent("page");
  await button(page, "Open the audience window").click();
  const stage = await popup;
  await stage.getByRole("heading", { level: 1, name: "Score: Impact" }).waitFor();
  await stage.getByText("Nobody sees who voted what.").waitFor();
  await expectAccessible(stage);
  await expectAccessible(page);

  await button(page, "Live voting").click();
  const room = dialog(page, "Live voting");
  await fill(room.getByRole("textbox", { name: "Address of the broker" }), broker.address);
  await button(room, "Start live voting").click();
  await room.getByText("Connected", { exact: true }).waitFor(LONG);
  await shot(page, "room");
  await button(room, "Copy the room's link").click();
  await told(page, "Link copied.");
  const seat = `live.html${new URL(await clipboard(page)).hash}`;
  await press(page, "Escape");
  const one = await enterByPhone(t, seat, "en", ["Engineering", "Enter"]);
  const two = await enterByPhone(t, seat, "zh-CN", ["Product", "进入"]);
  await button(page, "Live voting: 2 people here").waitFor(LONG);
  await stage.getByText("of 2 have voted").waitFor();
  await expectAccessible(one);
  await shot(one, "phone");
  await shot(two, "phone-zh");
  await fillIn(one, ["Massive", "Massive"], "Send my vote");
  await one.getByText("Your vote has arrived.").waitFor(LONG);
  await shot(one, "phone-arrived");

  // The broker dies. Whoever votes now keeps the vote until it is back; codes and the laptop go on.
  await broker.kill();
  await two.getByText("无法连接消息服务器。").waitFor(LONG);
  for (const card of ["极小", "高"]) {
    await two.getByRole("radio", { name: startsWith(card) }).check();
    await button(two, "下一步").click();
  }
  await button(two, "全部回答").click();
  await button(two, "提交投票").click();
  await two.getByText("选票保存在这里，恢复连接后会自动提交。").waitFor(LONG);
  await shot(two, "phone-waits-zh");

  const byCode = page.getByText("Without a connection: the ballot of this round, with codes");
  await byCode.click();
  await button(page, "Copy the link").click();
  await told(page, "Link copied.");
  const link = new URL(await clipboard(page)).hash;
  const codes = [await voteByPhone(t, link, ["Massive", "High"]), await voteByPhone(t, link, ["Minimal", "High"])];

  await button(page, "Take in codes").first().click();
  const paste = dialog(page, "Take in codes");
  await paste.getByRole("textbox", { name: "Ballot codes" }).fill(`Ana: ${codes[0]}\nthen ${codes[1]} and ${codes[0]}`);
  await expectAccessible(page);
  await button(paste, "Take in 3 codes").click();
  await paste.getByText("2 votes taken in. 1 here already.").waitFor();
  await press(page, "Escape");

  await button(page, "Vote on this laptop").click();
  const laptop = dialog(page, "Vote on this laptop");
  await laptop.getByRole("radio", { name: "Product" }).check();
  await expectAccessible(page);
  await button(laptop, "Begin my ballot").click();
  await laptop.getByRole("radio", { name: startsWith("Massive") }).waitFor();
  await expectAccessible(page);
  await fillIn(laptop, ["Minimal", "High"], "Cast my vote");
  await laptop.getByText("Taken in. Pass the laptop on.").waitFor();
  assert.equal(await laptop.getByText("Minimal").count(), 0);
  await press(page, "Escape");

  // The audience sees how many have voted, and nothing of what they voted.
  await stage.getByText("4", { exact: true }).waitFor();
  assert.doesNotMatch(await stage.content(), /Massive|Minimal/);

  // The facilitator's page is loaded anew, the broker comes back, and the fifth vote arrives.
  await page.reload();
  await page.getByText("4 people have voted.").waitFor(LONG);
  await broker.run();
  await button(page, /^Live voting/).click();
  await button(room, "Try now").click(LONG).catch(() => {});
  await room.getByText("Connected", { exact: true }).waitFor(LONG);
  await press(page, "Escape");
  await two.getByText("您的投票已送达。").waitFor(LONG);
  await page.getByText("5 people have voted.").waitFor(LONG);
  await stage.getByText("5", { exact: true }).waitFor();
  assert.doesNotMatch(await stage.content(), /Massive|Minimal/);
  await shot(page, "open");
  await shot(stage, "audience-open");

  await button(page, "Reveal").click();
  await page.getByRole("heading", { name: "Talk about these first" }).waitFor();
  await page.getByText(/Minimal/).first().waitFor();
  await stage.getByText("Minimal").first().waitFor();
  await one.getByText("The vote is closed. Yours counts.").waitFor(LONG);
  await two.getByText("投票已结束，您的选票已计入。").waitFor(LONG);
  await expectAccessible(page);
  await expectAccessible(stage);
  await shot(page, "revealed");
  await shot(stage, "audience-revealed");

  // What settling a disagreement could change is worked out beside the page, and then the list is in that order.
  await page.getByText("In the order of how much settling them could change.").waitFor(LONG);
  const first = page.locator(".result").first();
  await button(first, /^Agree on/).click();
  // The value and the range of the votes stand there, and go into the plan as they are.
  assert.equal(await first.getByRole("textbox", { name: "Agreed" }).inputValue(), "0.25 / 0.25 / 3");
  await first.getByRole("textbox", { name: "Why, in a line" }).fill("Half of them are on phones.");
  await first.getByRole("textbox", { name: "Against it" }).fill("Sales is not sure.");
  await expectAccessible(page);
  await shot(page, "agree");
  await button(first, "Put into the plan").click();
  await page.getByText("Half of them are on phones.").waitFor();
  await button(page, "Undo: record what was agreed").waitFor();
  await press(page, "Control+z");
  await eventually(async () => assert.equal(await page.getByText("Half of them are on phones.").count(), 0));
  await press(page, "Control+y");
  await page.getByText("Half of them are on phones.").waitFor();
  await page.getByText(/^Agreed: Minimal · 0\.25 \(0\.25 to 3\)$/).waitFor();

  // They vote again: what they said before stands beside it, and what is agreed now takes its place.
  await button(page, "Vote again").click();
  await page.getByText("Vote 2").waitFor();
  await stage.getByText("0", { exact: true }).waitFor();
  for (const voted of [1, 2]) {
    await button(page, "Vote on this laptop").click();
    await laptop.getByRole("radio", { name: "Product" }).check();
    await button(laptop, "Begin my ballot").click();
    await fillIn(laptop, ["Medium", "High"], "Cast my vote");
    await laptop.getByText("Taken in. Pass the laptop on.").waitFor();
    await press(page, "Escape");
    await stage.getByText(String(voted), { exact: true }).waitFor();
  }
  await button(page, "Reveal").click();
  const again = page.locator(".result").filter({ hasText: "Medium" }).first();
  await again.getByText(/^Vote 1: /).waitFor();
  await stage.getByText(/^Vote 1: /).first().waitFor();
  await expectAccessible(page);
  await shot(page, "revealed-again");
  await shot(stage, "audience-revealed-again");
  await button(again, /^Agree anew on/).click();
  assert.equal(await again.getByRole("textbox", { name: "Agreed" }).inputValue(), "1");
  await again.getByRole("textbox", { name: "Why, in a line" }).fill("Measured since.");
  await button(again, "Put into the plan").click();
  await page.getByText(/^Agreed: Medium · 1$/).waitFor();

  await page.getByRole("textbox", { name: "What is to be done" }).fill("Ask legal");
  await page.getByRole("textbox", { name: "Who", exact: true }).fill("Ana");
  await button(page, "Write it down").click();
  await page.getByRole("listitem").filter({ hasText: "Ask legal" }).waitFor();

  // Whoever keeps the broker has learnt neither what is voted on nor how.
  broker.assertNotHeard(["Massive", "Minimal", "Engineering", "RICE round", "Score: Impact", "Guest checkout"]);

  await button(page, "Minutes").click();
  await page.getByRole("heading", { name: "Score: Impact (5 min)" }).waitFor();
  await page.getByText(/Agreed: Medium · 1\. Why: Measured since\./).first().waitFor();
  await page.getByText("Ask legal: Ana").waitFor();
  await expectAccessible(page);
  await shot(page, "minutes");
  const minutes = await download(page, () => button(page, "Save as Markdown").click());
  assert.match(minutes.text, /# Minutes: RICE round/);
  assert.match(minutes.text, /### Vote 1[^]*### Vote 2[^]*Measured since/);
  assert.match(minutes.text, /## Follow-ups\n\n- Ask legal: Ana/);
  await go(page, "decisions");
  // Both agreements are kept, with the reason and the dissent of the first.
  await page.getByText(/^Impact of “/).nth(1).waitFor();
  const reasons = page.getByRole("textbox", { name: "Why", exact: true });
  await eventually(async () => {
    const said = await reasons.evaluateAll((fields) => fields.map((field) => field.value));
    assert.ok(said.some((reason) => /^Half of them are on phones\..* Against it: Sales is not sure\.$/.test(reason)), said.join(" | "));
  });
});

test("a workshop is prepared and held by keyboard, in Chinese and in the dark", async (t) => {
  const { page } = await openApp(t, { lang: "zh-CN", theme: "dark", viewport: { width: 1440, height: 900 } });
  await openSample(page, WORDS["zh-CN"] ?? WORDS.zh);
  await go(page, "workshop");
  await page.getByRole("button", { name: /^季度规划/ }).focus();
  await press(page, "Enter");
  await page.getByText("共 90 分钟").first().waitFor();
  await expectAccessible(page);
  await shot(page, "agenda-zh");
  await button(page, "开始").focus();
  await press(page, "Enter");
  await page.getByRole("heading", { name: "准备就绪" }).waitFor();
  await page.getByRole("button", { name: /^想法/ }).focus();
  await press(page, "Enter");
  await button(page, "开始投票").focus();
  await press(page, "Enter");
  await page.getByText("还没有人投票。").waitFor();
  await expectAccessible(page);
  await shot(page, "open-zh");
  // N goes on to the next entry.
  await page.locator("#console-on").focus();
  await press(page, "n");
  await page.getByRole("heading", { level: 3, name: /^打分：触达/ }).waitFor();
});

test("the console's keys work wherever the focus is, and a reveal is taken back without opening the vote again", { timeout: 120_000 }, async (t) => {
  const { page, context } = await openApp(t, { viewport: { width: 1440, height: 900 } });
  await openSample(page, en);
  await go(page, "workshop");
  await page.getByRole("button", { name: /^RICE round/ }).click();
  await button(page, "Begin").click();
  const on = (title) => page.getByRole("heading", { level: 3, name: title, exact: true }).waitFor();
  const focus = (title) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.textContent), title));
  // The button that led here is gone; the focus is where the workshop is.
  await focus("Ready when you are");
  await press(page, "n");
  await on("Warm-up");
  const stage = await Promise.all([context.waitForEvent("page"), press(page, "p")]).then(([window]) => window);
  await page.bringToFront();

  // On a button, in the navigation, and not where somebody types.
  await button(page, "Sound at the end of a time box").focus();
  await press(page, "n");
  await on("Score: Reach");
  const park = page.getByRole("textbox", { name: "Park a point" });
  await park.focus();
  await page.keyboard.type("never ring");
  await on("Score: Reach");
  assert.equal(await park.inputValue(), "never ring");
  // What was parked is taken away again, and comes back.
  await press(page, "Enter");
  await button(page, "Remove “never ring”").click();
  await eventually(async () => assert.equal(await page.getByRole("listitem").filter({ hasText: "never ring" }).count(), 0));
  await page.locator("#console-on").focus();
  await press(page, "u");
  await page.getByRole("listitem").filter({ hasText: "never ring" }).waitFor();
  await page.getByRole("navigation").getByRole("link").first().focus();
  await press(page, "n");
  await on("Score: Impact");
  await press(page, "s");
  await told(page, "Skipped: Score: Confidence");
  await button(page, "Take “Score: Confidence” in again").waitFor();
  await press(page, "u");
  // By its button, too, both ways.
  await button(page, "Skip “Score: Confidence”").click();
  await button(page, "Take “Score: Confidence” in again").click();
  await button(page, "Skip “Score: Confidence”").waitFor();

  await press(page, "v");
  await page.getByText("Nobody has voted yet.").waitFor();
  // Nobody has voted, so there is nothing to reveal; and an open vote is not begun again by a slip.
  await press(page, "r", "v");
  await page.getByText("Nobody has voted yet.").waitFor();
  assert.equal(await page.getByText("Vote 2").count(), 0);
  const laptop = dialog(page, "Vote on this laptop");
  await button(page, "Vote on this laptop").click();
  await laptop.getByRole("radio", { name: "Product" }).check();
  await button(laptop, "Begin my ballot").click();
  await laptop.getByRole("radio", { name: startsWith("Massive") }).waitFor();
  // A dialog has its keys for itself.
  await press(page, "n");
  await fillIn(laptop, ["Massive", "Minimal"], "Cast my vote");
  await laptop.getByText("Taken in. Pass the laptop on.").waitFor();
  await press(page, "Escape");
  await on("Score: Impact");

  await press(page, "r");
  await page.getByText("Everybody can see it.").waitFor();
  // The audience sees one item at a time, then all of them.
  const items = stage.getByRole("heading", { level: 2 });
  await stage.getByText("1 of 2", { exact: true }).waitFor();
  assert.equal(await items.count(), 1);
  const first = await items.innerText();
  await press(page, "ArrowRight");
  await stage.getByText("2 of 2", { exact: true }).waitFor();
  assert.notEqual(await items.innerText(), first);
  await press(page, "ArrowRight", "ArrowLeft");
  await stage.getByText("1 of 2", { exact: true }).waitFor();
  assert.equal(await items.innerText(), first);
  await button(page, "All items").click();
  await eventually(async () => assert.equal(await items.count(), 2));
  await expectAccessible(page);
  await expectAccessible(stage);
  await button(page, "All items").click();
  await button(page, "Next item").click();
  await stage.getByText("2 of 2", { exact: true }).waitFor();

  // Taken back, the votes are hidden; but who has seen them does not vote on them again.
  await press(page, "u");
  await page.getByText("The results are hidden again.").waitFor();
  await stage.getByText("The vote is closed.").waitFor();
  assert.doesNotMatch(await stage.content(), /Massive|Minimal/);
  assert.equal(await button(page, "Vote on this laptop").count(), 0);
  await expectAccessible(page);
  await press(page, "v");
  await page.getByText("Vote 2").waitFor();
  await page.getByText("Nobody has voted yet.").waitFor();
});

test("the minutes are a page of their own, which shows what was typed as text, in both languages", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "steelyard-minutes-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const typed = "<img src=x onerror=document.title='ran'> <b>Refunds</b>";
  for (const [lang, template, begin, park, minutes, save, title] of [
    ["en", /^RICE round/, "Begin", "Park a point", "Minutes", "Save as a page", /^Minutes: RICE round/],
    ["zh-CN", /^RICE 评分/, "开始", "暂存一个议题", "纪要", "保存为网页", /^会议纪要：RICE 评分/],
  ]) {
    const { page } = await openApp(t, { lang });
    await openSample(page, WORDS[lang]);
    await go(page, "workshop");
    await page.getByRole("button", { name: template }).click();
    await button(page, begin).click();
    await page.locator("#console-on").focus();
    await press(page, "n");
    await page.getByRole("textbox", { name: park }).fill(typed);
    await press(page, "Enter");
    await page.getByRole("listitem").filter({ hasText: "Refunds" }).waitFor();
    await button(page, minutes).click();
    const { name, bytes } = await download(page, () => button(page, save).click());
    assert.match(name, /\.html$/);
    const file = join(folder, `${lang}.html`);
    await writeFile(file, bytes);
    // On a phone without a network.
    const context = await page.context().browser().newContext({ offline: true, viewport: { width: 390, height: 844 } });
    t.after(() => context.close());
    const asked = [];
    context.on("request", (request) => asked.push(request.url()));
    const disk = await context.newPage();
    await disk.goto(pathToFileURL(file).href);
    await disk.getByRole("heading", { level: 1, name: title }).waitFor();
    await disk.getByText(typed, { exact: true }).waitFor();
    assert.equal(await disk.locator("img, b, script").count(), 0);
    assert.match(await disk.title(), title);
    assert.equal(await disk.locator("html").getAttribute("lang"), lang);
    const [wide, room] = await disk.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(wide <= room, `${wide} px on a screen of ${room} px`);
    await expectAccessible(disk);
    assert.deepEqual(asked, [pathToFileURL(file).href], "it asks for nothing but itself");
  }
});
