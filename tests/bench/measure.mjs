// Measures what a person feels, in milliseconds, inside a real browser.
// Functions answer with a list of samples; `summary` turns a list into its median and p95.

import { cpus } from "node:os";
import { contextOptions, launch, visit, watch } from "../e2e/browser.mjs";

export { launch };

/** Opens the app on a wide screen; the options are those of the journeys. */
export async function open(browser, { address, ...options } = {}) {
  const context = await browser.newContext(contextOptions({ viewport: { width: 1440, height: 900 }, ...options }));
  const problems = await watch(context);
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
    await context.addInitScript(afterNextPaint);
    const page = await context.newPage();
    await page.addInitScript((selector) => {
      globalThis.usable = new Promise((resolve) => {
        const look = () => {
          if (!document.querySelector(selector)) return;
          observer.disconnect();
          globalThis.afterNextPaint().then(resolve);
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true });
      });
    }, selector);
    await visit(page, address);
    // The clock of a page starts with its navigation.
    samples.push(await page.evaluate(() => globalThis.usable));
    await context.close();
  }
  return samples;
}

/** From each key press to the end of the frame that shows its effect: see `eventToPaint`. */
export async function keyToPaint(page, keys, { pause = 30 } = {}) {
  return eventToPaint(page, "keydown", async () => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(pause);
    }
  });
}

/**
 * From each event of this type, which `act` causes, to the end of the next frame. Answers with our own
 * `samples`, and with `eventTiming`, the browser's measure of the same: in steps of 8 ms, and only of
 * events that took 16 ms or more.
 */
export async function eventToPaint(page, type, act) {
  await page.evaluate(afterNextPaint);
  await page.evaluate((type) => {
    const bench = (globalThis.bench = { samples: [], eventTiming: [] });
    bench.listen = async (event) => {
      const start = event.timeStamp;
      bench.samples.push((await globalThis.afterNextPaint()) - start);
    };
    addEventListener(type, bench.listen, true);
    bench.observer = new PerformanceObserver((list) => {
      bench.eventTiming.push(...list.getEntries().filter(({ name }) => name === type).map(({ duration }) => duration));
    });
    bench.observer.observe({ type: "event", durationThreshold: 16 });
  }, type);
  await act();
  await page.waitForTimeout(100);
  return page.evaluate((type) => {
    const { samples, eventTiming, listen, observer } = globalThis.bench;
    removeEventListener(type, listen, true);
    observer.disconnect();
    return { samples, eventTiming };
  }, type);
}

/**
 * From a press (a key's or a pointer's) in `act` to the first frame that shows an element matching
 * the selector `done`; `reset` brings the page back before the next run.
 */
export async function action(page, act, done, { runs = 15, reset = async () => {} } = {}) {
  const samples = [];
  await page.evaluate(afterNextPaint);
  for (let run = 0; run < runs; run += 1) {
    await page.evaluate((done) => {
      globalThis.took = new Promise((resolve) => {
        const begin = ({ timeStamp }) => {
          for (const type of ["keydown", "pointerdown"]) removeEventListener(type, begin, true);
          const look = async () => {
            if (!document.querySelector(done)) return requestAnimationFrame(look);
            return resolve((await globalThis.afterNextPaint()) - timeStamp);
          };
          // Not before the app has heard the event itself.
          setTimeout(look);
        };
        for (const type of ["keydown", "pointerdown"]) addEventListener(type, begin, true);
      });
    }, done);
    await act();
    samples.push(await page.evaluate(() => globalThis.took));
    await reset();
  }
  return samples;
}

/** The time between frames while the wheel turns over an element, without the first frames. */
export async function scrollFrames(page, target, { steps = 60, deltaY = 400, pause = 16 } = {}) {
  await target.hover();
  await page.evaluate(() => {
    const frames = (globalThis.frames_ = []);
    const count = (time) => {
      frames.push(time);
      globalThis.counting = requestAnimationFrame(count);
    };
    globalThis.counting = requestAnimationFrame(count);
  });
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, deltaY);
    await page.waitForTimeout(pause);
  }
  const times = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.counting);
    return globalThis.frames_;
  });
  return times.slice(1).map((time, index) => time - times[index]).slice(3);
}

/**
 * Milliseconds of the main thread that `act` costs, whatever the screen's rhythm. What the driver itself
 * costs there is part of it, so compare, and do not quote alone.
 */
export async function cpu(page, act, { runs = 10, reset = async () => {} } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const samples = [];
  for (let run = 0; run < runs; run += 1) {
    const before = await spent();
    await act();
    samples.push((await spent()) - before);
    await reset();
  }
  await session.detach();
  return samples;
}

export function machine(browser) {
  const all = cpus();
  return { cpu: all[0]?.model.trim() ?? "unknown", cores: all.length, chromium: browser.version(), node: process.version };
}

/** Runs in the page: gives it a promise for the moment after the next frame is on the screen. */
function afterNextPaint() {
  globalThis.afterNextPaint = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
}
