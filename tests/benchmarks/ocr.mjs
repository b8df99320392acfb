// Reading: the tesseract command line and ours on the same pages in the same run, judged by the shared scorer.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { measured } from "./measured.mjs";

const workers = 2;
const pageImage = /\.(png|jpe?g|tiff?|bmp|webp|gif)$/i;
const copiesOfTextLayers = 20;

export async function ocr({ shared, data }) {
  const pages = resolve(data || join(shared, "data/ocr/synthetic"));
  const scorer = join(shared, "tools/score_ocr.py");
  if (!existsSync(pages)) fail(`no pages at ${pages}. Set MEDLEDGER_SHARED or DATA.`);
  if (!existsSync(scorer)) fail(`no scorer at ${scorer}. Set MEDLEDGER_SHARED.`);
  const hasTruth = (name) => existsSync(join(pages, name.replace(pageImage, ".gt.txt")));
  const images = readdirSync(pages).filter((name) => pageImage.test(name) && hasTruth(name));
  if (images.length === 0) fail(`no page images with their truth (NAME.gt.txt) in ${pages}.`);

  const scratch = mkdtempSync(join(tmpdir(), "medledger-bench-"));
  try {
    const input = join(scratch, "pages");
    mkdirSync(input);
    // Only the images: the truth must not lie where the readers look.
    for (const name of images) cpSync(join(pages, name), join(input, name), { dereference: true });
    say(`${images.length} pages of ${basename(pages)}: the tesseract command line`);
    const peer = await tesseract(input, images, join(scratch, "tesseract"));
    say("one reader");
    const alone = await read(input, join(scratch, "one"), 1);
    say("two readers");
    const both = await read(input, join(scratch, "two"), 2);
    say("text layers");
    const judge = (folder) =>
      JSON.parse(
        execFileSync("python3", [scorer, pages, folder, "--json", "--allow-missing"], {
          encoding: "utf8",
          maxBuffer: 1e9,
        }),
      );
    const scores = { peer: judge(peer.folder), alone: judge(alone.folder), both: judge(both.folder) };
    return [
      ...accuracy(scores, images.length),
      ...cost(peer, alone, both, images.length),
      ...(await textLayers(shared, scratch)),
      ...byProfile(scores),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function say(step) {
  console.error(`bench: ocr: ${step}`);
}

function fail(message) {
  console.error(`bench: ${message}`);
  process.exit(1);
}

async function tesseract(input, images, folder) {
  mkdirSync(folder);
  const one = 'name=$(basename "$1"); tesseract "$1" "$2/${name%.*}" >/dev/null 2>&1 || true';
  const script = `printf '%s\\0' "$@" | xargs -0 -P ${workers} -I{} bash -c '${one}' bash {} "$OUT"`;
  const environment = { ...process.env, OMP_THREAD_LIMIT: "1", LC_ALL: "C", OUT: folder };
  const files = images.map((name) => join(input, name));
  return { folder, ...(await measured(["bash", "-c", script, "bash", ...files], { env: environment })) };
}

async function read(input, folder, readers) {
  const options = ["--format", "json", "--readers", String(readers), "--workers", String(workers)];
  // The reader itself, not the wrappers that lock it in.
  const isReader = (command) =>
    /medledger\S*\0(.*\0)?reader-process/.test(command) && !/^(bwrap|prlimit|unshare)/.test(command);
  const run = await measured(["out/medledger", "read", "--batch", input, folder, ...options], {}, isReader);
  if (run.status !== 0 && run.status !== 3) fail(`medledger read ended with ${run.status}: ${run.complaint}`);
  return { folder, ...run };
}

const round = (value, digits = 3) => (value === null || value === undefined ? null : Number(value.toFixed(digits)));

function figure(name, value, unit, n, { peer = null, note = null } = {}) {
  const other = peer === null ? null : { name: "tesseract command line", value: round(peer) };
  return {
    name,
    value: round(value, 4),
    unit,
    peer: other,
    ratio: peer ? round(value / peer) : null,
    limit: null,
    n,
    note,
  };
}

function accuracy({ peer, alone, both }, n) {
  const [ours, theirs] = [both.overall, peer.overall];
  const accepted = Math.round(ours.numbers_readable * ours.numbers_auto_accepted);
  return [
    figure("ocr.cer", ours.CER, "percent", n, { peer: theirs.CER }),
    figure("ocr.wer", ours.WER, "percent", n, { peer: theirs.WER }),
    figure("ocr.num", ours.NUM, "percent", n, { peer: theirs.NUM }),
    figure("ocr.cer_one_reader", alone.overall.CER, "percent", n, { peer: theirs.CER }),
    figure("ocr.num_one_reader", alone.overall.NUM, "percent", n, { peer: theirs.NUM }),
    figure("ocr.numbers_auto_accepted", ours.numbers_auto_accepted, "fraction", ours.numbers_readable),
    figure("ocr.numbers_auto_accepted_wrong", ours.numbers_auto_accepted_wrong, "fraction", accepted, {
      note: `${Math.round(accepted * (ours.numbers_auto_accepted_wrong ?? 0))} of ${accepted} accepted`,
    }),
  ];
}

const cost = (peer, alone, both, n) => [
  figure("ocr.cpu_per_page", alone.cpuSeconds / n, "s", n, {
    peer: peer.cpuSeconds / n,
    note: "one reader, with preparation",
  }),
  figure("ocr.cpu_per_page_two_readers", both.cpuSeconds / n, "s", n, { peer: peer.cpuSeconds / n }),
  figure("ocr.pages_per_second", n / both.seconds, "1/s", n, {
    peer: n / peer.seconds,
    note: `${workers} workers, two readers`,
  }),
  figure("ocr.worker_peak_mb", both.peakMb, "MB", n, { note: "largest resident set of a reader process, two readers" }),
];

/** PDFs with a text layer, each several times, so that the start of the program does not decide. */
async function textLayers(shared, scratch) {
  const reports = join(shared, "data/ocr/medical_reports/easy");
  const pdfs = existsSync(reports) ? readdirSync(reports).filter((name) => name.endsWith(".pdf")) : [];
  if (pdfs.length === 0) return [];
  const input = join(scratch, "layers");
  mkdirSync(input);
  for (let copy = 0; copy < copiesOfTextLayers; copy++)
    for (const name of pdfs) cpSync(join(reports, name), join(input, `${copy}-${name}`));
  const run = await read(input, join(scratch, "layers-read"), 2);
  const results = readdirSync(run.folder).filter((name) => name.endsWith(".json"));
  const count = results
    .map((name) => JSON.parse(readFileSync(join(run.folder, name))).pages)
    .reduce((sum, pages) => sum + pages.filter((page) => page.origin === "text-layer").length, 0);
  const note = `${pdfs.length} PDFs of ${basename(reports)}, ${copiesOfTextLayers} times each, ${workers} workers`;
  return [figure("ocr.text_layer_pages_per_second", count / run.seconds, "1/s", count, { note })];
}

function byProfile({ peer, both }) {
  return Object.entries(both.by_profile ?? {}).flatMap(([profile, ours]) => {
    const theirs = peer.by_profile[profile];
    return [
      figure(`ocr.cer.${profile}`, ours.CER, "percent", ours.pages, { peer: theirs.CER }),
      figure(`ocr.num.${profile}`, ours.NUM ?? 100, "percent", ours.pages, { peer: theirs.NUM }),
      figure(`ocr.numbers_auto_accepted.${profile}`, ours.numbers_auto_accepted, "fraction", ours.numbers_readable),
      figure(`ocr.numbers_auto_accepted_wrong.${profile}`, ours.numbers_auto_accepted_wrong, "fraction", ours.pages),
    ];
  });
}
