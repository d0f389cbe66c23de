// Starts the browser and opens the app in it; shared by the journeys, the screenshots and the benchmarks.

import { chromium } from "playwright-core";

/** Where the app is served. */
export const APP_URL =
  process.env.STEELYARD_URL ??
  fail("STEELYARD_URL does not say where the app is served; run this through `cargo xtask`, or serve the app and set it.");

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A request to anywhere else is a failure, and must not reach the network either.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

const LAUNCH = { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS };

/** A browser without a profile of its own; `flags` are added to the usual ones. */
export const launch = (flags = []) => chromium.launch({ ...LAUNCH, args: [...FLAGS, ...flags] });

/** A browser that keeps its profile in a folder; its context is the only one. */
export const launchWithProfile = (folder, options) =>
  chromium.launchPersistentContext(folder, { ...LAUNCH, ...contextOptions(options) });

/**
 * What a visitor brings along:
 * - lang: "en" or "zh-CN"
 * - theme: "light" or "dark"
 * - viewport: { width, height }
 * - storage: what localStorage holds already, as { key: text }
 * - context: any further option of Playwright's newContext
 */
export function contextOptions({ lang = "en", theme = "light", viewport = { width: 1280, height: 800 }, storage, context } = {}) {
  const localStorage = Object.entries(storage ?? {}).map(([name, value]) => ({ name, value }));
  return {
    locale: lang,
    colorScheme: theme,
    viewport,
    reducedMotion: "reduce",
    ...(storage && { storageState: { cookies: [], origins: [{ origin: new URL(APP_URL).origin, localStorage }] } }),
    ...context,
  };
}

/** Collects, as sentences, whatever a sound app never does in this context. */
export async function watch(context) {
  const problems = [];
  const report = (problem) => problems.push(problem);

  context.on("console", (message) => {
    if (message.type() === "error") report(`the console says: ${message.text()}`);
  });
  context.on("weberror", (event) => report(`an error was not caught: ${describe(event.error())}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    const own = url.origin === new URL(APP_URL).origin || ["data:", "blob:"].includes(url.protocol);
    if (!own) report(`something was asked of another host: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Leaving a page, and saving a file, both end a request early.
    if (why !== "net::ERR_ABORTED") report(`a request failed: ${request.url()} (${why})`);
  });
  context.on("page", (page) => page.on("crash", () => report("the page crashed")));
  await context.exposeBinding("reportViolation", (_, violation) => report(`the security policy refused ${violation}`));
  await context.addInitScript(() => {
    // Workers have no document, and their violations reach the console.
    globalThis.document?.addEventListener("securitypolicyviolation", (event) => {
      globalThis.reportViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`.trim());
    });
  });
  return problems;
}

/** Goes to the app and waits until it shows something. */
export async function visit(page, address = "") {
  await page.goto(new URL(address, APP_URL).href);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

function describe(error) {
  return error?.stack ?? String(error);
}

function fail(sentence) {
  throw new Error(sentence);
}
