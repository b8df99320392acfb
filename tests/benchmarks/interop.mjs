// Documents of other systems: C-CDA, FHIR, HL7 v2 and DICOM, measured in process; the HL7 v2 peer parses the same files in the same run.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const project = "tests/MedLedger.Interop.Bench";

export function interop({ shared, data }) {
  const health = data || join(shared, "data/health");
  if (!existsSync(health)) {
    console.error(`bench: no health data at ${health}. Set MEDLEDGER_SHARED or DATA.`);
    process.exit(1);
  }

  const run = ["run", "-c", "Release", "--project", project, "--", health];
  const said = execFileSync("dotnet", run, { encoding: "utf8", maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "inherit"] });
  const peers = { "interop.hl7v2.parsed": parsedByMedplum(join(health, "hl7v2")) };
  return JSON.parse(said.trim().split("\n").at(-1)).map((figure) => {
    const peer = peers[figure.name] ?? null;
    return { ...figure, peer, ratio: peer && peer.value > 0 ? figure.value / peer.value : null, limit: null };
  });
}

function parsedByMedplum(folder) {
  const require = createRequire(join(process.cwd(), "tests/oracles/package.json"));
  let medplum;
  try {
    medplum = require("@medplum/core");
  } catch {
    return null;
  }

  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter(isMessage) : [];
  const parsed = files.filter((file) => parses(medplum, readFileSync(join(file.parentPath ?? file.path, file.name), "utf8")));
  return files.length === 0 ? null : { name: "@medplum/core Hl7Message", value: parsed.length / files.length };
}

function isMessage(entry) {
  return entry.isFile() && entry.name !== "MANIFEST.tsv" && !entry.name.startsWith("README");
}

function parses(medplum, text) {
  try {
    return medplum.Hl7Message.parse(text).getSegment("MSH") !== undefined;
  } catch {
    return false;
  }
}
