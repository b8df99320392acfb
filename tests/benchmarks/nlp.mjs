// Understanding of text on the shared corpora, measured by the product's own harness; what it predicts is scored a second time by the corpora's scorers.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ncbiTypes = "SpecificDisease=Disease,DiseaseClass=Disease,Modifier=Disease,CompositeMention=Disease";
const reportTypes =
  "Medication,Dosage,Administration,Frequency,Duration,Disease_disorder,Sign_symptom,Diagnostic_procedure," +
  "Therapeutic_procedure,Lab_value,Biological_structure,Severity,Date,Age,Sex,History";

// Folder, file, and how the independent scorer reads the same gold.
const corpora = {
  bc5cdr: { path: "bc5cdr/dev.pubtator.txt.gz", scorer: ["score_ner.py"], figure: (score) => score.overall.F1 },
  ncbi: {
    path: "ncbi_disease/dev.pubtator.txt.gz",
    scorer: ["score_ner.py", "--map-gold", ncbiTypes],
    figure: (score) => score.overall.F1,
  },
  maccrobat: {
    path: "maccrobat2020/docs",
    scorer: ["score_ner.py", "--types", reportTypes],
    figure: (score) => score.overall.F1,
  },
  negex: {
    path: "negex_context/negex_train.tsv.gz",
    scorer: ["score_assertion.py"],
    figure: (score) => score.negated_F1,
  },
  directions: { path: "lines/directions.tsv", scorer: ["score_lines.py"], figure: (score) => score.name },
  labs: { path: "lines/labs.tsv", scorer: ["score_lines.py"], figure: (score) => score.name },
};

export function nlp({ shared, data }) {
  const root = data || join(shared, "data/nlp");
  if (!existsSync(root)) {
    console.error(`bench: no corpora at ${root}. Set MEDLEDGER_SHARED or DATA.`);
    process.exit(1);
  }

  const scratch = mkdtempSync(join(tmpdir(), "medledger-bench-"));
  return Object.entries(corpora).flatMap(([corpus, one]) => {
    const gold = join(root, one.path);
    const predictions = join(scratch, `${corpus}.tsv`);
    const options = ["--corpus", corpus, "--data", gold, "--predictions", predictions, "--json"];
    const { figures } = JSON.parse(execFileSync("out/medledger", ["bench", "nlp", ...options], { encoding: "utf8" }));
    const [tool, ...rest] = one.scorer;
    const scored = [join(shared, "tools", tool), gold, predictions, "--json", ...rest];
    const second = one.figure(JSON.parse(execFileSync("python3", scored, { encoding: "utf8" })));
    if (Math.abs(second - figures[0].value) > 0.005)
      throw new Error(`${corpus}: the harness says ${figures[0].value}, ${tool} says ${second}`);
    return figures.map((figure) => ({
      ...figure,
      peer: null,
      ratio: null,
      limit: null,
      note: `${corpus}: ${figure.note || ""}`,
    }));
  });
}
