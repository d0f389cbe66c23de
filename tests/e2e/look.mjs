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
