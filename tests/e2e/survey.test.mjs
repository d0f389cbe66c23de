// A respondent with a phone: open the link, answer, pass the code on. Nothing is sent anywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, cell, dialog, eventually, filterBy, openPanel, openSample, press, startsWith, told } from "./steps.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, context: { hasTouch: true, isMobile: true, permissions: ["clipboard-read", "clipboard-write"] } };

/** The features of the sample study. */
const FEATURES = 12;

const SURVEY = {
  en: {
    surveyLink: "Survey link",
    welcome: "A few questions about features",
    start: "Start",
    goOn: "Go on",
    with: startsWith("With it"),
    without: startsWith("Without it"),
    important: startsWith("How important is"),
    like: "I like it",
    dislike: "I dislike it",
    seven: startsWith("7 Very important"),
    two: "2",
    next: "Next",
    back: "Back",
    skip: "Skip this one",
    finish: "Finish",
    progress: (at) => `${at} of ${FEATURES}`,
    missing: "Please answer both questions, or skip this one.",
    importanceMissing: "Please also say how important it is",
    resumed: "Welcome back.",
    done: "Done. Thank you!",
    code: "Your answer code",
    copy: "Copy the code",
    copied: "The code was copied.",
    asLink: "Copy as a link",
    linkCopied: "The link was copied.",
    showQr: "Show as a QR code",
    qr: "QR code of your answers",
    skipped: (count) => `You answered ${count} of ${FEATURES}.`,
    nothing: "You have not answered anything yet",
    change: "Change my answers",
    again: "Start again",
    collect: "Collect answers",
    takeIn: "Take the answers in",
    taken: "Answers taken in: 1 added",
    cut: "The end of this link is missing",
    byHand: "chosen by hand",
    reverse: startsWith("R · Reverse"),
  },
  "zh-CN": {
    surveyLink: "问卷链接",
    welcome: "几个关于功能的问题",
    start: "开始",
    goOn: "继续",
    with: startsWith("有此功能"),
    without: startsWith("没有此功能"),
    important: /对您有多重要/,
    like: "我喜欢",
    dislike: "我不喜欢",
    seven: startsWith("7 非常重要"),
    two: "2",
    next: "下一题",
    back: "上一题",
    skip: "跳过此题",
    finish: "完成",
    progress: (at) => `第 ${at} 个，共 ${FEATURES} 个`,
    missing: "请回答这两个问题，或跳过此题。",
    importanceMissing: "请同时选择重要程度",
    resumed: "欢迎回来",
    done: "完成，谢谢！",
    code: "您的答案码",
    copy: "复制答案码",
    copied: "答案码已复制。",
    asLink: "以链接形式复制",
    linkCopied: "链接已复制。",
    showQr: "显示二维码",
    qr: "您的答案二维码",
    skipped: (count) => `您回答了 ${FEATURES} 个中的 ${count} 个`,
    nothing: "您还没有作答",
    change: "修改我的回答",
    again: "重新开始",
    collect: "收集回答",
    takeIn: "计入回答",
    taken: "已计入回答：新增 1 位",
    cut: "链接不完整",
    byHand: "手动选择",
    reverse: startsWith("R · 反向"),
  },
};

/** The end of the survey's link, from the study of the sample. */
async function surveyAddress(t, lang) {
  const { page } = await openApp(t, { lang });
  await openSample(page, WORDS[lang]);
  await page.evaluate(() => { location.hash = "#/kano"; });
  const link = await page.getByRole("textbox", { name: SURVEY[lang].surveyLink, exact: true }).inputValue();
  return { page, address: link.slice(link.indexOf("#")) };
}

const group = (page, name) => page.getByRole("group", { name });
const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const at = (page, words, step) => page.getByRole("progressbar", { name: words.progress(step), exact: true });
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Taps an answer to each question of the step. */
async function answer(page, words) {
  await group(page, words.with).getByRole("radio", { name: words.like, exact: true }).check();
  await group(page, words.without).getByRole("radio", { name: words.dislike, exact: true }).check();
  await group(page, words.important).getByRole("radio", { name: words.seven }).check();
}

/** Goes from the step where it is to the end by skipping. */
async function skipFrom(page, words, step) {
  for (let now = step; now <= FEATURES; now += 1) {
    await at(page, words, now).waitFor();
    await button(page, words.skip).click();
  }
  await heading(page, words.done).waitFor();
}

async function nothingSticksOut(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${wide} px on a screen of ${room} px`);
}

/** Every answer is large enough for a finger. */
async function expectLargeTargets(page) {
  const sizes = await page.getByRole("radio").evaluateAll((radios) => radios.map((radio) => {
    const { width, height } = radio.closest("label").getBoundingClientRect();
    return Math.min(width, height);
  }));
  assert.ok(sizes.length >= 10 && sizes.every((size) => size >= 44), sizes.join());
}

for (const lang of ["en", "zh-CN"]) {
  const words = SURVEY[lang];

  test(`a respondent answers on a phone, and the code arrives, in ${lang}`, async (t) => {
    const { page: desk, address } = await surveyAddress(t, lang);
    const { page } = await openApp(t, { lang, ...PHONE, address });

    await t.test("the welcome explains, in the reader's language", async () => {
      await heading(page, words.welcome).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      await expectAccessible(page);
      await nothingSticksOut(page);
      await page.getByRole("radio").first().check();
      await button(page, words.start).click();
    });

    await t.test("nobody goes on by accident", async () => {
      await at(page, words, 1).waitFor();
      await expectAccessible(page);
      await expectLargeTargets(page);
      await nothingSticksOut(page);
      await button(page, words.next).click();
      await page.getByText(words.missing).waitFor();
      await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.type), "radio"));
      await group(page, words.with).getByRole("radio", { name: words.like, exact: true }).check();
      await group(page, words.without).getByRole("radio", { name: words.dislike, exact: true }).check();
      await button(page, words.next).click();
      await page.getByText(words.importanceMissing).waitFor();
      await group(page, words.important).getByRole("radio", { name: words.two, exact: true }).check();
      await button(page, words.next).click();
    });

    await t.test("the next step starts at its heading, and the way back keeps the answers", async () => {
      await at(page, words, 2).waitFor();
      await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1"));
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
      await button(page, words.back).click();
      await at(page, words, 1).waitFor();
      assert.equal(await page.getByRole("radio", { checked: true }).count(), 3);
      await button(page, words.next).click();
      await at(page, words, 2).waitFor();
    });

    await t.test("a reload in the middle loses nothing", async () => {
      await answer(page, words);
      await page.reload();
      await page.getByRole("status").filter({ hasText: words.resumed }).waitFor();
      await at(page, words, 2).waitFor();
      assert.equal(await page.getByRole("radio", { checked: true }).count(), 3);
      await button(page, words.next).click();
    });

    await t.test("features can be skipped, and the end says so", async () => {
      await skipFrom(page, words, 3);
      await page.getByText(words.skipped(2)).waitFor();
      await expectAccessible(page);
      await nothingSticksOut(page);
    });

    let code;
    await t.test("the code is shown, copied, and drawn", async () => {
      await button(page, words.copy).click();
      await told(page, words.copied);
      code = await copied(page);
      assert.match(code, /^K1[0-9A-Za-z]{20,58}$/);
      const shown = await page.getByRole("region", { name: words.code, exact: true }).innerText();
      assert.ok(shown.replace(/\s/g, "").includes(code), shown);
      await button(page, words.showQr).click();
      await page.getByRole("img", { name: words.qr, exact: true }).waitFor();
      await expectAccessible(page);
      await nothingSticksOut(page);
      await button(page, words.asLink).click();
      await told(page, words.linkCopied);
      const link = await copied(page);
      assert.ok(link.endsWith(`#a=${code}`) && link.startsWith("http"), link);
    });

    await t.test("the link back brings the answers to the study", async () => {
      await desk.evaluate((code) => { location.hash = `#a=${code}`; }, code);
      const collecting = dialog(desk, words.collect);
      await button(collecting, words.takeIn).click();
      await told(desk, words.taken);
    });

    await t.test("whoever starts again is somebody else", async () => {
      await button(page, words.again).click();
      await button(dialog(page, words.again), words.again).click();
      await heading(page, words.welcome).waitFor();
      await page.reload();
      await heading(page, words.welcome).waitFor();
      await button(page, words.start).click();
      await at(page, words, 1).waitFor();
      assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
      await answer(page, words);
      await button(page, words.next).click();
      await skipFrom(page, words, 2);
      await button(page, words.copy).click();
      await told(page, words.copied);
      assert.notEqual(await copied(page), code);
    });
  });

  test(`where a Kano category comes from is told, and filtered by, in ${lang}`, async (t) => {
    const app = WORDS[lang];
    const { page } = await openApp(t, { lang });
    await openSample(page, app);
    const open = await openPanel(page, app, app.sampleTitle);
    await open.getByLabel(app.kano, { exact: true }).selectOption("R");
    await open.getByText(words.byHand).waitFor();
    const kano = await cell(page, app, app.sampleTitle, app.kano);
    await eventually(async () => assert.match(await kano.getAttribute("title"), new RegExp(words.byHand)));
    await filterBy(page, app.kano).click();
    await page.getByRole("checkbox", { name: words.reverse }).check();
    await press(page, "Escape");
    await eventually(async () => {
      const letters = await page.getByRole("gridcell").filter({ hasText: /^[MOAIRQ]$/ }).allInnerTexts();
      assert.ok(letters.length > 0 && letters.every((letter) => letter.trim() === "R"), letters.join());
    });
  });
}

test("a survey is answered without a mouse", async (t) => {
  const words = SURVEY.en;
  const { address } = await surveyAddress(t, "en");
  const { page } = await openApp(t, { address });
  await button(page, words.start).focus();
  await press(page, "Enter");
  await at(page, words, 1).waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1"));
  // Each group is one stop of the Tab key; arrows choose in it, and Enter goes on.
  await press(page, "Tab", "Space", "Tab", "Space", "ArrowDown", "Tab", "Space", "ArrowRight", "Enter");
  await at(page, words, 2).waitFor();
  await button(page, words.back).focus();
  await press(page, "Enter");
  await at(page, words, 1).waitFor();
  assert.deepEqual(
    await page.getByRole("radio", { checked: true }).evaluateAll((radios) => radios.map(({ value }) => value)),
    ["1", "2", "2"],
  );
});

test("who skips everything gets no code", async (t) => {
  const words = SURVEY.en;
  const { address } = await surveyAddress(t, "en");
  const { page } = await openApp(t, { ...PHONE, address });
  await button(page, words.start).click();
  await skipFrom(page, words, 1);
  await page.getByText(words.nothing).waitFor();
  assert.equal(await button(page, words.copy).count(), 0);
  await button(page, words.change).click();
  await at(page, words, 1).waitFor();
});

test("a link that was cut says so, and switches languages", async (t) => {
  const { address } = await surveyAddress(t, "en");
  const { page } = await openApp(t, { ...PHONE, address: address.slice(0, -9) });
  await page.getByRole("alert").filter({ hasText: SURVEY.en.cut }).waitFor();
  await expectAccessible(page);
  await button(page, WORDS.en.switchLanguage).click();
  await page.getByRole("alert").filter({ hasText: SURVEY["zh-CN"].cut }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
});
