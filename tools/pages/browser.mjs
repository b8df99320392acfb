// Headless Chromium over the DevTools protocol's pipe: NUL-ended JSON on descriptors 3 and 4, so no package is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--remote-debugging-pipe",
];

export class Browser {
  static async start() {
    const browser = new Browser();
    const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
    browser.session = (await browser.send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
    browser.frame = (await browser.send("Page.getFrameTree")).frameTree.frame.id;
    return browser;
  }

  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), "pages-"));
    const program = process.env.CHROMIUM ?? "chromium";
    this.process = spawn(program, [...flags, `--user-data-dir=${this.profile}`], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.waiting = new Map();
    this.next = 1;
    let pending = [];
    this.process.stdio[4].on("data", (bytes) => {
      let from = 0;
      for (let end; (end = bytes.indexOf(0, from)) >= 0; from = end + 1) {
        pending.push(bytes.subarray(from, end));
        this.receive(JSON.parse(Buffer.concat(pending).toString("utf8")));
        pending = [];
      }
      pending.push(bytes.subarray(from));
    });
    const fail = (cause) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`Chromium ended: ${cause}`));
      this.waiting.clear();
    };
    this.process.on("error", (error) => fail(error.message));
    this.process.on("exit", (code) => fail(`exit code ${code}`));
  }

  send(method, params = {}) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId: this.session }) + "\0");
    });
  }

  receive({ id, result, error }) {
    const waiter = this.waiting.get(id);
    if (!waiter) return;
    this.waiting.delete(id);
    if (error) waiter.reject(new Error(error.message));
    else waiter.resolve(result);
  }

  async evaluate(expression) {
    const answer = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? "script failed");
    return answer.result.value;
  }

  async show(html, width, height, scale) {
    const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
    await this.send("Emulation.setDeviceMetricsOverride", metrics);
    await this.send("Page.setDocumentContent", { frameId: this.frame, html });
    await this.evaluate("document.fonts.ready.then(() => true)");
  }

  async screenshot() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
    return Buffer.from(data, "base64");
  }

  async close() {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    await this.send("Browser.close").catch(() => this.process.kill());
    await gone;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
