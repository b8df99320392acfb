// The one page of whole patient folders and of other systems' bundles, judged by the scorer and the IPS validator of the
// shared material; the peer makes its summaries of the same bundles in the same run.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { Browser } from "../../tools/pages/browser.mjs";

// The clinical day of the bundles, which have no day of their own: after the newest of them.
const bundleDay = "2026-01-01";

export async function summary({ shared, data }) {
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
  const foreign = bundlesOf(shared, scratch);
  const pages = await onePage(foreign.pages, scratch);
  const peer = await peerOf(foreign.synthea);
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
    {
      ...figure("summary.ips_errors", ipsErrors(shared, [...bundles, ...foreign.ips]), "count"),
      n: bundles.length + foreign.ips.length,
      note: `${foreign.refused} files without a single patient were refused`,
    },
    {
      ...figure("summary.one_page_share", pages / foreign.pages.length, "fraction"),
      n: foreign.pages.length,
      note: "printed by Chromium, counted by pdfinfo",
    },
    {
      ...figure(
        "summary.ms_per_bundle",
        foreign.milliseconds,
        "ms",
        "a Synthea bundle read, understood, reconciled, written; median",
      ),
      n: foreign.synthea.length,
      peer,
      ratio: peer ? Number((foreign.milliseconds / peer.value).toFixed(3)) : null,
    },
    { ...figure("summary.provenance_resolved", foreign.resolved, "fraction"), n: foreign.sources },
    {
      ...figure("summary.ddi_high_priority", foreign.interrupting, "fraction", "published pairs that interrupt"),
      n: foreign.pairs,
    },
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

function bundlesOf(shared, scratch) {
  const out = join(scratch, "bundles");
  const folders = ["data/health/fhir-synthea", "data/health/fhir-ips-vendors", "data/terminology/ddi"].map((path) =>
    join(shared, path),
  );
  const run = ["run", "-c", "Release", "--project", "tests/MedLedger.Summary.Bench", "--", out, bundleDay, ...folders];
  const said = JSON.parse(
    execFileSync("dotnet", run, { encoding: "utf8", maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "inherit"] })
      .trim()
      .split("\n")
      .at(-1),
  );
  const made = said.made.map((one, i) => ({ ...one, ips: join(out, `${i}.json`), page: join(out, `${i}.html`) }));
  const good = made.filter((one) => one.refused === null || one.refused === undefined);
  const synthea = good.filter((one) => one.folder.includes("synthea"));
  return {
    ips: good.map((one) => one.ips),
    pages: good.map((one) => one.page),
    refused: made.length - good.length,
    synthea: synthea.map((one) => find(one.folder, one.name)),
    milliseconds: Number(median(synthea.map((one) => one.milliseconds)).toFixed(2)),
    resolved: said.sources ? said.resolved / said.sources : 0,
    sources: said.sources,
    pairs: said.pairs,
    interrupting: said.pairs ? said.interrupting / said.pairs : 0,
  };
}

function find(folder, name) {
  const entry = readdirSync(folder, { recursive: true }).find((path) => path.endsWith(name));
  return join(folder, entry);
}

async function onePage(pages, scratch) {
  const browser = await Browser.start();
  let single = 0;
  try {
    for (const page of pages) {
      await browser.send("Page.navigate", { url: pathToFileURL(page).href });
      for (let i = 0; i < 100 && (await browser.evaluate("document.readyState")) !== "complete"; i++)
        await new Promise((done) => setTimeout(done, 10));
      const { data } = await browser.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
      const pdf = join(scratch, "page.pdf");
      writeFileSync(pdf, Buffer.from(data, "base64"));
      if (/Pages:\s+1\n/.test(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))) single++;
      else console.error(`bench: not one sheet: ${page}`);
      rmSync(pdf);
    }
  } finally {
    await browser.close();
  }
  return single;
}

// How often each bundle goes through before any is timed, on both sides: Program.cs says the same.
const WARMING_PASSES = 3;

// Its median over the same bundles, each three times when both are warm, in this process as ours in its own.
async function peerOf(files) {
  const entry = "tests/oracles/node_modules/@imranq2/fhirpatientsummary/dist/index.js";
  if (!existsSync(entry)) return null;
  const { ComprehensiveIPSCompositionBuilder } = await import(pathToFileURL(join(process.cwd(), entry)).href);
  const texts = files.map((file) => gunzipSync(readFileSync(file)).toString("utf8"));
  const time = async (text) => {
    const started = process.hrtime.bigint();
    await summarizeAsPeer(ComprehensiveIPSCompositionBuilder, JSON.parse(text));
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  const readable = [];
  for (const text of texts) {
    try {
      await time(text);
      readable.push(text);
    } catch {
      // What it cannot read is not timed.
    }
  }
  for (let pass = 1; pass < WARMING_PASSES; pass++) for (const text of readable) await time(text);
  const times = [];
  for (const text of readable) {
    const rounds = [];
    for (let i = 0; i < 3; i++) rounds.push(await time(text));
    times.push(median(rounds));
  }
  return times.length > 0 ? { name: "@imranq2/fhirpatientsummary", value: Number(median(times).toFixed(2)) } : null;
}

async function summarizeAsPeer(Builder, bundle) {
  const patient = bundle.entry.find((entry) => entry.resource.resourceType === "Patient").resource;
  const builder = new Builder().setPatient(patient);
  await (builder.readBundleAsync ?? builder.read_bundle).call(builder, bundle, "UTC");
  const build = builder.buildBundleAsync ?? builder.build_bundle;
  return JSON.stringify(await build.call(builder, "org-1", "A hospital", "https://example.org/fhir", "UTC"));
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function ipsErrors(shared, bundles) {
  const tool = [
    "--max-old-space-size=4096",
    join(shared, "tools/ips/ipsval.cjs"),
    join(shared, "data/health/fhir-ips-2.0.1/definitions"),
  ];
  const environment = { ...process.env, NM: join(process.cwd(), "tests/oracles/node_modules") };
  const said = spawnSync("node", [...tool, ...bundles], {
    encoding: "utf8",
    env: environment,
    maxBuffer: 64 << 20,
  }).stdout;
  const counts = [...said.matchAll(/errors=(\d+)/g)].map((match) => Number(match[1]));
  if (counts.length !== bundles.length) throw new Error("the IPS validator did not judge every bundle");
  return counts.reduce((sum, count) => sum + count, 0);
}
