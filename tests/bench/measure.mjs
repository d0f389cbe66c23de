// Measures what a person feels, in milliseconds, inside a real browser.
// Functions answer with a list of samples; `summary` turns a list into its median and p95.

import { cpus } from "node:os";
import { contextOptions, launch, visit, watch } from "../e2e/browser.mjs";
import { withoutFileAccess } from "../e2e/steps.mjs";

export { launch };

/** How long a step may take before the benchmark gives up, in milliseconds. */
const PATIENCE = 60_000;

/** A page with nothing but a text field that has the focus: what browser and driver take by themselves. */
export async function bare(browser) {
  const context = await browser.newContext(contextOptions());
  await context.addInitScript(helpers);
  const page = await context.newPage();
  await page.goto("data:text/html,<input autofocus>");
  await page.getByRole("textbox").focus();
  return { page, context };
}

/** Opens the app on a wide screen; the options are those of the journeys. */
export async function open(browser, { address, ...options } = {}) {
  const context = await browser.newContext(contextOptions({ viewport: { width: 1440, height: 900 }, ...options }));
  context.setDefaultTimeout(PATIENCE);
  const problems = await watch(context);
  await withoutFileAccess(context);
  await context.addInitScript(helpers);
  const page = await context.newPage();
  await visit(page, address);
  return { page, context, problems };
}

export function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  return { n: sorted.length, median: at(0.5), p95: at(0.95), max: sorted.at(-1) };
}

/** From the start of navigation to the frame that shows `selector`, each time for a new visitor. */
export async function loadToUsable(browser, { selector = "h1", runs = 10, address, ...options } = {}) {
  const samples = [];
  for (let run = 0; run < runs; run += 1) {
    const context = await browser.newContext(contextOptions(options));
    await context.addInitScript(helpers);
    const page = await context.newPage();
    samples.push((await reload(page, { selector, address })).shown);
    await context.close();
  }
  return samples;
}

/**
 * Leaves the page and comes back: `shown` is the time from the start of navigation to the end of the frame
 * that shows `selector`; `answered` the same for the answer to a first key, which is pressed in the text
 * field of the grid as soon as rows are shown; `busy` is the main thread's work up to then.
 */
export async function reload(page, { selector, address, key } = {}) {
  await page.goto("about:blank");
  await page.addInitScript(([selector, key]) => {
    globalThis.bench.arrival ??= new Promise((resolve) => {
      const look = async () => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        const shown = await bench.afterNextPaint();
        if (!key) return resolve({ shown });
        const field = document.querySelector("[role=grid]").parentElement.querySelector("input[type=text]");
        field.focus();
        const spoken = field.getAttribute("aria-label");
        field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        const wait = async () => {
          if (field.getAttribute("aria-label") === spoken) return requestAnimationFrame(wait);
          return resolve({ shown, answered: await bench.afterThisPaint() });
        };
        requestAnimationFrame(wait);
      };
      const bench = globalThis.bench;
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
    });
  }, [selector, key]);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await visit(page, address);
  // The clock of a page starts with its navigation.
  const arrival = await page.evaluate(() => globalThis.bench.arrival);
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return { ...arrival, busy: 1000 * metrics.find(({ name }) => name === "TaskDuration").value };
}

/**
 * From each key press to the end of the first frame that is drawn after the page answered it: it
 * changed its elements or a text field, or what `watched` (a selector and an attribute) says.
 * Keys that only change others, such as Control, do not count. Answers with `samples`, with `keys`, which
 * has the key to each of them, and with the longest that the browser's own Event Timing reports.
 */
export async function keyToPaint(page, keys, { pause = 40, watched } = {}) {
  await page.evaluate((watched) => {
    const bench = globalThis.bench;
    bench.keys = [];
    bench.slowest = 0;
    const value = () => watched && document.querySelector(watched.selector)?.getAttribute(watched.attribute);
    let changed = false;
    bench.mutations = new MutationObserver(() => (changed = true));
    bench.mutations.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    bench.typed = () => (changed = true);
    bench.listen = (event) => {
      const { key, timeStamp } = event;
      if (["Control", "Shift", "Alt", "Meta"].includes(key)) return;
      const before = value();
      changed = false;
      const sample = { key, start: timeStamp, took: Number.NaN };
      bench.keys.push(sample);
      const look = async () => {
        const answered = watched ? value() !== before : changed || bench.mutations.takeRecords().length > 0;
        if (answered) sample.took = (await bench.afterThisPaint()) - timeStamp;
        else if (performance.now() - timeStamp < 3_000) return requestAnimationFrame(look);
        settle();
      };
      let settle;
      bench.answered = new Promise((resolve) => (settle = resolve));
      requestAnimationFrame(look);
    };
    addEventListener("keydown", bench.listen, true);
    addEventListener("input", bench.typed, true);
    bench.timing = new PerformanceObserver((list) => {
      const ours = ({ name, startTime }) => name === "keydown" && bench.keys.some(({ start }) => Math.abs(start - startTime) < 1);
      for (const entry of list.getEntries()) if (ours(entry)) bench.slowest = Math.max(bench.slowest, entry.duration);
    });
    bench.timing.observe({ type: "event", durationThreshold: 16 });
  }, watched);
  for (const key of keys) {
    await page.keyboard.press(key);
    // A key that came before the last one is answered would measure the queue.
    await page.evaluate(() => globalThis.bench.answered);
    await page.waitForTimeout(pause);
  }
  const { taken, slowest } = await page.evaluate(() => {
    const { keys, listen, typed, timing, mutations, slowest } = globalThis.bench;
    removeEventListener("keydown", listen, true);
    removeEventListener("input", typed, true);
    timing.disconnect();
    mutations.disconnect();
    return { taken: keys, slowest };
  });
  const unanswered = taken.filter(({ took }) => !Number.isFinite(took));
  if (unanswered.length > 0) throw new Error(`nothing answered the keys ${unanswered.map(({ key }) => key).join(" ")}`);
  return { samples: taken.map(({ took }) => took), keys: taken, slowest };
}

/**
 * From the click or key press in `act` to the end of the first frame in which the element that
 * matches `done` is there; `reset` brings the page back before the next run.
 */
export async function action(page, act, done, { runs = 15, reset = async () => {} } = {}) {
  const samples = [];
  for (let run = 0; run < runs; run += 1) {
    await page.evaluate((done) => {
      globalThis.bench.took = new Promise((resolve) => {
        const begin = ({ timeStamp }) => {
          for (const type of ["keydown", "click"]) removeEventListener(type, begin, true);
          const look = async () => {
            if (!document.querySelector(done)) return requestAnimationFrame(look);
            return resolve((await globalThis.bench.afterThisPaint()) - timeStamp);
          };
          requestAnimationFrame(look);
        };
        for (const type of ["keydown", "click"]) addEventListener(type, begin, true);
      });
    }, done);
    await act(run);
    samples.push(await page.evaluate(() => globalThis.bench.took));
    await page.waitForTimeout(60);
    await reset(run);
  }
  return samples;
}

/** The time between frames during `act`, from the second frame on. */
export async function frames(page, act) {
  await page.evaluate(() => {
    const times = (globalThis.bench.frames = []);
    const count = (time) => {
      times.push(time);
      globalThis.bench.counting = requestAnimationFrame(count);
    };
    globalThis.bench.counting = requestAnimationFrame(count);
  });
  await page.waitForTimeout(100);
  await act();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.bench.counting);
    return globalThis.bench.frames;
  });
  return times.slice(1).map((time, index) => time - times[index]).slice(1);
}

/** Turns the wheel over an element. */
export async function wheel(page, target, { steps = 90, deltaY = 300, pause = 16 } = {}) {
  await target.hover();
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, deltaY);
    await page.waitForTimeout(pause);
  }
}

/**
 * Moves an element's scroll position from one share of its way to another, a bit in each frame, as
 * dragging the bar does. (The headless browser has no scroll bar that could be dragged.)
 */
export async function dragScroll(target, { from = 0, to = 0.5, steps = 60 } = {}) {
  await target.evaluate(async (element, { from, to, steps }) => {
    const way = element.scrollHeight - element.clientHeight;
    for (let step = 0; step <= steps; step += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      element.scrollTop = way * (from + ((to - from) * step) / steps);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }, { from, to, steps });
}

/** The rows of which anything changed in the page during `act`. */
export async function rowsTouched(page, act) {
  await page.evaluate(() => {
    const touched = (globalThis.bench.touched = new Set());
    globalThis.bench.observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const row = element?.closest("[role=row]");
        if (row) touched.add(row);
      }
    });
    globalThis.bench.observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await act();
  await page.waitForTimeout(60);
  return page.evaluate(() => {
    globalThis.bench.observer.disconnect();
    return globalThis.bench.touched.size;
  });
}

/**
 * Milliseconds of the main thread that each `act` costs, whatever the screen's rhythm: `script`, and `all`
 * tasks with layout, painting and what the driver itself costs.
 */
export async function cpu(page, act, { runs = 30, reset = async () => {} } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (wanted) => 1000 * metrics.find(({ name }) => name === wanted).value;
    return { all: value("TaskDuration"), script: value("ScriptDuration") };
  };
  const samples = { all: [], script: [] };
  for (let run = 0; run < runs; run += 1) {
    const before = await spent();
    await act(run);
    await page.evaluate(() => globalThis.bench.afterNextPaint());
    const after = await spent();
    for (const name of ["all", "script"]) samples[name].push(after[name] - before[name]);
    await reset(run);
  }
  await session.detach();
  return samples;
}

/** Records a CPU profile of the main thread during `act`. */
export async function profile(page, act, { interval = 100 } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval });
  await session.send("Profiler.start");
  await act();
  const { profile } = await session.send("Profiler.stop");
  await session.detach();
  return profile;
}

/**
 * Milliseconds of a CPU profile in and below the topmost functions that lead to one of `wanted` and to none of
 * `unwanted`, which are parts of functions' names: so a part of the program is found without a name of its own.
 */
export function timeBelow({ nodes, samples, timeDeltas }, wanted, unwanted) {
  const byId = new Map(nodes.map((node) => [node.id, { ...node, own: 0 }]));
  samples.forEach((id, index) => (byId.get(id).own += timeDeltas[index] / 1000));
  const names = (node, parts) => parts.some((part) => node.callFrame.functionName.includes(part));
  const visit = (node) => {
    const below = (node.children ?? []).map((id) => visit(byId.get(id)));
    const total = node.own + below.reduce((sum, { total }) => sum + total, 0);
    const leads = names(node, wanted) || below.some(({ leads }) => leads);
    const strays = names(node, unwanted) || below.some(({ strays }) => strays);
    const found = leads && !strays ? total : below.reduce((sum, { found }) => sum + found, 0);
    return { total, leads, strays, found };
  };
  return visit(byId.get(nodes[0].id)).found;
}

/** How long the storage's own functions hold the main thread during `act`, all calls together. */
export async function storageCalls(page, act) {
  await page.evaluate(() => {
    const spent = (globalThis.bench.storage = { calls: 0, ms: 0, restore: [] });
    const wrap = (object, name) => {
      const original = object[name];
      object[name] = function (...values) {
        const start = performance.now();
        try {
          return original.apply(this, values);
        } finally {
          spent.ms += performance.now() - start;
          spent.calls += 1;
        }
      };
      spent.restore.push(() => (object[name] = original));
    };
    for (const name of ["getItem", "setItem", "removeItem", "key"]) wrap(Storage.prototype, name);
    for (const name of ["put", "add"]) wrap(IDBObjectStore.prototype, name);
    wrap(IDBDatabase.prototype, "transaction");
    wrap(BroadcastChannel.prototype, "postMessage");
  });
  await act();
  return page.evaluate(() => {
    const { calls, ms, restore } = globalThis.bench.storage;
    for (const back of restore) back();
    return { calls, ms };
  });
}

/** Bytes of the program's memory, and of the heap of JavaScript, after a collection. */
export async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  return page.evaluate(() => ({ wasm: globalThis.bench.wasm?.buffer.byteLength ?? Number.NaN, js: performance.memory.usedJSHeapSize }));
}

export function machine(browser) {
  const all = cpus();
  return { cpu: all[0]?.model.trim() ?? "unknown", cores: all.length, chromium: browser.version(), node: process.version };
}

/** Runs in the page before anything else: what the functions above need there. */
function helpers() {
  const afterThisPaint = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  globalThis.bench = {
    /** Within a frame's callback: a promise for the moment after this frame is drawn. */
    afterThisPaint,
    /** A promise for the moment after the next frame is drawn. */
    afterNextPaint: () => new Promise((resolve) => requestAnimationFrame(() => afterThisPaint().then(resolve))),
  };
  // The program's memory is to be had only while it is set up.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const made = await original.apply(WebAssembly, values);
      const { exports } = made.instance ?? made;
      if (exports.memory) globalThis.bench.wasm = exports.memory;
      return made;
    };
  }
}
