// Runs the benchmarks of one area and writes out/bench/<area>.json. AREA and DATA come from the environment.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { interop } from "./interop.mjs";
import { nlp } from "./nlp.mjs";
import { ocr } from "./ocr.mjs";
import { summary } from "./summary.mjs";

const areas = { interop, nlp, ocr, summary };
const wanted = process.env.AREA && process.env.AREA !== "all" ? [process.env.AREA] : Object.keys(areas);
const shared = process.env.MEDLEDGER_SHARED || "../shared";

for (const area of wanted) {
  if (!areas[area]) {
    console.error(`bench: there is no benchmark for '${area}' yet; there are: ${Object.keys(areas).join(", ")}.`);
    process.exit(2);
  }

  const machine = { cores: cpus().length, cpu: cpus()[0].model.trim(), loadBefore: loadavg()[0] };
  const figures = await areas[area]({ shared, data: process.env.DATA });
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  mkdirSync("out/bench", { recursive: true });
  writeFileSync(`out/bench/${area}.json`, JSON.stringify({ area, commit, machine, figures }, null, 2) + "\n");
  for (const figure of figures)
    console.log(
      `${figure.name.padEnd(36)} ${String(figure.value).padStart(10)} ${figure.unit}` +
        (figure.peer ? `   (${figure.peer.name} ${figure.peer.value}, ratio ${figure.ratio})` : "") +
        (figure.note ? `   ${figure.note}` : ""),
    );
}
