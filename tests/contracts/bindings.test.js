const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const hre = require("hardhat");

describe("The bindings that C# embeds", () => {
  it("are byte for byte what the source compiles to", async () => {
    const file = join(hre.config.paths.root, "src/MedLedger.Chain/Bindings/CheckpointRegistry.json");
    const { contractName, abi, bytecode, deployedBytecode } = await hre.artifacts.readArtifact("CheckpointRegistry");
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { contractName, abi, bytecode, deployedBytecode });
  });
});
