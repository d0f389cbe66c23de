// Measures the built app and prints a table; `cargo xtask bench`.
//
// Words choose scenarios by name, numbers choose sizes: `cargo xtask bench items 10000`.
// With --json the numbers go into target/bench.json too. With --profile CPU profiles of edits go into
// target/bench.<items>.cpuprofile. It fails for no number: a time that is missed is marked, and judged by people.

import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WORDS, button, cell, choose, columnAt, dialog, eventually, grid, kept, press } from "../e2e/steps.mjs";
import * as measure from "./measure.mjs";
import { answersFile, plannedPlanFile, planFile, surveyedPlanFile, weighedPlanFile, workshopPlanFile } from "./plans.mjs";

const words = WORDS.en;
const SIZES = [1_000, 10_000];
const ROWS = "[role=grid] [role=gridcell]";
/** The rows of the Kano analysis; the page of answers has a table of the same looks. */
const RESULTS = "div.kano-table tbody tr";

// What each scenario answers with: { what, samples, target }. A target names the most that median, p95 or
// max may be, in milliseconds; `unit` is for what is no time.
const SCENARIOS = [
  {
    name: "floor",
    async run(browser) {
      const { page, context } = await measure.bare(browser);
      const { samples } = await measure.keyToPaint(page, Array.from({ length: 60 }, (_, at) => String(at % 10)));
      await context.close();
      return [{ what: "digit typed into an empty page's text field: what no app can beat", samples }];
    },
  },
  {
    name: "load",
    async run(browser) {
      return [{ what: "first visit, start to painted", samples: await measure.loadToUsable(browser, { runs: 10 }), target: { median: 1_000 } }];
    },
  },
  {
    name: "stored",
    sized: true,
    async run(browser, size) {
      const { page, context } = await stored(browser, size);
      const shown = [];
      const busy = [];
      const answered = [];
      let memory;
      for (let run = 0; run < 10; run += 1) {
        const load = await measure.reload(page, { selector: ROWS, key: "ArrowDown" });
        shown.push(load.shown);
        answered.push(load.answered);
        busy.push(load.busy);
        memory = await measure.memory(page);
      }
      await context.close();
      const target = size === 1_000 ? { median: 1_000 } : undefined;
      return [
        { what: "stored plan, start to painted rows", samples: shown },
        { what: "the same, to the first key answered", samples: answered, target },
        { what: "main thread busy until then", samples: busy },
        { what: "WASM memory after loading", samples: [memory.wasm / 2 ** 20], unit: "MB" },
        { what: "JavaScript heap after loading", samples: [memory.js / 2 ** 20], unit: "MB" },
      ];
    },
  },
  {
    name: "keys",
    sized: true,
    async run(browser, size) {
      const { page, context } = await stored(browser, size);
      await measure.reload(page, { selector: ROWS });
      const at = await columnAt(page, words.reach);
      const start = async () => {
        await page.keyboard.press("Escape");
        await page.getByRole("gridcell").first().click();
        await press(page, "Control+ArrowUp", "Home", ...Array(at).fill("ArrowRight"));
        await page.waitForTimeout(300);
      };
      await start();
      const key = { median: 16, p95: 50 };
      const moves = await measure.keyToPaint(page, [...Array(60).fill("ArrowDown"), ...Array(20).fill(["ArrowRight", "ArrowLeft"]).flat()]);
      const pages = await measure.keyToPaint(page, Array(30).fill("PageDown"));
      await start();
      const digits = Array.from({ length: 60 }, (_, index) => String(1 + (index % 9)));
      const edits = await measure.keyToPaint(page, digits.flatMap((digit) => [digit, "Enter"]), { pause: 60 });
      const undos = await measure.keyToPaint(page, Array(60).fill("Control+z"), { pause: 60 });
      const of = (found, wanted) => found.keys.filter(({ key }) => wanted(key)).map(({ took }) => took);
      await context.close();
      const digit = (key) => /^\d$/.test(key);
      return [
        { what: "arrow key to painted cell", samples: of(moves, () => true), target: key },
        { what: "PageDown to painted rows", samples: of(pages, () => true), target: key },
        { what: "digit typed into a Reach cell, to painted", samples: of(edits, digit), target: key },
        { what: "Enter, to the painted new value", samples: of(edits, (key) => key === "Enter"), target: key },
        { what: "Ctrl+Z, to the painted old value", samples: of(undos, (key) => key === "z"), target: key },
        { what: "slowest of these keys by Event Timing (steps of 8)", samples: [Math.max(moves.slowest, pages.slowest, edits.slowest)], target: { max: 50 } },
      ];
    },
  },
  {
    name: "edit",
    sized: true,
    async run(browser, size) {
      const { page, context } = await stored(browser, size);
      await measure.reload(page, { selector: ROWS });
      const RUNS = 30;
      const first = page.getByRole("row").nth(3).getByRole("gridcell");
      const type = (column, text) => async () => {
        await first.nth(column).click();
        await page.keyboard.type(text());
        await page.waitForTimeout(40);
      };
      const commit = () => page.keyboard.press("Tab");
      let number = 0;
      const digits = () => String(1_000 + ((number += 7) % 7_000));
      const reach = await columnAt(page, words.reach);
      const owner = await columnAt(page, words.owner);
      // Rows that change when one cell does: by its own row alone, and with ranks that move.
      const rowsOfOwner = [];
      const rowsOfReach = [];
      for (let run = 0; run < RUNS; run += 1) {
        await type(owner, () => `Ann ${(number += 1)}`)();
        rowsOfOwner.push(await measure.rowsTouched(page, commit));
        await type(reach, digits)();
        rowsOfReach.push(await measure.rowsTouched(page, commit));
      }
      const next = type(reach, digits);
      await next();
      const cost = await measure.cpu(page, commit, { runs: RUNS, reset: next });
      const arrow = await measure.cpu(page, () => page.keyboard.press("ArrowDown"), { runs: RUNS });
      await next();
      const storage = [];
      const saving = [];
      for (let run = 0; run < RUNS; run += 1) {
        const { ms } = await measure.storageCalls(page, commit);
        storage.push(ms);
        await next();
      }
      // One profile holds several edits, so that each of the functions looked for is met in it.
      for (let round = 0; round < 6; round += 1) {
        const profile = await measure.profile(page, async () => {
          for (let edit = 0; edit < 10; edit += 1) {
            await commit();
            await next();
          }
        });
        saving.push(measure.timeBelow(profile, SAVING, DRAWING) / 10);
      }
      if (options.includes("--profile")) {
        const profile = await measure.profile(page, async () => {
          for (let run = 0; run < RUNS; run += 1) {
            await commit();
            await next();
          }
        });
        await mkdir("target", { recursive: true });
        await writeFile(`target/bench.${size}.cpuprofile`, JSON.stringify(profile));
      }
      await context.close();
      return [
        { what: "one edit: scripts on the main thread", samples: cost.script },
        { what: "one edit: all of the main thread, with layout and painting", samples: cost.all },
        { what: "one arrow key: all of the main thread, to compare", samples: arrow.all },
        { what: "one edit: saving it (means of 10, by CPU profile)", samples: saving, target: { median: 2 } },
        { what: "one edit: of that, inside the browser's storage functions", samples: storage },
        { what: "rows touched by an edit that moves no rank", samples: rowsOfOwner, unit: "rows", target: { max: 1 } },
        { what: "rows touched by an edit that moves ranks", samples: rowsOfReach, unit: "rows" },
      ];
    },
  },
  {
    name: "order",
    sized: true,
    async run(browser, size) {
      const { page, context } = await stored(browser, size);
      await measure.reload(page, { selector: ROWS });
      const heading = async (name) => {
        const header = page.getByRole("columnheader", { name: new RegExp(`^${name}`) }).first();
        return { at: await header.getAttribute("aria-colindex"), press: header.getByRole("button") };
      };
      const [title, reach, area, score] = await Promise.all([words.title, words.reach, words.area, "RICE"].map(heading));
      const sorted = ({ at }) => `[role=columnheader][aria-colindex="${at}"][aria-sort]`;
      const byScore = async () => {
        await score.press.click();
        await page.locator(sorted(score)).waitFor();
        await page.waitForTimeout(60);
      };
      const most = { p95: 100 };
      const by = async (column) => measure.action(page, () => column.press.click(), sorted(column), { runs: 20, reset: byScore });
      const byReach = await by(reach);
      const byTitle = await by(title);
      const byArea = await by(area);
      const back = await measure.action(page, () => score.press.click(), sorted(score), {
        runs: 20,
        reset: async () => {
          await reach.press.click();
          await page.locator(sorted(reach)).waitFor();
          await page.waitForTimeout(60);
        },
      });
      await byScore();
      await page.getByRole("textbox", { name: words.search }).or(page.getByRole("searchbox", { name: words.search })).first().click();
      const keys = Array.from({ length: 12 }, (_, at) => [...String(123 + 61 * at), "Backspace", "Backspace", "Backspace"]).flat();
      const filter = await measure.keyToPaint(page, keys, { pause: 80, watched: { selector: "[role=grid]", attribute: "aria-rowcount" } });
      const words_ = "checkout".split("");
      const letters = await measure.keyToPaint(page, [...words_, ...words_.map(() => "Backspace")], { pause: 80 });
      await context.close();
      return [
        { what: "sort by Reach, click to painted", samples: byReach, target: most },
        { what: "sort by Title", samples: byTitle, target: most },
        { what: "sort by Area", samples: byArea, target: most },
        { what: "back to the order by score", samples: back, target: most },
        { what: "key typed into the search, to painted rows (digits)", samples: filter.samples, target: most },
        { what: "the same with letters", samples: letters.samples, target: most },
      ];
    },
  },
  {
    name: "scroll",
    sized: true,
    async run(browser, size) {
      const { page, context } = await stored(browser, size);
      await measure.reload(page, { selector: ROWS });
      const scroller = grid(page).locator("xpath=..");
      const steps = await measure.frames(page, () => measure.wheel(page, scroller));
      const cost = await measure.cpu(page, () => page.mouse.wheel(0, 300), { runs: 40 });
      await scroller.evaluate((element) => (element.scrollTop = 0));
      const drag = await measure.frames(page, () => measure.dragScroll(scroller));
      const back = await measure.frames(page, () => measure.dragScroll(scroller, { from: 0.5, to: 0 }));
      await context.close();
      const frame = { p95: 20, max: 50 };
      const over = (list) => list.filter((time) => time > 50).length;
      return [
        { what: "wheel: time between frames", samples: steps, target: frame },
        { what: "wheel: main thread per step", samples: cost.all },
        { what: "drag to the middle: time between frames", samples: drag, target: frame },
        { what: "drag back to the top: time between frames", samples: back, target: frame },
        { what: "frames over 50 ms in all of that", samples: [over(steps) + over(drag) + over(back)], unit: "frames", target: { max: 0 } },
      ];
    },
  },
  {
    name: "beam",
    async run(browser) {
      const rows = [];
      for (const size of [60, 500, 2_000]) {
        const { page, context } = await weighed(browser, size, "trade-off");
        await page.getByRole("slider", { name: "Need share", exact: true }).focus();
        const keys = [...Array(40).fill("ArrowRight"), ...Array(40).fill("ArrowLeft")];
        const painted = await measure.keyToPaint(page, keys, { pause: 80 });
        let right = false;
        const cost = await measure.cpu(page, () => page.keyboard.press((right = !right) ? "ArrowRight" : "ArrowLeft"), { runs: 40 });
        await context.close();
        rows.push({ what: `beam: one step with ${size} items, key to paint`, samples: painted.samples });
        rows.push({ what: `beam: the same, scripts of the main thread`, samples: cost.script, target: size === 500 ? { median: 8 } : undefined });
      }
      return rows;
    },
  },
  {
    name: "simulation",
    async run(browser) {
      return [
        { what: "simulation: 10,000 draws of 200 items, wish to last figure", samples: await simulation(browser, 200, 10), target: { median: 150 } },
        { what: "simulation: 10,000 draws of 2,000 items", samples: await simulation(browser, 2_000, 3), target: { median: 3_000 } },
      ];
    },
  },
  {
    name: "workshop",
    async run(browser) {
      return reveal(browser, 500, 40);
    },
  },
  {
    name: "roadmap",
    async run(browser) {
      const rows = [];
      // Three problems, the same at every run: a search may be lucky with one.
      const proofs = [];
      for (const count of [39, 40, 41]) {
        const { context, side } = await planned(browser, count);
        const { took } = await drafted(side, 30_000);
        proofs.push(took);
        await context.close();
      }
      rows.push({ what: "draft of about 40 items, 4 periods, 3 teams: wish to proof", samples: proofs, target: { median: 5_000, max: 5_000 } });
      for (const count of [80, 150]) {
        const { page, context, side } = await planned(browser, count);
        const { took } = await drafted(side, 10_000);
        const found = await againstHighs(page, count);
        await context.close();
        rows.push({ what: `draft of ${count} items: wish to plan, ended after 10 s`, samples: [took] });
        if (found.faults !== 0) throw new Error(`the draft of ${count} items breaks ${found.faults} rules`);
        if (found.highs === undefined) {
          process.stderr.write("highspy is not installed (pip install highspy), so nothing was compared with HiGHS\n");
          continue;
        }
        const short = (1 - found.value / found.highs) * 100;
        rows.push({ what: `draft of ${count} items: short of what HiGHS finds in 60 s`, samples: [short], unit: "%", target: { max: 0.1 } });
      }
      for (const count of [40, 80, 150]) rows.push(...(await priced(browser, count)));
      rows.push(...(await frontier(browser, 60)));
      rows.push(...(await largest(browser)));
      return rows;
    },
  },
  {
    name: "kano",
    async run(browser) {
      // The usual study: all of the analysis, as scripts of the main thread while its page is drawn.
      const { page, context } = await surveyed(browser, 1_000, 30);
      const pages = page.getByRole("navigation", { name: "Kano", exact: true });
      const results = page.locator(RESULTS);
      const toAnswers = async () => {
        await pages.getByRole("link", { name: "Answers", exact: true }).click();
        await results.first().waitFor({ state: "detached" });
        await page.waitForTimeout(100);
      };
      const analysis = pages.getByRole("link", { name: "Analysis", exact: true });
      await toAnswers();
      const shown = await measure.action(page, () => analysis.click(), RESULTS, { runs: 12, reset: toAnswers });
      const cost = await measure.cpu(page, async () => {
        await analysis.click();
        await results.first().waitFor();
      }, { runs: 12, reset: toAnswers });
      // One respondent less, or again: what was counted before holds no longer, so all answers are counted and analysed
      // from the beginning. Undo does so on the page of the analysis itself, which is redrawn and not built.
      await toAnswers();
      await button(page, /^Remove r/).first().click();
      await analysis.click();
      await results.first().waitFor();
      await page.waitForTimeout(1_000);
      const shares = () => page.locator("svg.kano-bar").first().getAttribute("aria-label");
      const before = await shares();
      await page.keyboard.press("Control+z");
      await eventually(async () => { if ((await shares()) === before) throw new Error("nothing was counted anew"); });
      let undone = true;
      const again = await measure.cpu(page, () => page.keyboard.press((undone = !undone) ? "Control+z" : "Control+Shift+z"), { runs: 12 });
      // Another evaluation table reads the same counts in another way.
      const table = page.getByRole("combobox", { name: "Evaluation table", exact: true });
      const tables = await table.locator("option").evaluateAll((options) => options.map(({ value }) => value));
      let turn = 0;
      const other = await measure.cpu(page, () => table.selectOption(tables[(turn += 1) % tables.length]), { runs: 12 });
      await context.close();
      return [
        { what: "1,000 respondents × 30 features: click on Analysis, to the painted table", samples: shown },
        { what: "the same: scripts of the main thread, drawing of table and plots among them", samples: cost.script },
        { what: "the same after a change of the answers: counted, analysed, drawn and kept, scripts of the main thread", samples: again.script, target: { median: 50 } },
        { what: "the same counts by another evaluation table: scripts of the main thread", samples: other.script },
        ...(await largestStudy(browser, 20_000, 30)),
      ];
    },
  },
  {
    name: "files",
    sized: true,
    async run(browser, size) {
      const { page, context } = await stored(browser, size);
      // The link is made anew with each choice of what goes out; what it says is a property of a field.
      const links = [];
      if (size <= 1_000) {
        const { page, context } = await stored(browser, 200);
        // The link is made after a pause in choosing, which is no part of making it.
        await page.evaluate(() => {
          const later = globalThis.setTimeout;
          globalThis.setTimeout = (act, wait, ...rest) => later(act, wait === 300 ? 0 : wait, ...rest);
          location.hash = "#/share";
        });
        await page.getByRole("textbox", { name: "Link to the plan", exact: true }).waitFor();
        await page.waitForTimeout(1_000);
        const descriptions = page.getByRole("checkbox", { name: /^Descriptions/ });
        for (let run = 0; run < 12; run += 1) {
          await page.evaluate(() => {
            const field = [...document.querySelectorAll("input, textarea")].find(({ value }) => value.includes("#p="));
            const before = field.value;
            globalThis.bench.took = new Promise((resolve) => {
              addEventListener("click", ({ timeStamp }) => {
                const { port1, port2 } = new MessageChannel();
                const look = () => {
                  const found = [...document.querySelectorAll("input, textarea")].find(({ value }) => value.includes("#p="));
                  if (found && found.value !== before) resolve(performance.now() - timeStamp);
                  else port2.postMessage(null);
                };
                port1.onmessage = look;
                look();
              }, { capture: true, once: true });
            });
          });
          await descriptions.click();
          links.push(await page.evaluate(() => globalThis.bench.took));
          await page.waitForTimeout(300);
        }
        await context.close();
      }
      const [written, read, busyWriting, busyReading] = [[], [], [], []];
      for (let run = 0; run < 3; run += 1) {
        await page.evaluate(() => { location.hash = "#/share"; });
        const save = page.getByRole("button", { name: /^Save: Spreadsheet/ }).first();
        await save.waitFor();
        await page.waitForTimeout(3_000);
        let file;
        const writing = await longest(page, async () => {
          const start = performance.now();
          const [saved] = await Promise.all([page.waitForEvent("download"), save.click()]);
          written.push(performance.now() - start);
          file = await saved.path();
        });
        busyWriting.push(writing);
        await page.evaluate(() => { location.hash = "#/items"; });
        await grid(page).waitFor();
        await button(page, words.import).click();
        const importing = dialog(page, words.importTitle);
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), importing.getByText(words.chooseFile).click()]);
        const bytes = await readFile(file);
        const reading = await longest(page, async () => {
          const start = performance.now();
          await chooser.setFiles({ name: "items.xlsx", mimeType: "", buffer: bytes });
          await importing.getByRole("region", { name: "Preview", exact: true }).waitFor();
          read.push(performance.now() - start);
          // The rows become items after that.
          await importing.getByText(words.nothingNew(size >= 1_000 ? size.toLocaleString("en") : size)).waitFor();
        });
        busyReading.push(reading);
        await button(importing, words.close).click();
        await importing.waitFor({ state: "detached" });
      }
      await context.close();
      const rows = [
        { what: "XLSX written, click to saved file", samples: written, target: { median: 2_000 } },
        { what: "longest task of the page meanwhile", samples: busyWriting, target: { max: 50 } },
        { what: "XLSX read, chosen to its rows on the screen", samples: read, target: { median: 2_000 } },
        { what: "longest task of the page until they are items", samples: busyReading, target: { max: 50 } },
      ];
      return links.length === 0 ? rows : [{ what: "link of 200 items, click to its text in the field", samples: links, target: { median: 50 } }, ...rows];
    },
  },
];

/** The app with a plan to be drafted, at its timeline. */
async function planned(browser, count, ...size) {
  const opened = await measure.open(browser);
  const { page } = opened;
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, words, words.openFile)]);
  await chooser.setFiles({ name: `planned-${count}.steelyard.json`, mimeType: "application/json", buffer: Buffer.from(plannedPlanFile(count, ...size)) });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/roadmap"; });
  const side = page.getByRole("complementary", { name: "Draft and frontier", exact: true });
  await side.waitFor();
  await page.waitForTimeout(2_000);
  return { ...opened, side };
}

/** Presses Draft, takes the best so far when the time is up, and says how long it took. */
async function drafted(side, most) {
  const start = performance.now();
  await side.getByRole("button", { name: /^Draft( again)?$/ }).click();
  const done = side.getByText(/^(Optimal: no plan is worth more|Best found)/).first();
  await done.waitFor({ timeout: most }).catch(async () => {
    await side.getByRole("button", { name: "Use the best so far", exact: true }).click();
    await done.waitFor();
  });
  return { took: performance.now() - start, said: await done.innerText() };
}

/** What the plan on the page is worth, and what HiGHS makes of the same problem. */
async function againstHighs(page, count) {
  const [download] = await Promise.all([page.waitForEvent("download"), choose(page, words, words.saveFile)]);
  const path = `target/bench.planned-${count}.steelyard.json`;
  await download.saveAs(path);
  const found = spawnSync("python3", ["tests/bench/draft_against_highs.py", path, "60"], { encoding: "utf8" });
  if (found.status !== 0) throw new Error(found.stderr);
  // HiGHS says its own name first, whatever it is asked to keep to itself.
  return JSON.parse(found.stdout.trim().split("\n").at(-1));
}

/** How long a move by hand waits for what it costs: for the first figure, and for the last one. */
async function priced(browser, count) {
  const { page, context, side } = await planned(browser, count);
  await drafted(side, 10_000);
  const card = page.getByRole("table", { name: "Timeline", exact: true }).getByRole("button", { name: /^(?!Show|Fold)/ }).first();
  await card.focus();
  const start = performance.now();
  await page.keyboard.press("Alt+ArrowRight");
  await page.locator(".move__price").first().waitFor({ timeout: 60_000 });
  const first = performance.now() - start;
  // The line that it is being worked out goes with the last figure.
  await page.locator(".move > [aria-hidden]").first().waitFor({ state: "detached", timeout: 60_000 });
  const last = performance.now() - start;
  await context.close();
  return [
    { what: `a move among ${count} items: key to the first figure of what it costs`, samples: [first], target: { max: 1_000 } },
    { what: `a move among ${count} items: key to the last one`, samples: [last], target: { max: 5_000 } },
  ];
}

/** How long the frontier of so many items takes, to its first dots and to its last. */
async function frontier(browser, count) {
  const { page, context, side } = await planned(browser, count);
  const show = side.getByRole("button", { name: "Show the frontier", exact: true });
  const start = performance.now();
  await show.click();
  await page.locator(".frontier__dot").first().waitFor({ timeout: 60_000 });
  const first = performance.now() - start;
  await side.getByRole("button", { name: "Stop", exact: true }).waitFor({ state: "detached", timeout: 120_000 });
  const last = performance.now() - start;
  const dots = await page.locator(".frontier__dot").count();
  await context.close();
  return [
    { what: `frontier of ${count} items: wish to first dots`, samples: [first], target: { max: 1_000 } },
    { what: `frontier of ${count} items: wish to the last of 11 shares`, samples: [last], target: { max: 20_000 } },
    { what: `frontier of ${count} items: plans on it`, samples: [dots], unit: "plans" },
  ];
}

/** 500 items in 12 periods: the page answers while the plan is drawn and while it is drafted. */
async function largest(browser) {
  const { page, context, side } = await planned(browser, 500, 12, 3);
  await side.getByRole("button", { name: /^Draft( again)?$/ }).click();
  const frames = await measure.frames(page, () => page.waitForTimeout(10_000));
  const start = performance.now();
  await side.getByRole("button", { name: "Use the best so far", exact: true }).click();
  await side.getByText(/^(Optimal|Best found)/).first().waitFor({ timeout: 30_000 });
  const taken = performance.now() - start;
  await context.close();
  return [
    { what: "500 items in 12 periods: time between frames while drafting", samples: frames, target: { p95: 50, max: 1_000 } },
    { what: "500 items in 12 periods: best so far taken, to painted", samples: [taken], target: { max: 1_000 } },
  ];
}

/** The largest study: the page answers while it is read and while it is counted. */
async function largestStudy(browser, respondents, features) {
  const name = `${respondents.toLocaleString("en")} respondents × ${features} features`;
  const { page, context } = await surveyed(browser, 1, features);
  const [read, taken, counted] = [[], [], []];
  const [busyReading, busyTaking, busyCounting] = [[], [], []];
  // By its path: a content that is handed over goes through a script of the page, which would be measured with it.
  const folder = await mkdtemp(join(tmpdir(), "steelyard-"));
  const csv = join(folder, "answers.csv");
  await writeFile(csv, answersFile(respondents, features));
  const go = async (path, shown) => {
    await page.evaluate((path) => { location.hash = `#/${path}`; }, path);
    await shown.first().waitFor();
    await page.waitForTimeout(1_000);
  };
  const results = page.locator(RESULTS);
  await go("kano/answers", button(page, "Import answers"));
  await button(page, "Import answers").first().click();
  const collecting = dialog(page, "Collect answers");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), collecting.getByText(words.chooseFile).click()]);
  const importing = dialog(page, "Import answers");
  const take = button(importing, `Import the answers of ${respondents.toLocaleString("en")} respondents`);
  busyReading.push(await longest(page, async () => {
    const start = performance.now();
    await chooser.setFiles(csv);
    await eventually(async () => { if ((await take.getAttribute("aria-disabled")) === "true") throw new Error("still reading"); }, 60_000);
    read.push(performance.now() - start);
  }));
  // The step, and keeping it: all of these answers are one change.
  busyTaking.push(await longest(page, async () => {
    const start = performance.now();
    await take.click();
    await importing.waitFor({ state: "detached" });
    taken.push(performance.now() - start);
    // A browser may have no room for so many answers, which is no matter of speed.
    await kept(page, words).catch(() => process.stderr.write("the answers were not kept in this browser\n"));
    await page.waitForTimeout(3_000);
  }));
  for (let run = 0; run < 5; run += 1) {
    busyCounting.push(await longest(page, async () => {
      const start = performance.now();
      await page.evaluate(() => { location.hash = "#/kano/analysis"; });
      await results.first().waitFor();
      counted.push(performance.now() - start);
    }));
    await go("kano/answers", button(page, "Import answers"));
  }
  await rm(folder, { recursive: true });
  // Typing in the grid of the same plan: its study is not looked at.
  await go("items", grid(page));
  await page.getByRole("gridcell").first().click();
  const at = await columnAt(page, words.reach);
  await press(page, "Control+ArrowUp", "Home", ...Array(at).fill("ArrowRight"));
  const typed = await measure.keyToPaint(page, Array.from({ length: 20 }, (_, index) => [String(1 + (index % 9)), "Enter"]).flat(), { pause: 80 });
  await context.close();
  return [
    { what: `${name}: CSV read, chosen to what it comes to`, samples: read },
    { what: "longest task of the page meanwhile", samples: busyReading, target: { max: 50 } },
    { what: `${name}: taken in, click to closed dialog`, samples: taken },
    { what: "longest task of the page until all of it is kept, the first snapshot of it among them", samples: busyTaking, target: { max: 50 } },
    { what: `${name}: analysed, to its table`, samples: counted },
    { what: "longest task of the page meanwhile, drawing of table and plots among it", samples: busyCounting, target: { max: 50 } },
    { what: `${name} in the plan: key in the grid, to painted`, samples: typed.samples, target: { p95: 50 } },
  ];
}

/** The app with a Kano study of so many respondents, at its analysis. */
async function surveyed(browser, respondents, features) {
  const opened = await measure.open(browser);
  const { page } = opened;
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, words, words.openFile)]);
  await chooser.setFiles({ name: `surveyed-${respondents}.steelyard.json`, mimeType: "application/json", buffer: Buffer.from(surveyedPlanFile(respondents, features)) });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/kano/analysis"; });
  await page.locator(RESULTS).first().waitFor();
  await page.waitForTimeout(2_000);
  return opened;
}

/** A round is revealed: its results at once, what settling them could change beside the page. */
async function reveal(browser, size, items) {
  const { page, context } = await measure.open(browser);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, words, words.openFile)]);
  await chooser.setFiles({ name: `workshop-${size}.steelyard.json`, mimeType: "application/json", buffer: Buffer.from(workshopPlanFile(size, items)) });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/workshop"; });
  const press_ = button(page, "Reveal");
  await press_.waitFor();
  await page.waitForTimeout(2_000);
  const weighed = page.getByText("In the order of how much settling them could change.");
  const hide = async () => {
    await press(page, "Control+z");
    await press_.waitFor();
    await page.waitForTimeout(500);
  };
  const shown = await measure.action(page, () => press_.click(), ".result", { runs: 8, reset: hide });
  const [settled, busy, edits] = [[], [], []];
  for (let run = 0; run < 8; run += 1) {
    await hide();
    busy.push(await longest(page, async () => {
      const start = performance.now();
      await press_.click();
      await weighed.waitFor();
      settled.push(performance.now() - start);
    }));
    // A point that is parked has nothing to do with the order.
    await page.getByRole("textbox", { name: "Park a point" }).fill(`Point ${run}`);
    edits.push(await longest(page, async () => {
      await press(page, "Enter");
      await page.getByText(`Point ${run}`).waitFor();
    }));
    await press(page, "Control+z");
  }
  await context.close();
  const name = `reveal of ${items} items, 30 people, ${size} items in the plan`;
  return [
    { what: `${name}: click to painted results`, samples: shown, target: { median: 200 } },
    { what: "the same: click to the order by what settling them could change", samples: settled, target: { median: 1_000 } },
    { what: "longest task of the page meanwhile", samples: busy, target: { max: 200 } },
    { what: "longest task of the page when a point is parked", samples: edits, target: { max: 100 } },
  ];
}

/**
 * How long a simulation of 10,000 draws takes, from the wish to the last figure on the screen. Ranges are assumed in
 * every run, of another width each time: the same question in all of them, and no answer that is remembered.
 */
async function simulation(browser, size, runs) {
  const { page, context } = await weighed(browser, size, "trade-off/certainty");
  const results = page.getByRole("region", { name: "Results", exact: true });
  const settled = () => eventually(async () => { if ((await results.getAttribute("aria-busy")) !== "false") throw new Error("still busy"); }, 60_000);
  await results.waitFor();
  await settled();
  await page.getByRole("checkbox", { name: /^Assume ranges/ }).check();
  await page.getByText("How wide", { exact: true }).click();
  const width = page.getByLabel("Medium, 65% or more", { exact: true });
  await width.waitFor();
  await settled();
  const samples = [];
  for (let run = 0; run < runs; run += 1) {
    samples.push(await width.evaluate((field, ratio) => new Promise((resolve) => {
      field.focus();
      field.value = ratio;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const start = performance.now();
      let began = false;
      const look = () => {
        const busy = document.querySelector(".certainty__results")?.getAttribute("aria-busy");
        began ||= busy === "true";
        if (began && busy === "false") resolve(performance.now() - start);
        else requestAnimationFrame(look);
      };
      // What is typed counts when the field is left.
      field.blur();
      requestAnimationFrame(look);
    }), String(2 + (run + 1) / 100)));
    await settled();
  }
  await context.close();
  return samples;
}

/** The app with a plan of so many items that are weighed, at a screen of the trade-off. */
async function weighed(browser, size, path) {
  const opened = await measure.open(browser);
  const { page } = opened;
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, words, words.openFile)]);
  await chooser.setFiles({ name: `weighed-${size}.steelyard.json`, mimeType: "application/json", buffer: Buffer.from(weighedPlanFile(size)) });
  await grid(page).waitFor();
  await page.evaluate((path) => { location.hash = `#/${path}`; }, path);
  await page.locator(".tradeoff").waitFor();
  await page.waitForTimeout(2_000);
  return opened;
}

/** Functions of the browser that only saving calls, and those that only drawing calls. */
const SAVING = ["setItem", "postMessage", "_put_"];
const DRAWING = ["setAttribute", "setProperty", "appendChild", "insertBefore", "nodeValue", "scrollTop", "(idle)", "(program)"];

/** The longest time, in milliseconds, for which the page answered nobody during `act`; 0 where none was above 50. */
async function longest(page, act) {
  await page.evaluate(() => {
    globalThis.bench.longest = 0;
    globalThis.bench.tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.bench.longest = Math.max(globalThis.bench.longest, duration);
    });
    globalThis.bench.tasks.observe({ type: "longtask" });
  });
  await act();
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    globalThis.bench.tasks.disconnect();
    return globalThis.bench.longest;
  });
}

/** The app with a plan of so many items in its storage, and all columns on. */
async function stored(browser, size) {
  const opened = await measure.open(browser);
  const { page } = opened;
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, words, words.openFile)]);
  await chooser.setFiles({ name: `bench-${size}.steelyard.json`, mimeType: "application/json", buffer: Buffer.from(planFile(size)) });
  await grid(page).waitFor();
  await button(page, words.columns).click();
  const boxes = dialog(page, words.columns).getByRole("checkbox");
  // The dialog is a part of the program that is fetched only now.
  await boxes.first().waitFor();
  for (let at = 0; at < (await boxes.count()); at += 1) if (await boxes.nth(at).isEnabled()) await boxes.nth(at).check();
  await page.keyboard.press("Escape");
  await dialog(page, words.columns).waitFor({ state: "detached" });
  await kept(page, words);
  // What is due in idle time is done, and in IndexedDB.
  await page.waitForTimeout(3_000);
  return opened;
}

const args = process.argv.slice(2);
const options = args.filter((word) => word.startsWith("--"));
const sizes = args.filter((word) => /^\d+$/.test(word)).map(Number);
const names = args.filter((word) => !word.startsWith("--") && !/^\d+$/.test(word));
const browser = await measure.launch();
const about = measure.machine(browser);
const rows = [];
for (const { name, sized, run } of SCENARIOS) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const size of sized ? (sizes.length > 0 ? sizes : SIZES) : [undefined]) {
    process.stderr.write(`${name}${size ? ` with ${size} items` : ""}…\n`);
    try {
      for (const { what, samples, unit = "ms", target = {} } of await run(browser, size)) {
        if (samples.length === 0) throw new Error(`"${what}" was measured no time at all`);
        const found = measure.summary(samples);
        const missed = Object.entries(target).filter(([name, most]) => !(found[name] <= most)).map(([name]) => name);
        rows.push({ scenario: name, size, what, unit, ...found, target, missed });
      }
    } catch (error) {
      // What was measured before, and what comes after, is worth its minutes all the same.
      process.stderr.write(`${name} did not come to its end: ${error.stack}\n`);
      process.exitCode = 1;
    }
  }
}
await browser.close();

const shown = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
const words_of = (target) => Object.entries(target).map(([name, most]) => `${name} ≤ ${most}`).join(", ");
console.log(`\n${about.cpu}, ${about.cores} cores, Chromium ${about.chromium}, headless; milliseconds where nothing else is said\n`);
console.log("| items | what | n | median | p95 | max | target | |\n|---:|---|---:|---:|---:|---:|---|---|");
for (const { size, what, unit, n, median, p95, max, target, missed } of rows) {
  const verdict = missed.length > 0 ? `**missed** (${missed.join(", ")})` : Object.keys(target).length > 0 ? "met" : "";
  const name = unit === "ms" ? what : `${what}, ${unit}`;
  console.log(`| ${size ?? ""} | ${name} | ${n} | ${[median, p95, max].map(shown).join(" | ")} | ${words_of(target)} | ${verdict} |`);
}

if (options.includes("--json")) {
  await mkdir("target", { recursive: true });
  await writeFile("target/bench.json", `${JSON.stringify({ machine: about, rows }, null, 2)}\n`);
  console.log("\nThe numbers are in target/bench.json.");
}
