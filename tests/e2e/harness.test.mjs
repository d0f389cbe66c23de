// The watch that every journey is under must itself be awake, or all of them pass for nothing.

import { test } from "node:test";
import { openApp } from "./harness.mjs";

const TROUBLE = {
  "a console error": [/the console says: ouch/, () => console.error("ouch")],
  "an uncaught error": [/was not caught: .*ouch/, () => setTimeout(() => { throw new Error("ouch"); })],
  "a broken promise": [/was not caught: .*ouch/, () => { Promise.reject(new Error("ouch")); }],
  "a style attribute": [/style-src|inline style/, () => document.body.setAttribute("style", "color: red")],
  "a request to another host": [/elsewhere/, () => fetch("https://elsewhere.test/").catch(() => {})],
  "a picture from another host": [/elsewhere/, () => { new Image().src = "https://elsewhere.test/dot.png"; }],
  "a missing file": [/404/, () => fetch("./missing.json").then(() => {})],
};

for (const [name, [expected, cause]] of Object.entries(TROUBLE)) {
  test(`${name} is noticed`, async (t) => {
    const { page } = await openApp(t, { expected });
    await page.evaluate(cause);
    await page.waitForTimeout(100);
  });
}
