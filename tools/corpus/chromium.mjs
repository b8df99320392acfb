// Prints a page with headless Chromium and, for scans, rasterises it with poppler's pdftoppm.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const chromium = process.env.CHROMIUM ?? "chromium";

function inScratch(work) {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(html, folder) {
  const pdf = join(folder, "page.pdf");
  execFileSync(
    chromium,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-pdf-header-footer",
      `--user-data-dir=${join(folder, "profile")}`,
      `--print-to-pdf=${pdf}`,
      pathToFileURL(html).href,
    ],
    { stdio: "ignore" },
  );
  return pdf;
}

/** The page as PDF bytes with its dates fixed, so that a second run differs in nothing that a reader sees. */
export function printPdf(html, madeOn) {
  return inScratch((folder) => {
    const pdf = print(html, folder);
    const text = readFileSync(pdf, "latin1").replace(/\/(CreationDate|ModDate) \(D:\d{14}/g, `/$1 (D:${madeOn}090000`);
    return Buffer.from(text, "latin1");
  });
}

/** The first page as 8-bit grey pixels. */
export function rasterise(html, dpi) {
  return inScratch((folder) => {
    const pdf = print(html, folder);
    execFileSync("pdftoppm", ["-gray", "-r", String(dpi), "-f", "1", "-singlefile", pdf, join(folder, "page")]);
    return readPgm(readFileSync(join(folder, "page.pgm")));
  });
}

function readPgm(bytes) {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString("latin1"));
  if (!header) throw new Error("pdftoppm wrote no 8-bit PGM.");
  const [width, height] = [Number(header[1]), Number(header[2])];
  return { width, height, pixels: new Uint8Array(bytes.subarray(header[0].length, header[0].length + width * height)) };
}
