const { subtask } = require("hardhat/config");
const { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } = require("hardhat/builtin-tasks/task-names");

const SOLC = "0.8.30";

// The compiler comes from the lock file (npm solc), so that nothing is downloaded at build time.
subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, async ({ solcVersion }) => {
  if (solcVersion !== SOLC) throw new Error(`Contracts are compiled with solc ${SOLC} only, not ${solcVersion}.`);
  const solc = require("solc");
  return {
    version: solcVersion,
    longVersion: solc.version().replace(/\.Emscripten.*/, ""),
    compilerPath: require.resolve("solc/soljson.js"),
    isSolcJs: true,
  };
});

/** @type import("hardhat/config").HardhatUserConfig */
module.exports = {
  solidity: {
    version: SOLC,
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 200 },
      // Without the metadata digest the same source gives the same bytes in any folder: auditors compare code.
      metadata: { bytecodeHash: "none", appendCBOR: false },
    },
  },
  networks: { hardhat: { hardfork: "cancun", chainId: 31337 } },
  paths: { sources: "./contracts", tests: "./tests/contracts" },
  mocha: { timeout: 60_000 },
};
