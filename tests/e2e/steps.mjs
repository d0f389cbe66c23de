// What people do in the app, in either language: the words on the screen, and the steps the journeys share.

import assert from "node:assert/strict";

/** The words by which the journeys find things, per language of the browser. */
export const WORDS = {
  en: {
    other: "zh-CN",
    sample: "Try with sample data",
    sampleTitle: "Guest checkout",
    importItems: "Import items…",
    importTitle: "Import items",
    import: "Import",
    newItem: "New item",
    newItemTitle: "New item",
    openFile: "Open a plan file…",
    saveFile: "Save a plan file",
    saveFileAs: "Save as a new file…",
    exportCsv: "Export items as CSV",
    newPlan: "New plan",
    plans: "Plans",
    settings: "Plan settings…",
    settingsTitle: "Plan settings",
    shortcuts: "Keyboard shortcuts",
    columns: "Columns",
    menu: "Menu",
    theme: "Appearance",
    dark: "Dark",
    light: "Light",
    switchLanguage: "切换到中文",
    itemsHeading: "Items",
    bin: "Recycle bin",
    binEmpty: "The recycle bin is empty.",
    restore: "Restore",
    delete: "Delete",
    duplicate: "Duplicate",
    close: "Close",
    apply: "Apply",
    undo: "Undo",
    undoPrefix: "Undo: ",
    redoPrefix: "Redo: ",
    paste: "Paste cells here",
    read: "Read the pasted cells",
    chooseFile: "Choose a file…",
    columnHolds: "Column holds",
    problems: (count) => `${count} cells need a look; everything else comes in as it is.`,
    importCount: (count) => `Import ${count} items`,
    nothingNew: (count) => `${count} unchanged`,
    countItems: (count) => `${count} items`,
    unscored: (count) => `${count} without a score`,
    unscoredGroup: "Not scored yet",
    search: "Search items",
    selectAll: "Select all items",
    select: (title) => `Select “${title}”`,
    bulkEdit: "Edit…",
    bulkValue: "New value",
    addTag: "Add a tag",
    tagFilter: "Tag",
    statusFilter: "Status",
    areaFilter: "Area",
    clearFilters: "Clear filters",
    order: "Order",
    byHand: "By hand",
    dragHandle: "Drag to move",
    moveLeft: (column) => `Move left: ${column}`,
    title: "Title",
    kano: "Kano",
    rankRange: "Rank range",
    reach: "Reach",
    impact: "Impact",
    confidence: "Confidence",
    effort: "Effort",
    status: "Status",
    area: "Area",
    owner: "Owner",
    tags: "Tags",
    description: "Description",
    comment: "Comment",
    addComment: "Add a comment",
    addLink: "Add a link",
    linkTitle: "Link text",
    linkUrl: "Address",
    openLink: "Open link",
    addRequester: "Add a requester",
    requesterName: "Name",
    low: "Low",
    likely: "Likely",
    high: "High",
    closeItem: "Close item",
    openItem: "Open item",
    commands: "Commands",
    palettePrompt: "Type a command in English or Chinese",
    planTitle: "Plan title",
    notANumber: /is not a number that can be used/,
    moreThanZero: /must be more than 0/,
    keptHere: /Kept in this browser/,
  },
  "zh-CN": {
    other: "en",
    sample: "用示例数据试试",
    sampleTitle: "游客结算",
    importItems: "导入需求…",
    importTitle: "导入需求",
    import: "导入",
    newItem: "新建需求",
    newItemTitle: "新需求",
    openFile: "打开计划文件…",
    saveFile: "保存计划文件",
    saveFileAs: "另存为新文件…",
    exportCsv: "导出需求 CSV",
    newPlan: "新建计划",
    plans: "计划",
    settings: "计划设置…",
    settingsTitle: "计划设置",
    shortcuts: "键盘快捷键",
    columns: "列",
    menu: "菜单",
    theme: "外观",
    dark: "深色",
    light: "浅色",
    switchLanguage: "Switch to English",
    itemsHeading: "需求池",
    bin: "回收站",
    binEmpty: "回收站是空的。",
    restore: "恢复",
    delete: "删除",
    duplicate: "复制",
    close: "关闭",
    apply: "应用",
    undo: "撤销",
    undoPrefix: "撤销：",
    redoPrefix: "重做：",
    paste: "在此粘贴单元格",
    read: "读取粘贴的内容",
    chooseFile: "选择文件…",
    columnHolds: "该列是",
    problems: (count) => `${count} 个单元格需要留意，其余内容照常导入。`,
    importCount: (count) => `导入 ${count} 个需求`,
    nothingNew: (count) => `${count} 个不变`,
    countItems: (count) => `${count} 个需求`,
    unscored: (count) => `${count} 个未评分`,
    unscoredGroup: "尚未评分",
    search: "搜索需求",
    selectAll: "全选",
    select: (title) => `选择“${title}”`,
    bulkEdit: "批量编辑…",
    bulkValue: "新值",
    addTag: "添加标签",
    tagFilter: "标签",
    statusFilter: "状态",
    areaFilter: "领域",
    clearFilters: "清除筛选",
    order: "排序",
    byHand: "手动排序",
    dragHandle: "拖动排序",
    moveLeft: (column) => `左移: ${column}`,
    title: "标题",
    kano: "Kano",
    rankRange: "名次区间",
    reach: "触达",
    impact: "影响",
    confidence: "信心",
    effort: "工作量",
    status: "状态",
    area: "领域",
    owner: "负责人",
    tags: "标签",
    description: "描述",
    comment: "评论",
    addComment: "添加评论",
    addLink: "添加链接",
    linkTitle: "链接文字",
    linkUrl: "网址",
    openLink: "打开链接",
    addRequester: "添加提出人",
    requesterName: "姓名",
    low: "低",
    likely: "可能",
    high: "高",
    closeItem: "关闭需求",
    openItem: "打开需求",
    commands: "命令",
    palettePrompt: "输入命令，中英文皆可",
    planTitle: "计划标题",
    notANumber: /不是可用的数字/,
    moreThanZero: /必须大于 0/,
    keptHere: /保存在此浏览器中/,
  },
};

/** Awaits that a check, given as assertions, comes true. */
export async function eventually(check, patience = 6_000) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}

/** Matches a name that starts with this text, whatever follows it. */
export const startsWith = (text) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\…]/g, "\\$&")}`);

export const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" });
/** The button that opens a filter, such as “Area: All”. */
export const filterBy = (page, name) => page.getByRole("button", { name: new RegExp(`^${name}[:：]`) });
export const grid = (page) => page.getByRole("grid");
export const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });
export const panel = (page) => page.getByRole("complementary");

/** The row of an item, by its title. */
export const row = (page, words, title) =>
  page.getByRole("row").filter({ has: page.getByRole("checkbox", { name: words.select(title), exact: true }) });

/** The place of a column, from 0, by its heading. */
export async function columnAt(page, heading) {
  const header = page.getByRole("columnheader", { name: startsWith(heading) }).first();
  return Number(await header.getAttribute("aria-colindex")) - 1;
}

/** A cell, by the item's title and the column's heading. */
export async function cell(page, words, title, heading) {
  return row(page, words, title).getByRole("gridcell").nth(await columnAt(page, heading));
}

/** Awaits what a cell says. */
export async function expectCell(page, words, title, heading, text) {
  await eventually(async () => {
    const found = await (await cell(page, words, title, heading)).innerText();
    assert.equal(found.replace(/±/g, "").trim(), text, `${heading} of ${title}`);
  });
}

/** The names of the columns, left to right. */
export const headings = (page) =>
  page.getByRole("columnheader").evaluateAll((all) => all.map((header) => header.innerText.trim().split("\n")[0].trim()));

/** The titles of the first rows, top to bottom. */
export async function titles(page, words, count = 5) {
  const at = await columnAt(page, words.title);
  return grid(page).getByRole("row").evaluateAll(
    (rows, [at, count]) =>
      rows
        .filter((row) => Number(row.getAttribute("aria-rowindex")) > 1)
        .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
        .slice(0, count)
        .map((row) => row.children[at]?.innerText.trim() ?? ""),
    [at, count],
  );
}

/** What a screen reader says of the cell that has the focus. */
export const spoken = (page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

/** Awaits that the focus is on a cell, such as “Reach, Guest checkout: 1,200”. */
export async function expectAt(page, ...parts) {
  await eventually(async () => {
    const said = (await spoken(page)) ?? "";
    for (const part of parts) assert.ok(said.includes(part), `the focus is on “${said}”, not on “${parts.join(" … ")}”`);
  });
}

/** Makes an item of that title. What is typed before its cell is open goes nowhere, as with people. */
export async function addItem(page, words, title) {
  await button(page, words.newItem).first().click();
  await expectAt(page, words.title, words.newItemTitle);
  await page.keyboard.type(title);
  await press(page, "Enter");
  await row(page, words, title).waitFor();
}

/** Awaits that the focus is on something that can have it. */
export async function expectFocus(page, where) {
  await eventually(async () => {
    const lost = await page.evaluate(() => document.activeElement === document.body || document.activeElement === null);
    assert.equal(lost, false, `the focus is lost ${where}`);
  }, 2_000);
}

/** Presses keys one after another. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens the sample from the first screen. */
export async function openSample(page, words) {
  await button(page, words.sample).click();
  await grid(page).waitFor();
}

/** Chooses from the menu of the header. */
export async function choose(page, words, name) {
  await button(page, words.menu).click();
  await page.getByRole("menuitem", { name: startsWith(name) }).first().click();
}

/** Opens the panel of an item. */
export async function openPanel(page, words, title) {
  await (await cell(page, words, title, words.title)).click();
  await page.keyboard.press("Alt+Enter");
  const found = panel(page);
  await found.waitFor();
  return found;
}

/** Types into a text field and leaves it. */
export async function fill(field, text) {
  await field.fill(text);
  await field.blur();
}

/** Awaits that the last message contains these words. */
export const told = (page, text) => page.getByRole("status").filter({ hasText: text }).first().waitFor();

/** Awaits that the header says that everything is kept. */
export const kept = (page, words) => page.getByRole("button", { name: words.keptHere }).waitFor();

/** Has no chooser for files to save to, so that files are downloaded, as in most browsers. */
export const withoutFileAccess = (context) =>
  context.addInitScript(() => {
    delete globalThis.showSaveFilePicker;
    delete Window.prototype.showSaveFilePicker;
  });

/** The lines of a CSV file without the byte order mark. */
export const lines = (text) => text.replace(/^\u{feff}/u, "").trimEnd().split("\r\n");
