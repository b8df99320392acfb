// Documents of other systems: C-CDA, FHIR, HL7 v2 and DICOM, measured in process, and messages acknowledged by the built server.
// The peers convert and parse the same files in the same run.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const project = "tests/MedLedger.Interop.Bench";

export function interop({ shared, data }) {
  const health = data || join(shared, "data/health");
  if (!existsSync(health)) {
    console.error(`bench: no health data at ${health}. Set MEDLEDGER_SHARED or DATA.`);
    process.exit(1);
  }

  const run = ["run", "-c", "Release", "--project", project, "--", health, "out/medledger"];
  const said = execFileSync("dotnet", run, {
    encoding: "utf8",
    maxBuffer: 64 << 20,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const peers = {
    "interop.hl7v2.parsed": parsedByMedplum(join(health, "hl7v2")),
    "interop.ccda.documents_converted": convertedByMedplum(join(health, "ccda")),
  };
  return JSON.parse(said.trim().split("\n").at(-1)).map((figure) => {
    const peer = peers[figure.name] ?? null;
    return { ...figure, peer, ratio: peer && peer.value > 0 ? figure.value / peer.value : null, limit: null };
  });
}

function parsedByMedplum(folder) {
  const medplum = peer("@medplum/core");
  const shares = files(folder).map((bytes) => {
    try {
      return medplum.Hl7Message.parse(bytes.toString("utf8")).getSegment("MSH") !== undefined;
    } catch {
      return false;
    }
  });
  return medplum && share("@medplum/core Hl7Message", shares);
}

function convertedByMedplum(folder) {
  const medplum = peer("@medplum/ccda");
  const documents = files(folder)
    .map((bytes) => bytes.toString("utf8"))
    .filter((text) => text.includes("</ClinicalDocument>"));
  const shares = documents.map((text) => {
    try {
      medplum.convertCcdaToFhir(medplum.convertXmlToCcda(text));
      return true;
    } catch {
      return false;
    }
  });
  return medplum && share("@medplum/ccda", shares);
}

function share(name, outcomes) {
  return outcomes.length === 0 ? null : { name, value: outcomes.filter(Boolean).length / outcomes.length };
}

function peer(name) {
  try {
    return createRequire(join(process.cwd(), "tests/oracles/package.json"))(name);
  } catch {
    return null;
  }
}

function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "MANIFEST.tsv" && !entry.name.startsWith("README"))
    .map((entry) => {
      const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
      return entry.name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    });
}
