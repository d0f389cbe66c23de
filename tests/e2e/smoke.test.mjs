import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";
import { eventually } from "./steps.mjs";

for (const lang of ["en", "zh-CN"]) {
  for (const theme of ["light", "dark"]) {
    test(`the app opens in ${lang}, ${theme}`, async (t) => {
      const { page } = await openApp(t, { lang, theme });
      assert.equal(await page.getByRole("main").count(), 1);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
      await expectAccessible(page);
    });
  }
}

test("a script that somebody slips into the page does not run", async (t) => {
  const { page } = await openApp(t, { expected: /TrustedScript|trusted-types|script-src/ });
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.append("globalThis.slipped = true");
    document.body.append(script);
    return globalThis.slipped === true;
  });
  assert.equal(ran, false);
});

test("before the first screen can be used, nothing is fetched that only later screens need", async (t) => {
  const { page } = await openApp(t, {
    prepare: (context) =>
      context.addInitScript(() => {
        // The main heading comes with the first screen, and its buttons in the same moment.
        new MutationObserver((_, observer) => {
          if (!document.querySelector("#app h1")) return;
          globalThis.usableAt = performance.now();
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
      }),
  });
  await page.getByRole("button", { name: "Try with sample data" }).waitFor();
  const fetched = () =>
    page.evaluate(() => {
      const all = performance.getEntriesByType("resource").map(({ name, startTime }) => ({ name: new URL(name).pathname.split("/").slice(-2).join("/"), startTime }));
      const names = (entries) => entries.map(({ name }) => name);
      return {
        before: names(all.filter(({ startTime }) => startTime < globalThis.usableAt)),
        after: names(all.filter(({ startTime }) => startTime >= globalThis.usableAt)),
      };
    });
  const { before } = await fetched();
  const ofLater = (name) => /-parts\/.*\.wasm$|(^|\/)later-/.test(name);
  assert.ok(before.some((name) => name.endsWith(".wasm")), `the program was fetched: ${before.join()}`);
  assert.deepEqual(before.filter(ofLater), [], "only what the first screen needs");
  // In idle time the rest follows, so that no later screen waits for the network.
  await eventually(async () => {
    const { after } = await fetched();
    assert.ok(after.some((name) => /(^|\/)later-.*\.css$/.test(name)) && after.some((name) => /-parts\/.*\.wasm$/.test(name)), after.join());
  });
});
