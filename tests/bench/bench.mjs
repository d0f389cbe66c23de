// Measures the built app and prints a table; `cargo xtask bench`.
// With --json the numbers go into target/bench.json too. Other words choose scenarios by name.

import { mkdir, writeFile } from "node:fs/promises";
import { launch, loadToUsable, machine, summary } from "./measure.mjs";

// Each scenario answers with { "what was measured": samples in milliseconds }.
const SCENARIOS = [
  {
    name: "load",
    async run(browser) {
      return { "load to usable, first visit": await loadToUsable(browser, { runs: 10 }) };
    },
  },
];

const words = process.argv.slice(2);
const chosen = words.filter((word) => !word.startsWith("--"));
const browser = await launch();
const about = machine(browser);
const results = {};
for (const { name, run } of SCENARIOS) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const [what, samples] of Object.entries(await run(browser))) {
    if (samples.length === 0) throw new Error(`"${what}" was measured no time at all`);
    results[what] = summary(samples);
  }
}
await browser.close();

console.log(`\n${about.cpu}, ${about.cores} cores, Chromium ${about.chromium}, headless; milliseconds\n`);
console.log("| what | n | median | p95 | max |\n|---|---:|---:|---:|---:|");
for (const [what, { n, median, p95, max }] of Object.entries(results)) {
  console.log(`| ${what} | ${n} | ${[median, p95, max].map((value) => value.toFixed(1)).join(" | ")} |`);
}

if (words.includes("--json")) {
  await mkdir("target", { recursive: true });
  await writeFile("target/bench.json", `${JSON.stringify({ machine: about, results }, null, 2)}\n`);
  console.log("\nThe numbers are in target/bench.json.");
}
