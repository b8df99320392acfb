// node tools/corpus/make.mjs [demo|bad|all]: writes the sample patient and the bad inputs into tests/corpus.
// The committed files are the reference; another Chromium or another font draws other pixels with the same words.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { badInputs } from "./bad.mjs";
import { printPdf, rasterise } from "./chromium.mjs";
import { emrExport } from "./fhir.mjs";
import { resultMessage } from "./hl7v2.mjs";
import { imageOnlyPdf } from "./pdf.mjs";
import { writePng } from "./png.mjs";
import { scan } from "./scan.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const corpus = join(here, "..", "..", "tests", "corpus");
const page = (name) => join(here, "pages", name);

function demo() {
  const letter = printPdf(page("discharge-letter.html"), "20250620");
  const ct = printPdf(page("ct-report.html"), "20241105");
  return {
    "prescription-2025-03.png": writePng(
      scan(rasterise(page("prescription.html"), 220), { degrees: 1.4, noise: 22, seed: 311, specks: 160 }),
      220,
    ),
    "emr-export-2025-04.json": emrExport(),
    "lab-message-2025-06.hl7": resultMessage(),
    "discharge-letter-2025-06.pdf": letter,
    "discharge-letter-2025-06 (1).pdf": letter,
    "lab-report-2025-08.pdf": imageOnlyPdf(
      scan(rasterise(page("lab-report.html"), 200), { degrees: -0.7, noise: 16, seed: 827, specks: 220 }),
      200,
    ),
    "clinic-note-2025-09.txt": readFileSync(page("clinic-note.txt")),
    "clinic-letter-2025-08.pdf": printPdf(page("other-patient-letter.html"), "20250804"),
    "ct-report-2024.pdf": ct.subarray(0, Math.floor(ct.length * 0.1)),
    "scan0007.pdf": Buffer.alloc(0),
  };
}

function write(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, name), bytes);
    console.log(`${String(bytes.length).padStart(8)}  ${name}`);
  }
}

const made = (files) => Object.fromEntries(Object.entries(files).map(([name, make]) => [name, make()]));

const wanted = process.argv[2] ?? "all";
if (!["demo", "bad", "all"].includes(wanted)) {
  console.error("usage: node tools/corpus/make.mjs [demo|bad|all]");
  process.exit(2);
}
if (wanted !== "bad") write(join(corpus, "demo", "docs"), demo());
if (wanted !== "demo") write(join(corpus, "bad"), made(badInputs()));
