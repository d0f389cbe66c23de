import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, openApp } from "./harness.mjs";

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
