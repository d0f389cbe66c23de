// Heavy work beside the page: who does it, and what happens when they cannot.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { WORDS, eventually, openSample } from "./steps.mjs";

const en = WORDS.en;

/** Opens the page that simulates the order, and answers with what it says when all draws are made. */
async function simulated(page) {
  await openSample(page, en);
  await page.evaluate(() => { location.hash = "#/trade-off/certainty"; });
  return settled(page);
}

/** What the page says once nothing is under way any more. */
async function settled(page) {
  const results = page.getByRole("region", { name: "Results", exact: true });
  await results.waitFor();
  await eventually(async () => assert.equal(await results.getAttribute("aria-busy"), "false"));
  return results.getByRole("table").first().innerText();
}

test("the order is simulated in a worker, which the page's policy lets start", async (t) => {
  const { page } = await openApp(t);
  assert.equal(page.workers().length, 0, "none is started before there is work for it");
  await simulated(page);
  assert.equal(page.workers().length, 1);
});

test("the page simulates by itself where it can have no worker, and comes to the same", async (t) => {
  const { page } = await openApp(t);
  const { page: alone } = await openApp(t, { prepare: (context) => context.addInitScript(() => { delete globalThis.Worker; }) });
  assert.equal(await simulated(alone), await simulated(page));
  assert.equal(alone.workers().length, 0);
});

test("a worker that has stopped is replaced when there is work again", async (t) => {
  const { page } = await openApp(t);
  const before = await simulated(page);
  const gone = new Promise((resolve) => page.workers()[0].once("close", resolve));
  await page.workers()[0].evaluate(() => { setTimeout(() => { throw new Error("out of order"); }); });
  await gone;
  assert.equal(await page.locator("#rescue").isVisible(), false, "the page itself is sound");
  await page.getByRole("checkbox", { name: "Assume ranges" }).click();
  await eventually(async () => assert.notEqual(await settled(page), before));
  assert.equal(page.workers().length, 1);
});
