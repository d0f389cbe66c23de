// A participant with a phone: open the link, vote, hand the code over. Nothing is sent anywhere.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, dialog, eventually, press, startsWith, told } from "./steps.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, context: { hasTouch: true, isMobile: true, permissions: ["clipboard-read", "clipboard-write"] } };

/** Ballots of every kind, as tests/render_ballot.rs makes them. */
const LINKS = JSON.parse(await readFile(new URL("../golden/ballot/links.json", import.meta.url), "utf8"));

const BALLOT = {
  en: {
    start: "Start",
    next: "Next",
    skip: "Skip",
    back: "Back",
    finish: "Finish",
    all: "All answers",
    impact: startsWith("Massive"),
    unknown: "I don't know",
    progress: (at) => `${at} of 5`,
    answers: "Your answers",
    answered: "2 of 5 answered",
    resumed: "Welcome back.",
    done: "Thank you!",
    code: "Your ballot code",
    copy: "Copy the code",
    copied: "The code was copied.",
    notCopied: "This browser does not allow copying.",
    showQr: "Show as a QR code",
    qr: "QR code of your ballot",
    change: "Change my answers",
    someoneElse: "Somebody else votes on this phone",
    nextPerson: "Next person",
    first: "Guest checkout",
    second: "Gift cards",
    more: "One more for “Guest checkout”",
    left: (left) => `${left} of 5 dots left`,
    upwards: "Move up: Gift cards",
    isFirst: "Gift cards is number 1.",
    name: "Your name",
    named: "Your name is shown to the facilitator with your vote.",
    nameMissing: "Please enter your name",
    waits: "This round is for Engineering.",
    nothing: "There is no answer on this ballot.",
    idea: "Idea 1",
    sure: startsWith("4 · Very"),
    neither: "Neither",
    cut: "The end of this link is missing.",
    notKept: "This browser keeps nothing",
  },
  "zh-CN": {
    start: "开始",
    next: "下一步",
    skip: "跳过",
    back: "上一步",
    finish: "完成",
    all: "全部回答",
    impact: startsWith("极大"),
    unknown: "不清楚",
    progress: (at) => `第 ${at} 个，共 5 个`,
    answers: "您的回答",
    answered: "已回答 2 个，共 5 个",
    resumed: "欢迎回来",
    done: "谢谢！",
    code: "您的选票代码",
    copy: "复制代码",
    copied: "代码已复制。",
    notCopied: "此浏览器不允许复制。",
    showQr: "显示二维码",
    qr: "您的选票二维码",
    change: "修改我的回答",
    someoneElse: "换人在此手机上投票",
    nextPerson: "换人投票",
    first: "游客结算",
    second: "礼品卡",
    more: "给“游客结算”加一票",
    left: (left) => `还剩 ${left} 票，共 5 票`,
    upwards: "上移：礼品卡",
    isFirst: "“礼品卡”现在是第 1 位。",
    name: "您的姓名",
    named: "主持人会看到您的姓名和投票内容。",
    nameMissing: "请填写姓名",
    waits: "本轮由Engineering投票",
    nothing: "选票上没有任何回答。",
    idea: "想法 1",
    sure: startsWith("4 · 很有信心"),
    neither: "不分高下",
    cut: "链接末尾缺失。",
    notKept: "此浏览器无法保存内容",
  },
};

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const at = (page, words, step) => page.getByRole("progressbar", { name: words.progress(step), exact: true });
const radio = (page, name) => page.getByRole("radio", { name, exact: typeof name === "string" });
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

async function nothingSticksOut(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${wide} px on a screen of ${room} px`);
}

/** Everything in the form that can be tapped is large enough for a thumb. */
async function expectLargeTargets(page) {
  const small = await page.locator("main").evaluate((main) =>
    [...main.querySelectorAll("button, label:has(input[type=radio]), summary")]
      .filter((target) => target.checkVisibility())
      .map((target) => ({ name: target.getAttribute("aria-label") ?? target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44 || box.width < 40)
      .map(({ name, box }) => `${name}: ${box.width} x ${box.height}`));
  assert.deepEqual(small, []);
}

async function codeOf(page, words) {
  await button(page, words.copy).click();
  await told(page, words.copied);
  const code = await copied(page);
  assert.match(code, /^B1[0-9A-Za-z]{12,}$/);
  return code;
}

for (const lang of ["en", "zh-CN"]) {
  const words = BALLOT[lang];

  test(`a participant votes on a phone, in ${lang}`, async (t) => {
    const { page } = await openApp(t, { lang, ...PHONE, address: LINKS.estimate });

    await t.test("the welcome says what is asked and who sees it, and wants a name", async () => {
      await page.getByText(words.named).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      await expectAccessible(page);
      await nothingSticksOut(page);
      await radio(page, "Sales").check();
      await page.getByText(words.waits).waitFor();
      assert.equal(await button(page, words.start).count(), 0);
      await radio(page, "Engineering").check();
      await button(page, words.start).click();
      await page.getByRole("alert").filter({ hasText: words.nameMissing }).waitFor();
      await page.getByRole("textbox", { name: words.name }).fill("Li <b>Lei</b>");
      await button(page, words.start).click();
    });

    await t.test("a card is played, and a reload loses nothing", async () => {
      await at(page, words, 1).waitFor();
      await heading(page, words.first).waitFor();
      await expectAccessible(page);
      await expectLargeTargets(page);
      await nothingSticksOut(page);
      await radio(page, words.impact).check();
      await button(page, words.next).click();
      await at(page, words, 2).waitFor();
      await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1"));
      await radio(page, words.unknown).check();
      await page.reload();
      await page.getByRole("status").filter({ hasText: words.resumed }).waitFor();
      await at(page, words, 2).waitFor();
      assert.equal(await radio(page, words.unknown).isChecked(), true);
      await button(page, words.back).click();
      assert.equal(await radio(page, words.impact).isChecked(), true);
    });

    await t.test("all answers stand on one page, and lead back", async () => {
      await button(page, words.all).click();
      await heading(page, words.answers).waitFor();
      await page.getByText(words.answered).waitFor();
      await expectAccessible(page);
      await expectLargeTargets(page);
      await nothingSticksOut(page);
      await page.getByRole("button", { name: words.second }).click();
      await at(page, words, 2).waitFor();
      await button(page, words.all).click();
      await button(page, words.finish).click();
    });

    let code;
    await t.test("the code is shown, copied, and drawn", async () => {
      await heading(page, words.done).waitFor();
      code = await codeOf(page, words);
      const shown = await page.getByRole("region", { name: words.code, exact: true }).innerText();
      assert.ok(shown.replace(/\s/g, "").includes(code), shown);
      await button(page, words.showQr).click();
      await page.getByRole("img", { name: words.qr, exact: true }).waitFor();
      await expectAccessible(page);
      await nothingSticksOut(page);
    });

    await t.test("changed answers make another code", async () => {
      await button(page, words.change).click();
      await heading(page, words.answers).waitFor();
      await button(page, words.finish).click();
      await heading(page, words.done).waitFor();
      const next = await codeOf(page, words);
      assert.notEqual(next, code);
      code = next;
    });

    await t.test("a closed page comes back to its code, and the next person is somebody else", async () => {
      await page.reload();
      await heading(page, words.done).waitFor();
      assert.equal(await codeOf(page, words), code);
      await button(page, words.someoneElse).click();
      await button(dialog(page, words.someoneElse), words.nextPerson).click();
      await page.getByText(words.named).waitFor();
      assert.equal(await page.getByRole("textbox", { name: words.name }).inputValue(), "");
    });
  });

  test(`dots, orders, pairs, ideas and confidence have their own ways, in ${lang}`, async (t) => {
    const open = async (kind) => {
      const { page } = await openApp(t, { lang, ...PHONE, address: LINKS[kind] });
      await button(page, words.start).click();
      return page;
    };
    const look = async (page) => {
      await expectAccessible(page);
      await expectLargeTargets(page);
      await nothingSticksOut(page);
    };

    await t.test("dots go no further than there are", async () => {
      const page = await open("dots");
      await told(page, words.left(5));
      await button(page, words.finish).click();
      await page.getByRole("alert").filter({ hasText: words.nothing }).waitFor();
      for (let left = 4; left >= 2; left -= 1) {
        await button(page, words.more).click();
        await told(page, words.left(left));
      }
      await button(page, words.more).click({ force: true });
      await told(page, words.left(2));
      await look(page);
      await button(page, words.finish).click();
      await heading(page, words.done).waitFor();
    });

    await t.test("an order is tapped, and changed by buttons and keys", async () => {
      const page = await open("ranking");
      await button(page, words.first).click();
      await button(page, words.second).click();
      await button(page, words.upwards).click();
      await told(page, words.isFirst);
      await look(page);
      const grip = page.getByRole("button", { name: startsWith(words.second) });
      await grip.focus();
      await press(page, "ArrowDown");
      await eventually(async () => assert.deepEqual(
        (await page.getByRole("list").first().getByRole("listitem").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()),
        [`1 ${words.first}`, `2 ${words.second}`],
      ));
      await eventually(async () => assert.equal(await grip.evaluate((element) => element === document.activeElement), true));
      await button(page, words.finish).click();
      await heading(page, words.done).waitFor();
    });

    await t.test("one tap answers a pair and goes on", async () => {
      const page = await open("pairs");
      await look(page);
      await button(page, words.first).click();
      await page.getByRole("progressbar", { name: /2/ }).waitFor();
      await button(page, words.neither).click();
      await page.getByRole("progressbar", { name: /3/ }).waitFor();
    });

    await t.test("the best and the worst of a few are two of them", async () => {
      const page = await open("bestWorst");
      await look(page);
      const radios = page.getByRole("radio");
      await radios.nth(0).check();
      await radios.nth(1).check();
      assert.deepEqual([await radios.nth(0).isChecked(), await radios.nth(1).isChecked()], [false, true], "one item is not both");
    });

    await t.test("ideas are written, a line each", async () => {
      const page = await open("ideas");
      await page.getByRole("textbox", { name: words.idea, exact: true }).fill("Gift wrapping 礼品包装");
      await look(page);
      await page.reload();
      await eventually(async () => assert.equal(await page.getByRole("textbox", { name: words.idea, exact: true }).inputValue(), "Gift wrapping 礼品包装"));
      await button(page, words.finish).click();
      await heading(page, words.done).waitFor();
    });

    await t.test("how sure somebody is takes one tap", async () => {
      const page = await open("confidence");
      await radio(page, words.sure).check();
      await look(page);
      await button(page, words.finish).click();
      await heading(page, words.done).waitFor();
    });
  });
}

test("a ballot is filled in without a mouse", async (t) => {
  const words = BALLOT.en;
  const { page } = await openApp(t, { address: LINKS.need });
  await button(page, words.start).focus();
  await press(page, "Enter");
  await at(page, words, 1).waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1"));
  // All answers are one stop of the Tab key; arrows choose among them, and Enter goes on.
  await press(page, "Tab", "Space", "ArrowDown", "Enter");
  await at(page, words, 2).waitFor();
  await button(page, words.back).focus();
  await press(page, "Enter");
  await at(page, words, 1).waitFor();
  assert.equal(await page.getByRole("radio", { name: startsWith("Not at all") }).isChecked(), true);
});

test("where a browser keeps and copies nothing, a ballot says so and works", async (t) => {
  const words = BALLOT.en;
  const prepare = (context) => context.addInitScript(() => {
    const refuse = { get() { throw new DOMException("blocked", "SecurityError"); } };
    Object.defineProperty(globalThis, "localStorage", refuse);
    Object.defineProperty(globalThis, "sessionStorage", refuse);
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  const { page } = await openApp(t, { ...PHONE, address: LINKS.confidence, prepare });
  await button(page, words.start).click();
  await told(page, words.notKept);
  await radio(page, words.sure).check();
  await button(page, words.finish).click();
  await button(page, words.copy).click();
  await told(page, words.notCopied);
  await expectAccessible(page);
});

test("a link that was cut says so, and switches languages", async (t) => {
  const { page } = await openApp(t, { ...PHONE, address: LINKS.estimate.slice(0, -9) });
  await page.getByRole("alert").filter({ hasText: BALLOT.en.cut }).waitFor();
  await expectAccessible(page);
  await button(page, WORDS.en.switchLanguage).click();
  await page.getByRole("alert").filter({ hasText: BALLOT["zh-CN"].cut }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
});
