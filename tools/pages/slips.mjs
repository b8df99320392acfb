// node tools/pages/slips.mjs --seed N --out DIR [--count N] [--faces FOLDER] [--hands FAMILY,…]
// Writes handwritten prescription slips, each as the folder of one patient with its truth in the form of the shared patients (see README.md).
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seeded } from "../corpus/scan.mjs";
import { Browser } from "./browser.mjs";
import { sheet, sizes } from "./documents/parts.mjs";
import { Grammar } from "./grammar.mjs";
import { dice, fonts, profiles } from "./profiles.mjs";
import { decodePng, encodeJpeg, encodePng } from "./raster.mjs";
import { clinics, drugs, notes, often, people } from "./vocabulary/slips.mjs";

const printed = 300;
const day = "2025-03-01";
const looks = ["clean300", "hand200", "shadow200", "hand200"];

const amount = (text) => ({ value: Number(text.split(" ")[0]), unit: text.split(" ")[1] });

function item(g, drug) {
  const strength = g.one(drug.also && g.chance(0.2) ? drug.also : drug.strengths);
  const name = g.one(drug.names);
  const [words, times, asNeeded = false] = drug.weekly ? ["once a week", 1 / 7] : g.one(often);
  const count = drug.counts ? g.one(drug.counts) : g.one([1, 1, 1, 1, 2]);
  const { value, unit } = amount(strength);
  const figure = count === 1 && g.chance(0.15) ? "i" : `${count}`;
  const form = count > 1 ? `${drug.form}s` : drug.form;
  const bare = count === 1 && g.chance(0.25);
  const sig = bare ? `po ${words}` : `${figure} ${form} po ${words}`;
  const product = `${name} ${strength}${!bare && g.chance(0.25) ? ` ${drug.form}s` : ""}`;
  const lines = !bare && g.chance(0.4) ? [product, sig] : [`${product} ${sig}`];
  const truth = {
    names: drug.names,
    codes: [],
    required: true,
    dose: { value: value * count, unit },
    doseAlternatives: [{ value: count, unit: drug.form === "cap" ? "capsule" : "tablet" }],
    strength,
    route: "oral",
    frequency: { timesPerDay: times, text: [] },
    prn: asNeeded,
    sources: [],
  };
  return { lines, truth };
}

// A line that is crossed out, and the drug in it: what may not be shown as taken.
function struck(g, drug) {
  const strength = g.one(drug.strengths);
  return {
    line: `<s>${drug.names[0]} ${strength}</s>`,
    truth: { category: "medications", names: drug.names, codes: [], why: "crossed out" },
  };
}

function slip(g, hand) {
  const chosen = g.some(drugs, g.whole(3, 4) + 1);
  const items = chosen.slice(1).map((drug) => item(g, drug));
  const gone = g.chance(0.25) ? struck(g, chosen[0]) : null;
  const lines = items.flatMap(({ lines }) => lines);
  if (g.chance(0.4)) lines.splice(g.whole(1, lines.length), 0, g.one(notes));
  const capitals = g.chance(0.35);
  const written = [...lines, ...(gone ? [gone.line] : [])].map((line) =>
    capitals ? line.replace(/[^<>]+(?![^<]*>)/g, (text) => text.toUpperCase()) : line,
  );
  const name = g.one(people);
  const pen = `font-family:'${hand}';font-size:${g.one([1.5, 1.7, 1.9])}rem;line-height:1.5`;
  const body = `<h2>${g.one(clinics)}</h2><p style="font-size:.8rem">Prescriber: Dr. S. Iyengar   Lic. 20-4418</p><hr>
<p>Patient name: <span style="${pen}">${capitals ? name.toUpperCase() : name}</span></p><p>Date of birth: 04/16/1959 &nbsp; Date: 02/11/2025</p><h1>Rx</h1>
<div style="margin-left:1rem;${pen}">${written.map((line) => `<p style="margin:0;white-space:nowrap">${line}</p>`).join("")}</div>`;
  const truth = {
    asOf: day,
    identity: { name },
    allergyAssertion: "unknown",
    allergies: [],
    medications: items.map(({ truth: one }) => one),
    problems: [],
    procedures: [],
    immunizations: [],
    results: [],
    devices: [],
    directives: [],
    must_not: gone ? [gone.truth] : [],
    skip: [],
    written,
  };
  return { body, truth };
}

// A folder of "@fontsource" packages, or of any fonts in WOFF2: a family of the name of each.
function faces(folder) {
  if (!folder) return new Map();
  const found = readdirSync(folder, { recursive: true }).filter(
    (name) => /latin-400-normal\.woff2$/.test(name) && !/latin-ext/.test(name),
  );
  return new Map(
    found.map((name) => [
      name
        .split("/")
        .pop()
        .replace(/-latin.*/, ""),
      join(folder, name),
    ]),
  );
}

const embedded = (family, file) =>
  `@font-face{font-family:"${family}";src:url(data:font/woff2;base64,${readFileSync(file).toString("base64")})}`;

function options() {
  const text = { type: "string" };
  try {
    return parseArgs({ options: { seed: text, out: text, count: text, faces: text, hands: text } }).values;
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

const { seed, out: root, count = "50", faces: folder, hands } = options();
if (!/^\d+$/.test(seed ?? "") || !root || !/^\d+$/.test(count) || (folder && !existsSync(folder))) {
  console.error("usage: node tools/pages/slips.mjs --seed N --out DIR [--count N] [--faces FOLDER] [--hands FAMILY,…]");
  process.exit(2);
}

const files = faces(folder);
const families = hands ? hands.split(",") : [...fonts.held.hand, ...fonts.dev.hand, ...files.keys()];
const browser = await Browser.start();
try {
  for (let number = 0; number < Number(count); number++) {
    const g = new Grammar({}, seeded(Number(seed) * 7919 + number * 104729));
    const hand = families[(number + Number(seed)) % families.length];
    const { body, truth } = slip(g, hand);
    const style = files.has(hand) ? embedded(hand, files.get(hand)) : "";
    const [width, height] = sizes.a5;
    await browser.show(
      sheet({ size: "a5", font: "Liberation Serif", print: 13, margin: "2.5rem", body, style }),
      width,
      height,
      printed / 96,
    );
    const pixels = decodePng(await browser.screenshot());
    const profile = profiles[looks[number % looks.length]];
    const { out } = profile.make({ g, between: dice(g, "held"), page: pixels });
    const patient = join(root, `s${String(number).padStart(3, "0")}-${hand.replaceAll(" ", "")}`);
    mkdirSync(join(patient, "docs"), { recursive: true });
    const bytes =
      profile.file.type === "png"
        ? encodePng(out, profile.dpi)
        : await encodeJpeg(browser, out, profile.dpi, g.whole(...profile.file.quality));
    writeFileSync(join(patient, "docs", `slip.${profile.file.type}`), bytes);
    writeFileSync(join(patient, "truth.json"), JSON.stringify(truth, null, 1));
    console.error(`${number + 1}/${count} ${hand}`);
  }
} finally {
  await browser.close();
}
