// Copies what C# needs of a compiled contract (abi, creation code, runtime code) into the project that embeds it.
// With --check it changes nothing and fails when recompiling gives anything else than what is committed.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const CONTRACTS = ["CheckpointRegistry"];
const root = fileURLToPath(new URL("../..", import.meta.url));
const check = process.argv.includes("--check");

execFileSync(process.execPath, [join(root, "node_modules/hardhat/internal/cli/bootstrap.js"), "compile", "--quiet"], {
  cwd: root,
  stdio: "inherit",
});

let stale = 0;
for (const name of CONTRACTS) {
  const { contractName, abi, bytecode, deployedBytecode } = JSON.parse(
    readFileSync(join(root, `artifacts/contracts/${name}.sol/${name}.json`), "utf8"),
  );
  const made = JSON.stringify({ contractName, abi, bytecode, deployedBytecode }, null, 2) + "\n";
  const target = join(root, `src/MedLedger.Chain/Bindings/${name}.json`);

  if (!check) writeFileSync(target, made);
  else if (readFileSync(target, "utf8") !== made) {
    console.error(`${name}: the compiled contract differs from ${target}; run npm run bindings and commit the result.`);
    stale++;
  } else console.log(`${name}: recompiling gives the committed code (${(deployedBytecode.length - 2) / 2} bytes).`);
}
process.exit(stale === 0 ? 0 : 1);
