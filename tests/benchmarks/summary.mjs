// The one page of whole patient folders, judged by the scorer and the IPS validator of the shared material.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function summary({ shared, data }) {
  const patients = data || join(shared, "data/patients");
  if (!existsSync(patients)) {
    console.error(`bench: no patient folders at ${patients}. Set MEDLEDGER_SHARED or DATA.`);
    process.exit(1);
  }

  const scratch = mkdtempSync(join(tmpdir(), "medledger-bench-"));
  const names = readdirSync(patients).filter((name) => existsSync(join(patients, name, "truth.json")));
  const days = names.map((name) => `${name}\t${JSON.parse(readFileSync(join(patients, name, "truth.json"))).asOf}`);
  writeFileSync(join(scratch, "days.tsv"), days.join("\n") + "\n");

  const started = process.hrtime.bigint();
  const results = join(scratch, "results");
  const arguments_ = ["summarize", "--batch", patients, results, "--as-of-file", join(scratch, "days.tsv")];
  const run = spawnSync("out/medledger", arguments_, { encoding: "utf8" });
  if (run.status !== 0 && run.status !== 3) throw new Error(`summarize failed: ${run.stderr}`);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;

  const scorer = join(shared, "tools/score_patients.py");
  const score = JSON.parse(execFileSync("python3", [scorer, patients, results, "--json"], { encoding: "utf8" }));
  const bundles = names.map((name) => join(results, `${name}.json`));
  const figure = (name, value, unit, note = null) => ({
    name,
    value,
    unit,
    peer: null,
    ratio: null,
    limit: null,
    n: names.length,
    note,
  });
  return [
    figure("summary.ips_errors", ipsErrors(shared, bundles), "count"),
    figure("summary.harms", score.harm_total, "count"),
    figure("summary.unsure_share", score.unsure_share, "fraction"),
    ...Object.entries(score.categories).map(([name, one]) => figure(`summary.f1.${name}`, one.f1, "fraction")),
    figure(
      "summary.seconds_per_patient",
      Number((seconds / names.length).toFixed(2)),
      "s",
      "whole folders, OCR included",
    ),
  ];
}

function ipsErrors(shared, bundles) {
  const tool = [join(shared, "tools/ips/ipsval.cjs"), join(shared, "data/health/fhir-ips-2.0.1/definitions")];
  const environment = { ...process.env, NM: join(process.cwd(), "tests/oracles/node_modules") };
  const said = spawnSync("node", [...tool, ...bundles], { encoding: "utf8", env: environment }).stdout;
  const counts = [...said.matchAll(/errors=(\d+)/g)].map((match) => Number(match[1]));
  if (counts.length !== bundles.length) throw new Error("the IPS validator did not judge every bundle");
  return counts.reduce((sum, count) => sum + count, 0);
}
