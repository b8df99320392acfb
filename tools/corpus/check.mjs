// node tools/corpus/check.mjs: the committed corpus is what its generator and its descriptions say. Needs no browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { badInputs } from "./bad.mjs";
import { emrExport } from "./fhir.mjs";
import { resultMessage } from "./hl7v2.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const corpus = join(here, "..", "..", "tests", "corpus");
const docs = join(corpus, "demo", "docs");
const document = (name) => readFileSync(join(docs, name));

const checks = {
  "the coded documents and the note are those of the generator"() {
    assert.ok(document("emr-export-2025-04.json").equals(emrExport()));
    assert.ok(document("lab-message-2025-06.hl7").equals(resultMessage()));
    assert.ok(document("clinic-note-2025-09.txt").equals(readFileSync(join(here, "pages", "clinic-note.txt"))));
  },
  "the bad inputs are those of the generator, where no compression or encryption may differ"() {
    const made = badInputs();
    for (const name of Object.keys(made).filter(
      (each) => !/\.(pdf|png)$|^pdf-named/.test(each) || each === "huge-header.png",
    ))
      assert.ok(readFileSync(join(corpus, "bad", name)).equals(made[name]()), name);
    assert.deepEqual(readdirSync(join(corpus, "bad")).sort(), [...Object.keys(made), "README.md"].sort());
  },
  "the copy is a copy, the empty file empty, the cut-off PDF cut off"() {
    assert.ok(document("discharge-letter-2025-06.pdf").equals(document("discharge-letter-2025-06 (1).pdf")));
    assert.equal(document("scan0007.pdf").length, 0);
    const cut = document("ct-report-2024.pdf").toString("latin1");
    assert.ok(cut.startsWith("%PDF-") && !cut.includes("%%EOF") && !cut.includes("startxref"));
  },
  "the scanned PDF holds an image and no font"() {
    const scanned = document("lab-report-2025-08.pdf").toString("latin1");
    assert.ok(scanned.includes("/Subtype /Image") && !scanned.includes("/Font"));
  },
  "what is expected names documents that exist, and every document is told of"() {
    const expected = JSON.parse(readFileSync(join(corpus, "demo", "expected.json"), "utf8"));
    const readme = readFileSync(join(corpus, "demo", "README.md"), "utf8");
    const present = readdirSync(docs);
    const named = Object.values(expected)
      .filter(Array.isArray)
      .flat()
      .flatMap((fact) => fact.sources ?? fact.documents ?? [fact.document]);
    for (const name of named) assert.ok(present.includes(name), name);
    for (const name of present) assert.ok(named.includes(name) && readme.includes(name), name);
  },
  "the sample stays small"() {
    const bytes = present().reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(bytes < 1_500_000, `${bytes} bytes`);
  },
};

function present() {
  return readdirSync(corpus, { recursive: true })
    .map((name) => join(corpus, name))
    .filter((file) => statSync(file).isFile());
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    check();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.error(`FAIL  ${name}: ${error.message}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
