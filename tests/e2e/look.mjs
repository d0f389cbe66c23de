// Takes screenshots of named states, in every size, theme and language, into target/look/.
// Arguments narrow them down: `cargo xtask look items zh dark` takes only those that match all words.
// The word "full" takes whole pages instead of what fits on the screen.

import { mkdir } from "node:fs/promises";
import { contextOptions, launch, visit, watch } from "./browser.mjs";

// Each state has a name and brings an opened app into it.
const button = (page, name) => page.getByRole("button", { name });
const sample = async (page) => {
  await button(page, /Try with sample data|用示例数据试试/).click();
  await page.getByRole("grid").waitFor();
  // The rank ranges come from a simulation.
  await page.getByRole("gridcell", { name: "…", exact: true }).first().waitFor({ state: "detached" });
};
const table = (count) => {
  const areas = ["Checkout", "Search", "Payments", "Account"];
  const row = (at) => {
    const title = at % 3 === 0 ? `需求 ${at} 一键复购` : `Idea ${at} for a faster ${areas[at % 4].toLowerCase()}`;
    const effort = at % 17 === 0 ? "" : 0.5 + (at % 9) / 2;
    return [title, areas[at % 4], (at * 7919) % 9000, [0.25, 0.5, 1, 2, 3][at % 5], `${[50, 80, 100][at % 3]}%`, effort].join(",");
  };
  return ["Title,Area,Reach,Impact,Confidence,Effort", ...Array.from({ length: count }, (_, at) => row(at + 1))].join("\n");
};
const importing = async (page, text) => {
  await button(page, /^Import items|^导入需求/).click();
  await page.getByLabel(/Paste cells here|在此粘贴单元格/).fill(text);
  await button(page, /Read the pasted cells|读取粘贴的内容/).click();
};
const many = (count) => async (page) => {
  await importing(page, table(count));
  await button(page, /Import [\d,]+ items|导入 [\d,]+ 个需求/).click();
  await page.getByRole("grid").waitFor();
};
const menu = (name) => async (page) => {
  await sample(page);
  await button(page, /^(Menu|菜单)$/).click();
  await page.getByRole("menuitem", { name }).click();
};
const kano = (path, then = async () => {}) => async (page) => {
  await sample(page);
  await page.evaluate((path) => { location.hash = `#/${path}`; }, path);
  await page.locator(".kano-screen").waitFor();
  await then(page);
};
const screen = (path, then = async () => {}) => async (page) => {
  await sample(page);
  await page.evaluate((path) => { location.hash = `#/${path}`; }, path);
  await page.locator(".tradeoff, .roadmap, .decisions").first().waitFor();
  await then(page);
};
// A plan of any size whose items serve needs and goals, dropped onto the page as a file.
/** Presses Draft, and waits for the draft and a while for the frontier. */
async function drafted(page) {
  await page.locator(".side button.button--primary").first().click();
  await page.waitForTimeout(9_000);
}

const weighed = (count, path) => async (page) => {
  const level = (at, place) => [0, 1, 2, 3, -1, 2, 1][(at * (place + 3) + place * 5) % 7];
  const items = Array.from({ length: count }, (_, at) => ({
    id: `i${at}`,
    key: `SY-${at + 1}`,
    title: at % 3 === 0 ? `需求 ${at} 一键复购` : `Idea ${at} for a faster checkout`,
    scores: { rice: { reach: { low: 100, likely: 300 + ((at * 7919) % 9000), high: 12000 }, impact: 1 + (at % 3), confidence: 0.8, effort: 0.5 + (at % 9) / 2 } },
    needs: { n1: level(at, 1), n2: level(at, 2), n3: level(at >> 3, 4) },
    goals: { g1: level(at, 3), g2: level(at >> 2, 6) },
    ...(at % 2 === 0 ? { kano: { category: "MOAI"[(at >> 1) % 4], source: "manual" } } : {}),
  }));
  const needs = [["n1", "Pay without typing", 5], ["n2", "下单前看清总价", 3], ["n3", "Receive it when it suits", 2]];
  const goals = [["g1", "Conversion +2 points", 3], ["g2", "Fewer refunds", 2]];
  const side = (list) => list.map(([id, title, weight]) => ({ id, title, weight }));
  const plan = { format: "steelyard-plan", version: 1, id: "p_look", title: "Large plan", needs: side(needs), goals: side(goals), items };
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "large.steelyard.json", { type: "application/json" }));
    document.querySelector(".app").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
  }, JSON.stringify(plan));
  await page.getByRole("grid").waitFor();
  await page.evaluate((path) => { location.hash = `#/${path}`; }, path);
  await page.locator(".tradeoff, .roadmap, .decisions").first().waitFor();
  await page.waitForTimeout(2500);
};
const survey = (then = async () => {}) => kano("kano", async (page) => {
  const link = await page.getByRole("textbox", { name: /^(Survey link|问卷链接)$/ }).inputValue();
  await page.evaluate((hash) => { location.hash = hash; }, link.slice(link.indexOf("#")));
  await button(page, /^(Start|开始)$/).waitFor();
  await then(page);
});
const BROKEN = table(12).replace(/80%/, "very sure").replace("0.5\n", "0\n") + "\nLate idea,Search,many,9,50%,1\n";

const STATES = [
  { name: "start", async show() {} },
  { name: "kano-study", show: kano("kano") },
  { name: "kano-answers", show: kano("kano/answers") },
  { name: "kano-room", show: kano("kano/answers", (page) => button(page, /^(Answer on this device|在本设备上作答)$/).click()) },
  { name: "kano-hand", show: kano("kano/answers", (page) => button(page, /^(Enter answers by hand|手工录入回答)$/).click()) },
  { name: "kano-codes", show: kano("kano/answers", (page) => button(page, /^(Paste answer codes|粘贴答案码)$/).first().click()) },
  { name: "kano-analysis", show: kano("kano/analysis") },
  { name: "kano-card", show: kano("kano/analysis", (page) => page.locator(".kano-table button").nth(6).click()) },
  { name: "tradeoff", show: screen("trade-off") },
  { name: "tradeoff-why", show: screen("trade-off", (page) => page.locator(".order__why").nth(1).click()) },
  { name: "tradeoff-needs", show: screen("trade-off/needs") },
  { name: "tradeoff-compare", show: screen("trade-off/needs", (page) => button(page, /^(Find weights by comparison|通过比较得出权重)$/).first().click()) },
  { name: "tradeoff-contributions", show: screen("trade-off/contributions") },
  { name: "tradeoff-certainty", show: screen("trade-off/certainty", (page) => page.waitForTimeout(2500)) },
  { name: "tradeoff-check", show: screen("trade-off/check") },
  { name: "roadmap", show: screen("roadmap") },
  { name: "roadmap-drafted", show: screen("roadmap", drafted) },
  { name: "roadmap-board", show: screen("roadmap/board") },
  { name: "roadmap-list", show: screen("roadmap/list") },
  { name: "roadmap-scenarios", show: screen("roadmap/scenarios", (page) => page.waitForTimeout(4000)) },
  { name: "roadmap-tracking", show: screen("roadmap/tracking") },
  { name: "roadmap-setup", show: screen("roadmap/setup") },
  { name: "roadmap-empty", async show(page) { await page.evaluate(() => { location.hash = "#/roadmap/setup"; }); await page.locator(".roadmap").waitFor(); } },
  { name: "roadmap-2000", show: weighed(2000, "roadmap") },
  { name: "decisions", show: screen("decisions") },
  { name: "tradeoff-empty", async show(page) { await page.evaluate(() => { location.hash = "#/trade-off"; }); await page.locator(".tradeoff, .roadmap, .decisions").first().waitFor(); } },
  { name: "weigh-3", show: weighed(3, "trade-off") },
  { name: "weigh-60", show: weighed(60, "trade-off") },
  { name: "weigh-2000", show: weighed(2000, "trade-off") },
  { name: "contributions-2000", show: weighed(2000, "trade-off/contributions") },
  { name: "certainty-2000", show: weighed(2000, "trade-off/certainty") },
  { name: "survey", show: survey() },
  { name: "survey-step", show: survey((page) => button(page, /^(Start|开始)$/).click()) },
  { name: "items", show: sample },
  { name: "many", show: many(2000) },
  {
    name: "panel",
    async show(page) {
      await sample(page);
      await page.getByRole("gridcell").nth(2).dblclick();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Alt+Enter");
      await page.getByRole("complementary").waitFor();
    },
  },
  {
    name: "edit",
    async show(page) {
      await sample(page);
      await page.getByRole("row").nth(4).getByRole("gridcell").nth(5).dblclick();
    },
  },
  {
    name: "selection",
    async show(page) {
      await sample(page);
      for (const at of [2, 4, 5]) await page.getByRole("row").nth(at).getByRole("checkbox").click();
    },
  },
  { name: "import", async show(page) { await button(page, /^Import items|^导入需求/).click(); } },
  { name: "mapping", async show(page) { await importing(page, BROKEN); } },
  {
    name: "palette",
    async show(page) {
      await sample(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("listbox").waitFor();
    },
  },
  { name: "plans", show: menu(/^(Plans|计划)( |$)/) },
  { name: "settings", show: menu(/Plan settings|计划设置/) },
  { name: "columns", show: menu(/^(Columns|列)/) },
  { name: "shortcuts", show: menu(/Keyboard shortcuts|键盘快捷键/) },
  {
    name: "bin",
    async show(page) {
      await sample(page);
      await page.getByRole("row").nth(2).getByRole("checkbox").click();
      await button(page, /^(Delete|删除)$/).click();
      await page.getByRole("link", { name: /Recycle bin|回收站/ }).click();
    },
  },
  {
    name: "menu",
    async show(page) {
      await sample(page);
      await button(page, /^(Menu|菜单)$/).click();
    },
  },
];

const VIEWPORTS = [
  { name: "wide", width: 1440, height: 900 },
  { name: "middle", width: 1024, height: 768 },
  { name: "phone", width: 390, height: 844 },
];
const THEMES = ["light", "dark"];
const LANGS = [
  { name: "en", lang: "en" },
  { name: "zh", lang: "zh-CN" },
];

const FOLDER = "target/look";
const words = process.argv.slice(2);
const fullPage = words.includes("full");
const filters = words.filter((word) => word !== "full");

await mkdir(FOLDER, { recursive: true });
const browser = await launch();
let taken = 0;
let failed = 0;
for (const state of STATES) {
  for (const viewport of VIEWPORTS) {
    for (const theme of THEMES) {
      for (const { name: language, lang } of LANGS) {
        const traits = [state.name, viewport.name, `${viewport.width}x${viewport.height}`, theme, language];
        if (!filters.every((word) => traits.includes(word))) continue;
        const path = `${FOLDER}/${state.name}.${viewport.name}.${theme}.${language}.png`;
        const context = await browser.newContext(contextOptions({ lang, theme, viewport, storage: state.storage }));
        const problems = await watch(context);
        try {
          const page = await context.newPage();
          await visit(page, state.address);
          await state.show(page);
          await page.screenshot({ path, fullPage, animations: "disabled", caret: "initial" });
          console.log(path);
          taken += 1;
        } catch (error) {
          problems.push(`it could not be brought about: ${error.message}`);
        }
        await context.close();
        for (const problem of problems) console.log(`  ${state.name}: ${problem}`);
        failed += problems.length > 0 ? 1 : 0;
      }
    }
  }
}
await browser.close();
console.log(`${taken} screenshots are in ${FOLDER}/.`);
if (taken === 0 && failed === 0) console.log(`No state matches "${filters.join(" ")}"; there are ${STATES.map(({ name }) => name).join(", ")}.`);
process.exitCode = failed > 0 || taken === 0 ? 1 : 0;
