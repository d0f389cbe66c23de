// A broker of a journey's own, which it can kill and start again, and on which it listens.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./steps.mjs";

/** The broker's program, where there is one. */
export const MOSQUITTO = [process.env.MOSQUITTO, "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"].find(
  (path) => path && existsSync(path),
);

/** A port that nobody listens to. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket.destroy() && true));
    socket.once("error", () => resolve(false));
  });

/** What the browser writes to its console when nobody answers at the address. */
export const REFUSED = /WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/?' failed/;

/** A broker, and everything that goes through it. */
export class Broker {
  static async start(t) {
    const broker = new Broker();
    broker.folder = await mkdtemp(join(tmpdir(), "steelyard-broker-"));
    [broker.port, broker.webPort] = [await freePort(), await freePort()];
    broker.heard = Buffer.alloc(0);
    const user = process.getuid?.() === 0 ? "user root\n" : "";
    await writeFile(
      join(broker.folder, "mosquitto.conf"),
      `${user}allow_anonymous true\npersistence false\nlog_dest none\nlistener ${broker.port} 127.0.0.1\n` +
        `listener ${broker.webPort} 127.0.0.1\nsocket_domain ipv4\nprotocol websockets\n`,
    );
    t.after(async () => {
      await broker.kill();
      await rm(broker.folder, { recursive: true, force: true });
    });
    await broker.run();
    return broker;
  }

  get address() {
    return `ws://127.0.0.1:${this.webPort}`;
  }

  async run() {
    this.child = spawn(MOSQUITTO, ["-c", join(this.folder, "mosquitto.conf")], { stdio: "ignore" });
    await eventually(async () => assert.ok((await answers(this.port)) && (await answers(this.webPort)), "the broker listens"));
    this.listen();
  }

  /** Asks for every topic, as whoever keeps the broker could. */
  listen() {
    const socket = connect(this.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.on("data", (bytes) => { this.heard = Buffer.concat([this.heard, bytes]); });
    const name = Buffer.from("listener");
    const head = Buffer.from([0, 4, ...Buffer.from("MQTT"), 4, 2, 0, 0, 0, name.length]);
    socket.write(Buffer.concat([Buffer.from([0x10, head.length + name.length]), head, name]));
    // A packet to subscribe to “#” at QoS 0.
    socket.write(Buffer.from([0x82, 6, 0, 1, 0, 1, 0x23, 0]));
    this.socket = socket;
  }

  /** Fails if somebody who keeps the broker could have read one of these. */
  assertNotHeard(secrets) {
    assert.ok(this.heard.includes("steelyard/"), "the listener has heard something");
    for (const secret of secrets) assert.ok(!this.heard.includes(secret), `“${secret}” is not on the wire in clear`);
    // What the two ends say to each other has fields with names; sealed, none can be made out.
    assert.doesNotMatch(this.heard.toString("latin1"), /"[a-z_]{3,}":/, "nothing on the wire is in clear");
  }

  /** As when the laptop it runs on is switched off. */
  async kill() {
    this.socket?.destroy();
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}
