// Inputs that must be refused or survived, each with a reason in one line. None of them holds a patient.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { imageOnlyPdf } from "./pdf.mjs";
import { chunk, header, signature, writePng } from "./png.mjs";
import { seeded } from "./scan.mjs";

function blank(width, height) {
  return { width, height, pixels: new Uint8Array(width * height).fill(255) };
}

/** Ink blots without a letter: a page that was photographed through a wet bag. */
function blots() {
  const [width, height] = [620, 877];
  const random = seeded(77);
  const page = blank(width, height);
  for (let i = 0; i < 90; i++) {
    const [cx, cy, r] = [random() * width, random() * height, 6 + random() * 34];
    for (let y = Math.max(0, Math.floor(cy - r)); y < Math.min(height, cy + r); y++)
      for (let x = Math.max(0, Math.floor(cx - r)); x < Math.min(width, cx + r); x++) {
        const near = 1 - Math.hypot(x - cx, y - cy) / r;
        if (near > 0) page.pixels[y * width + x] = Math.max(40, page.pixels[y * width + x] - near * 110);
      }
  }
  return writePng(page, 75);
}

function encrypted(pdf) {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    writeFileSync(join(folder, "in.pdf"), pdf);
    // Fixed id and IVs make the file reproducible; that weakens it, which is no matter for a page without content.
    execFileSync("qpdf", [
      "--static-id",
      "--static-aes-iv",
      "--encrypt",
      "open-sesame",
      "owner-sesame",
      "256",
      "--",
      join(folder, "in.pdf"),
      join(folder, "out.pdf"),
    ]);
    return readFileSync(join(folder, "out.pdf"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function randomBytes(length) {
  const random = seeded(2025);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** Each file by name, made when asked for: only the encrypted one needs a program. */
export function badInputs() {
  const pdf = imageOnlyPdf(blank(80, 100), 72);
  const png = writePng(blank(200, 200), 100);
  const deep = 20_000;
  return {
    "empty.txt": () => Buffer.alloc(0),
    "password.pdf": () => encrypted(pdf),
    "truncated.pdf": () => pdf.subarray(0, Math.floor(pdf.length / 3)),
    "truncated.png": () => png.subarray(0, png.length - 40),
    "pdf-named.txt": () => pdf,
    "random.bin": () => randomBytes(4096),
    "deep.json": () => Buffer.from(`{"resourceType":"Bundle","x":${"[".repeat(deep)}${"]".repeat(deep)}}`),
    "two-patients.json": () =>
      Buffer.from('{"resourceType":"Patient","birthDate":"1950-01-01","birthDate":"1960-01-01"}\n'),
    // 40,000 x 25,000 pixels announced in 45 bytes: must be refused from the header.
    "huge-header.png": () => Buffer.concat([signature, header(40_000, 25_000, 8), chunk("IEND", Buffer.alloc(0))]),
    "no-msh.hl7": () =>
      Buffer.from("PID|1||X-1^^^NOWHERE^MR||Nobody^Ann\rOBX|1|NM|2160-0^Creatinine^LN||1.0|mg/dL|||||F\r"),
    "illegible.png": () => blots(),
    "control.txt": () => Buffer.from(Array.from({ length: 1024 }, (_, i) => (i * 7) % 32)),
    "external-entity.xml": () =>
      Buffer.from(
        '<?xml version="1.0"?>\n<!DOCTYPE ClinicalDocument [<!ENTITY leak SYSTEM "file:///nowhere/secret">]>\n' +
          '<ClinicalDocument xmlns="urn:hl7-org:v3"><title>&leak;</title></ClinicalDocument>\n',
      ),
    "markup.txt": () =>
      Buffer.from("Date: 1 March 2025\nPatient: <script>alert(1)</script>\nAllergies: <img src=x onerror=alert(1)>\n"),
  };
}
