// The facilitator's camera reads the code that a participant holds up.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { planFile } from "../bench/plans.mjs";
import { launch } from "./browser.mjs";
import { chooseFiles, expectAccessible, openApp } from "./harness.mjs";
import { WORDS, button, choose, dialog, grid, told } from "./steps.mjs";

const en = WORDS.en;
const STAMP = "2026-11-23T10:00:00Z";
const [WIDTH, HEIGHT] = [640, 480];

/** A plan with a workshop that is being held, at a question that has not been asked yet. */
function workshopPlan() {
  const plan = JSON.parse(planFile(3));
  const entry = { id: "e_1", title: "How sure are we", minutes: 5, round: { question: { kind: "confidence" }, items: [] } };
  plan.workshops = [{ id: "w_scan", title: "Scan", created: STAMP, naming: "anonymous", agenda: [entry], on: "e_1", since: STAMP, began: STAMP, passes: {} }];
  return JSON.stringify(plan);
}

/** A film of one picture, as the browser's made-up camera plays it: the brightness of each pixel, no colour. */
async function film(page, picture) {
  const grey = await page.evaluate(
    async ([url, width, height]) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext("2d");
      context.fillStyle = "#999";
      context.fillRect(0, 0, width, height);
      // As if it were held up a little askew.
      context.translate(width / 2, height / 2);
      context.rotate(0.15);
      const size = height * 0.6;
      context.drawImage(image, -size / 2, -size / 2, size, size);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, at) => data[4 * at]);
    },
    [`data:image/png;base64,${picture.toString("base64")}`, WIDTH, HEIGHT],
  );
  const frame = Buffer.concat([Buffer.from("FRAME\n"), Buffer.from(grey), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`), frame, frame]);
}

async function openConsole(page) {
  await chooseFiles(page, { click: () => choose(page, en, en.openFile) }, { name: "plan.steelyard.json", type: "application/json", text: workshopPlan() });
  await grid(page).waitFor();
  await page.evaluate(() => { location.hash = "#/workshop"; });
  await button(page, "Open the vote").click();
}

test("a vote that is held before the camera is taken in", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "steelyard-camera-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "camera.y4m");
  const browser = await launch(["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${path}`]);
  t.after(() => browser.close());
  const { page } = await openApp(t, { browser, context: { permissions: ["camera", "clipboard-read", "clipboard-write"] } });
  await openConsole(page);
  await button(page, "Copy the link").click();
  await told(page, "Link copied.");
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash;

  const { page: phone } = await openApp(t, { browser, address: link, viewport: { width: 390, height: 844 } });
  await button(phone, "Start").click();
  await phone.getByRole("radio").nth(3).check();
  await button(phone, "Finish").click();
  await button(phone, "Show as a QR code").click();
  const code = phone.getByRole("img", { name: "QR code of your ballot" });
  await writeFile(path, await film(page, await code.screenshot()));

  await button(page, "Take in codes").first().click();
  const codes = dialog(page, "Take in codes");
  await button(codes, "Scan with the camera").click();
  await codes.getByText("1 vote taken in.").waitFor({ timeout: 20_000 });
  await expectAccessible(page);
  if (process.env.WORKSHOP_LOOK) await page.screenshot({ path: `${process.env.WORKSHOP_LOOK}/camera.png` });
  await button(codes, "Stop the camera").click();
  assert.equal(await codes.getByLabel("What the camera sees").count(), 0);
  await page.keyboard.press("Escape");
  await page.getByText("1 person has voted.").waitFor();
});

test("a browser that does not lend its camera says so, and codes can be pasted all the same", async (t) => {
  const { page } = await openApp(t);
  await openConsole(page);
  await button(page, "Take in codes").first().click();
  const codes = dialog(page, "Take in codes");
  await button(codes, "Scan with the camera").click();
  await codes.getByText(/The browser does not let this page use the camera|No camera was found/).waitFor();
  await expectAccessible(page);
  await codes.getByRole("textbox", { name: "Ballot codes" }).waitFor();
});
