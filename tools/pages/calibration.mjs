// node tools/pages/calibration.mjs TRUTH READ
// How far the dose gate can be trusted: of the numbers in READ (`read --batch --format json`), how many were accepted or left unsure, and how
// many of each are right by the boxes of TRUTH (NAME.gt.json), by the confidence that the page carries.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [truthFolder, readFolder] = process.argv.slice(2);
if (!truthFolder || !readFolder) {
  console.error("usage: node tools/pages/calibration.mjs TRUTH READ");
  process.exit(2);
}

const bins = [0, 0.6, 0.8, 0.9, 0.95, 0.99, 1.001];
const table = bins.slice(1).map(() => ({ accepted: 0, acceptedWrong: 0, unsure: 0, unsureRight: 0 }));
const holdsDigit = (text) => /\p{Nd}/u.test(text);
const plain = (text) =>
  text
    .normalize("NFKC")
    .replace(/[\u2013\u2014\u2022]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
const core = (text) =>
  plain(text)
    .replace(/^["'()[\]{}]+|["'()[\]{}]+$/g, "")
    .replace(/[.,;:]+$/, "");

/** Whether two boxes share half of the smaller one, as the scorer has it. */
function samePlace(a, b) {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return width > 0 && height > 0 && width * height >= 0.5 * Math.min(a.w * a.h, b.w * b.h);
}

function isRight(word, words, truth) {
  const there = truth.filter((one) => samePlace(word, one)).sort((a, b) => a.x - b.x);
  const joined = there.map((one) => one.text);
  if (there.some((one) => core(one.text) === core(word.text))) return true;
  if (joined.filter(holdsDigit).length <= 1 && core(joined.join("")) === core(word.text)) return true;
  return there.some((one) => {
    const pieces = words.filter((other) => samePlace(other, one)).sort((a, b) => a.x - b.x);
    const texts = pieces.map((piece) => piece.text);
    return texts.filter(holdsDigit).length <= 1 && core(texts.join("")) === core(one.text);
  });
}

for (const name of readdirSync(readFolder).filter((file) => file.endsWith(".json"))) {
  const path = join(truthFolder, name.replace(/\.json$/, ".gt.json"));
  if (!existsSync(path)) continue;
  const truth = JSON.parse(readFileSync(path, "utf8")).words;
  const words = JSON.parse(readFileSync(join(readFolder, name), "utf8")).pages.flatMap((page) => page.words);
  for (const word of words.filter((one) => holdsDigit(plain(one.text)))) {
    const row = table[bins.findIndex((edge, i) => word.confidence >= edge && word.confidence < bins[i + 1])];
    const right = isRight(word, words, truth);
    row[word.needsReview ? "unsure" : "accepted"]++;
    if (word.needsReview && right) row.unsureRight++;
    if (!word.needsReview && !right) row.acceptedWrong++;
  }
}

console.log("| confidence | accepted | of these wrong | unsure | of these right |\n|---|---|---|---|---|");
const line = (name, row) =>
  console.log(`| ${name} | ${row.accepted} | ${row.acceptedWrong} | ${row.unsure} | ${row.unsureRight} |`);
table.forEach((row, i) => line(`${bins[i]} to ${Math.min(1, bins[i + 1])}`, row));
const sum = (key) => table.reduce((total, row) => total + row[key], 0);
line("all", Object.fromEntries(Object.keys(table[0]).map((key) => [key, sum(key)])));
