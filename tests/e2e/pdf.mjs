// What stands on the pages of a PDF.

import { extractText, getDocumentProxy } from "unpdf";

/** Signs that fonts write for common ones, and that no normal form leads back. */
const RADICALS = { "⻋": "车", "⻚": "页", "⻓": "长", "⻅": "见", "⻔": "门", "⻢": "马", "⻛": "风", "⻝": "食", "⻆": "角", "⻉": "贝", "⻘": "青", "⻰": "龙", "⻥": "鱼", "⻦": "鸟", "⻬": "齐", "⻮": "齿", "⻩": "黄", "⻨": "麦", "⻜": "飞", "⺠": "民", "戶": "户" };

/** A text without spaces and line breaks, which a PDF has where it likes. */
export const plain = (text) => [...text.normalize("NFKC")].map((c) => RADICALS[c] ?? c).join("").replace(/[\s\u200b\ufffe\u0000]+/g, "");

/** The pages that a browser prints: each with its size in points, its lines, and its text without spaces. */
export async function printed(page) {
  const document = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  const { text } = await extractText(document, { mergePages: false });
  return Promise.all(text.map(async (text, at) => {
    const [, , width, height] = (await document.getPage(at + 1)).view;
    return { width: Math.round(width), height: Math.round(height), lines: text.split("\n"), plain: plain(text) };
  }));
}
