// node tools/pages/make.mjs --split dev|held --seed N --out DIR [--count N] [--profile NAME] [--hands FAMILY,…]
// Writes degraded pages with their truth: NAME.png|jpg|tif, NAME.gt.txt, NAME.gt.json (see README.md).
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seeded } from "../corpus/scan.mjs";
import { Browser } from "./browser.mjs";
import { kinds } from "./documents/kinds.mjs";
import { sheet, sizes } from "./documents/parts.mjs";
import { moved } from "./geometry.mjs";
import { grey } from "./damage.mjs";
import { Grammar } from "./grammar.mjs";
import { dice, fonts, profiles } from "./profiles.mjs";
import { decodePng, encodeJpeg, encodePng, encodeTiff } from "./raster.mjs";
import { fitToPage, wordsOnPage } from "./words.mjs";
import dev from "./vocabulary/dev.mjs";
import held from "./vocabulary/held.mjs";

const vocabularies = { dev, held };
const printed = 300;

function look(g, split, profile, hands) {
  const wanted = profile.look ?? {};
  const family = fonts[split][wanted.family ?? (g.chance(0.12) ? "mono" : "print")];
  return {
    font: g.one(family),
    // 8 to 12 points: lab sheets and letters are printed small.
    print: wanted.print ?? g.one([11, 12, 13, 14, 16]),
    hand: wanted.hand ? g.one(hands ?? fonts[split].hand) : null,
    ruled: g.chance(0.5),
    stamped: wanted.stamped,
    signed: wanted.signed,
    struck: wanted.struck,
    paper: wanted.paper ? g.one(wanted.paper) : "#fff",
    ink: wanted.ink ? g.one(wanted.ink) : "#111",
  };
}

async function printPage(browser, g, split, kind, profile, hands) {
  const style = look(g, split, profile, hands);
  const page = kinds[kind](g, style);
  const [width, height] = sizes[page.size];
  if (page.size === "label") style.print = Math.max(style.print, 13);
  await browser.show(sheet({ ...style, ...page }), width, height, printed / 96);
  if (!(await browser.evaluate(`(${fitToPage})()`))) throw new Error(`a ${kind} page does not fit its sheet`);
  const found = await browser.evaluate(`(${wordsOnPage})()`);
  return { found, pixels: decodePng(await browser.screenshot()) };
}

function truthOf(words) {
  const rows = [];
  for (const { text, line } of words) (rows[line] ??= []).push(text);
  return (
    rows
      .filter(Boolean)
      .map((row) => row.join(" "))
      .join("\n") + "\n"
  );
}

async function encode(browser, out, profile, g) {
  const { type, quality } = profile.file;
  if (type === "png") return encodePng(out, profile.dpi);
  if (type === "tif") return encodeTiff(grey(out), profile.dpi, profile.dpiY ?? profile.dpi);
  return encodeJpeg(browser, out, profile.dpi, g.whole(...quality));
}

async function makePage(browser, { split, seed, number, kind, name, folder, hands }) {
  const profile = profiles[name];
  const g = new Grammar(vocabularies[split], seeded(seed * 7919 + number * 104729 + (split === "held" ? 15485863 : 0)));
  const between = dice(g, split);
  const { found, pixels } = await printPage(browser, g, split, kind, profile, hands);
  const page = profile.before ? profile.before(pixels, g, between) : pixels;
  const { out, chain } = profile.make({ g, between, page });
  const file = join(folder, `${String(number).padStart(2, "0")}_${kind}_${name}`);

  const inPixels = (box) => ({
    x: (box.x * printed) / 96,
    y: (box.y * printed) / 96,
    w: (box.w * printed) / 96,
    h: (box.h * printed) / 96,
  });
  const place = (one) => ({ ...one, ...moved(inPixels(one), chain) });
  const truth = {
    kind,
    profile: name,
    width: out.width,
    height: out.height,
    words: found.words.map(place),
    checks: found.checks.map(place),
  };
  writeFileSync(`${file}.${profile.file.type}`, await encode(browser, out, profile, g));
  writeFileSync(`${file}.gt.txt`, truthOf(found.words));
  writeFileSync(`${file}.gt.json`, JSON.stringify(truth));
}

function usage(message) {
  console.error(
    `${message}\nusage: node tools/pages/make.mjs --split dev|held --seed N --out DIR [--count N] [--profile NAME] [--hands FAMILY,…]`,
  );
  process.exit(2);
}

function options() {
  const text = { type: "string" };
  try {
    return parseArgs({ options: { split: text, seed: text, out: text, count: text, profile: text, hands: text } })
      .values;
  } catch (error) {
    return usage(error.message);
  }
}

const { split, seed, out: folder, count = "60", profile: only, hands } = options();
if (!vocabularies[split] || !/^\d+$/.test(seed ?? "") || !folder || !/^\d+$/.test(count))
  usage("An option is missing or wrong.");
const names = only ? only.split(",") : Object.keys(profiles);
const unknown = names.find((name) => !profiles[name]);
if (unknown) usage(`There is no profile '${unknown}'; there are: ${Object.keys(profiles).join(", ")}.`);

mkdirSync(folder, { recursive: true });
const browser = await Browser.start();
try {
  for (let number = 0; number < Number(count); number++) {
    const name = names[number % names.length];
    const possible = profiles[name].kinds ?? Object.keys(kinds);
    // A stride that is prime to the number of kinds: every profile meets every kind in time.
    const stride = names.length > 1 ? 3 : 0;
    const kind = possible[(number + stride * Math.floor(number / names.length) + Number(seed)) % possible.length];
    await makePage(browser, { split, seed: Number(seed), number, kind, name, folder, hands: hands?.split(",") });
    console.error(`${number + 1}/${count} ${kind} ${name}`);
  }
} finally {
  await browser.close();
}
