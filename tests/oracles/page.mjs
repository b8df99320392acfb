// Opens pages in Chromium as a reader would, and prints what axe-core (WCAG 2.2 AA and best practice) and the keyboard find:
// node page.mjs FILE.html… : one JSON document. No page has a script of its own, so nothing here depends on one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser } from "../../tools/pages/browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sizes = [
  { name: "desk", width: 1280, height: 900 },
  { name: "phone", width: 390, height: 800 },
];

const browser = await Browser.start();
const pages = [];
try {
  for (const file of process.argv.slice(2)) pages.push(await judge(resolve(file)));
} finally {
  await browser.close();
}
console.log(JSON.stringify(pages, null, 2));

async function judge(file) {
  const violations = [];
  for (const { name, width, height } of sizes) {
    await browser.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await open(pathToFileURL(file).href);
    violations.push(...(await axeOf(`${name}, page`)));
    const first = await browser.evaluate("document.querySelector('a.line')?.getAttribute('href') ?? ''");
    if (!first) continue;
    await open(pathToFileURL(file).href + first);
    violations.push(...(await axeOf(`${name}, source`)));
    const wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    if (await browser.evaluate(wide)) violations.push({ where: `${name}, source`, id: "scrolls-sideways", nodes: [] });
  }
  await open(pathToFileURL(file).href);
  return { file: basename(file), violations, keyboard: await keyboard() };
}

async function open(url) {
  // Another document first: the same address with another fragment would not load again.
  await browser.send("Page.navigate", { url: "about:blank" });
  await browser.send("Page.navigate", { url });
  for (let i = 0; i < 100 && (await browser.evaluate("document.readyState")) !== "complete"; i++) await pause(20);
}

async function axeOf(where) {
  // Through the debugger: the page's policy lets no script in, and axe comes as text without a network.
  await browser.evaluate(axe + ";0");
  const run = "axe.run(document, { resultTypes: ['violations'] }).then((found) => JSON.stringify(found.violations))";
  return JSON.parse(await browser.evaluate(run)).map(({ id, impact, help, nodes }) => ({
    where,
    id,
    impact,
    help,
    nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
  }));
}

// Tab reaches every line in order; Enter opens its source; Tab and Enter close it again.
async function keyboard() {
  const lines = await browser.evaluate("document.querySelectorAll('a.line').length");
  const reached = new Set();
  for (let i = 0; i < lines + 4; i++) {
    await press("Tab", 9);
    reached.add(await browser.evaluate("document.activeElement.getAttribute('href') ?? ''"));
  }
  const hrefs = "[...document.querySelectorAll('a.line')].map((a) => a.getAttribute('href')).join(' ')";
  const missed = (await browser.evaluate(hrefs)).split(" ").filter((href) => href && !reached.has(href));
  await browser.evaluate("document.querySelector('a.line')?.focus()");
  await press("Enter", 13);
  const opened = await browser.evaluate("document.querySelector('.source:target')?.checkVisibility() ?? false");
  await press("Tab", 9);
  const onClose = await browser.evaluate("document.activeElement.className");
  await press("Enter", 13);
  const closed = !(await browser.evaluate("document.querySelector('.source:target')?.checkVisibility() ?? false"));
  return { lines, missed, opened, onClose, closed };
}

async function press(key, code) {
  const text = key === "Enter" ? "\r" : undefined;
  await browser.send("Input.dispatchKeyEvent", { type: "keyDown", key, code: key, windowsVirtualKeyCode: code, text });
  await browser.send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: code });
  await pause(15);
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
