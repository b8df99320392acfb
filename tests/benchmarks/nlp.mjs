// Understanding of text on the shared corpora, measured by the product's own harness; what it predicts is scored a second time by the corpora's scorers.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ncbiTypes = "SpecificDisease=Disease,DiseaseClass=Disease,Modifier=Disease,CompositeMention=Disease";
const reportTypes =
  "Medication,Dosage,Administration,Frequency,Duration,Disease_disorder,Sign_symptom,Diagnostic_procedure," +
  "Therapeutic_procedure,Lab_value,Biological_structure,Severity,Date,Age,Sex,History";

// Exact span and type: over all types, and each type by itself.
const spans = (corpus) => (score) => ({
  [`nlp.${corpus}.f1`]: score.overall.F1,
  ...Object.fromEntries(
    Object.entries(score.by_type).map(([type, of]) => [`nlp.${corpus}.${type.toLowerCase()}.f1`, of.F1]),
  ),
});

const axes = (score) => ({
  "nlp.negation.f1": score.negated_F1,
  "nlp.negation.accuracy": score.axes.negation.accuracy,
  "nlp.temporality.accuracy": score.axes.temporality.accuracy,
  "nlp.experiencer.accuracy": score.axes.experiencer.accuracy,
});

const fields = (score) => ({
  [`nlp.${score.kind}.name`]: score.name,
  [`nlp.${score.kind}.all_fields`]: score.all_fields,
  ...Object.fromEntries(
    Object.entries(score.fields).map(([field, of]) => [`nlp.${score.kind}.field.${field}`, of.accuracy]),
  ),
});

// Folder, file, and how the independent scorer reads the same gold: every figure that it knows, under our name.
const corpora = {
  bc5cdr: { path: "bc5cdr/dev.pubtator.txt.gz", scorer: ["score_ner.py"], figures: spans("bc5cdr") },
  ncbi: {
    path: "ncbi_disease/dev.pubtator.txt.gz",
    scorer: ["score_ner.py", "--map-gold", ncbiTypes],
    figures: spans("ncbi"),
  },
  maccrobat: {
    path: "maccrobat2020/docs",
    scorer: ["score_ner.py", "--types", reportTypes],
    figures: spans("maccrobat"),
  },
  negex: { path: "negex_context/negex_train.tsv.gz", scorer: ["score_assertion.py"], figures: axes },
  directions: { path: "lines/directions.tsv", scorer: ["score_lines.py"], figures: fields },
  labs: { path: "lines/labs.tsv", scorer: ["score_lines.py"], figures: fields },
};

// These are measured with each corpus: the speed on abstracts and the worst of the others count.
const cost = { "nlp.load_seconds": Math.max, "nlp.peak_mb": Math.max };
const ofAbstracts = ["nlp.abstracts_per_second", "nlp.analyses_per_second"];

export function nlp({ shared, data }) {
  const root = data || join(shared, "data/nlp");
  if (!existsSync(root)) {
    console.error(`bench: no corpora at ${root}. Set MEDLEDGER_SHARED or DATA.`);
    process.exit(1);
  }

  const scratch = mkdtempSync(join(tmpdir(), "medledger-bench-"));
  const found = new Map();
  for (const [corpus, one] of Object.entries(corpora)) {
    const gold = join(root, one.path);
    const predictions = join(scratch, `${corpus}.tsv`);
    const options = ["--corpus", corpus, "--data", gold, "--predictions", predictions, "--json"];
    const { figures } = JSON.parse(execFileSync("out/medledger", ["bench", "nlp", ...options], { encoding: "utf8" }));
    const [tool, ...rest] = one.scorer;
    const scored = [join(shared, "tools", tool), gold, predictions, "--json", ...rest];
    const second = one.figures(JSON.parse(execFileSync("python3", scored, { encoding: "utf8" })));
    for (const [name, value] of Object.entries(second)) {
      const own = figures.find((figure) => figure.name === name);
      if (value !== null && !(Math.abs(own?.value - value) < 1e-6))
        throw new Error(`${name}: the harness says ${own?.value}, ${tool} says ${value}`);
    }

    for (const figure of figures) {
      if (ofAbstracts.includes(figure.name) && corpus !== "bc5cdr") continue;
      const known = found.get(figure.name);
      const value = known && cost[figure.name] ? cost[figure.name](known.value, figure.value) : figure.value;
      const note = `${corpus}: ${figure.note || ""}`;
      found.set(figure.name, { ...figure, value, peer: null, ratio: null, limit: null, note });
    }
  }

  return [...found.values()];
}
