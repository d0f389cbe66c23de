// The plan on paper: rendered to PDF, and read page by page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { WORDS, button, eventually, openSample } from "./steps.mjs";
import { plain, printed } from "./pdf.mjs";

const PAPERS = [
  ["A4", "portrait", 595, 842],
  ["A4", "landscape", 842, 595],
  ["Letter", "portrait", 612, 792],
  ["Letter", "landscape", 792, 612],
];

const SAID = {
  en: { portrait: "Portrait", landscape: "Landscape", fitted: "Fitted to one page", tiled: "Tiled over pages", sheet: /sheet(\d)of(\d)/ },
  "zh-CN": { portrait: "纵向", landscape: "横向", fitted: "缩放到一页", tiled: "分页拼接", sheet: /第(\d)张,共(\d)张/ },
};

/** What has to stay together, as the page has it: a list of texts for each, without spaces. */
const wholes = (page) =>
  page.locator(".reader").evaluate((reader) => {
    const text = (element) => element?.textContent ?? "";
    const all = (selector) => [...reader.querySelectorAll(selector)];
    return {
      // Short ones cannot be cut where three lines at least stay on each side.
      paragraphs: all(".reader__text, .reader__note, .reader__list > li").filter((one) => !one.closest("details")).map(text).filter((text) => text.length < 300),
      ranked: all(".ranked__item").map((item) => [".ranked__title", ".ranked__reason", ".ranked__number"].map((part) => text(item.querySelector(part)))),
      rows: all(".reader-table tbody tr").map((row) => [...row.children].map(text).join("")),
      headings: all(".reader__section").map((section) => [text(section.querySelector(".reader__heading")), text(section.querySelector(".reader__text, .reader__note, .ranked__title, .reader-picture__title, .reader-period__title, .reader-decision__title"))]),
      periods: all(".reader-period__item").map((item) => [...item.children].map(text).join("")),
    };
  });

for (const lang of ["en", "zh-CN"]) {
  const said = SAID[lang];
  for (const [paper, direction, width, height] of PAPERS) {
    for (const way of ["fitted", "tiled"]) {
      test(`${lang}, ${paper} ${direction}, ${way}: every page is whole`, async (t) => {
        const { page } = await openApp(t, { lang });
        await openSample(page, WORDS[lang]);
        const title = await page.getByRole("textbox", { name: WORDS[lang].planTitle, exact: true }).inputValue();
        if (way === "tiled") {
          // Periods behind the last card are not printed, so one card stands in the last period.
          await page.evaluate(() => { location.hash = "#/roadmap/list"; });
          await page.locator("select[data-place]").last().selectOption("3");
        }
        await page.evaluate(() => { location.hash = "#/share/reader"; });
        for (const choice of [paper, said[direction], said[way]]) {
          const press = page.getByRole("button", { name: choice, exact: true });
          await press.click();
          await eventually(async () => assert.equal(await press.getAttribute("aria-pressed"), "true"));
        }
        const day = plain(await page.locator(".reader__day").textContent()).replace(/^(Asof|截至)/, "");
        const whole = await wholes(page);
        const pages = await printed(page);
        const on = (text) => pages.findIndex((page) => page.plain.includes(plain(text)));

        pages.forEach((page, at) => {
          assert.deepEqual([page.width, page.height], [width, height], `page ${at + 1}`);
          assert.ok(page.plain.includes(`${at + 1}/${pages.length}`), `page ${at + 1} has its number`);
          assert.ok(page.plain.includes(plain(`${title} · ${day}`)), `page ${at + 1} has the title and the day in its foot`);
          assert.ok(page.lines.length >= 5, `page ${at + 1} has more than a line or two: ${page.lines}`);
        });
        for (const text of [...whole.paragraphs, ...whole.rows, ...whole.periods]) assert.ok(on(text) >= 0, `“${text}” stands on one page`);
        for (const parts of whole.ranked) {
          const found = pages.some((page) => parts.every((part) => page.plain.includes(plain(part))));
          assert.ok(found, `“${parts.join(" / ")}” stands on one page`);
        }
        for (const [heading, first] of whole.headings) {
          // A tiled section may begin with what screens show of it.
          if (way === "tiled" && on(first) < 0) continue;
          assert.ok(pages.some((page) => page.plain.includes(plain(heading) ) && page.plain.includes(plain(first))), `“${heading}” does not end a page`);
        }
        // No table goes over the page with a single row.
        for (const rows of await page.locator(".reader-table table").evaluateAll((tables) => tables.map((table) => [...table.tBodies[0].rows].map((row) => [...row.children].map((cell) => cell.textContent).join(""))))) {
          const places = rows.map(on);
          for (const at of new Set(places)) assert.ok(rows.length === 1 || places.filter((place) => place === at).length > 1, `page ${at + 1} has more than one row of the table that begins “${rows[0]}”`);
        }

        const tiles = pages.filter((page) => said.sheet.test(page.plain));
        if (way === "fitted") return assert.deepEqual(tiles, []);
        const count = Number(tiles[0]?.plain.match(said.sheet)[2]);
        assert.ok(count > 1 && tiles.length === count, `${tiles.length} sheets of ${count}`);
        const teams = await page.locator(".reader-picture[data-tiled] text[font-weight]").evaluateAll((texts) => {
          const least = Math.min(...texts.map((text) => Number(text.getAttribute("x"))));
          return texts.filter((text) => Number(text.getAttribute("x")) === least).map((text) => text.textContent);
        });
        assert.ok(teams.length >= 2, `${teams}`);
        const legend = await page.locator(".reader-tile").first().locator("text").last().textContent();
        for (const tile of tiles) {
          for (const name of [...teams, legend]) assert.ok(tile.plain.includes(plain(name)), `“${name}” stands on every sheet`);
        }
      });
    }
  }
}
