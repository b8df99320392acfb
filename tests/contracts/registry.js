const assert = require("node:assert/strict");
const hre = require("hardhat");
const {
  createPublicClient,
  createWalletClient,
  custom,
  decodeErrorResult,
  encodeAbiParameters,
  encodeFunctionData,
  keccak256,
} = require("viem");
const { hardhat } = require("viem/chains");

const transport = () => custom(hre.network.provider);
const client = () => createPublicClient({ chain: hardhat, transport: transport(), cacheTime: 0 });

/** A fresh registry and the named accounts that talk to it. */
async function deployRegistry() {
  await hre.network.provider.send("hardhat_reset", []);
  const { abi, bytecode } = await hre.artifacts.readArtifact("CheckpointRegistry");
  const [owner, anchorer, stranger] = await hre.network.provider.send("eth_accounts");
  const wallet = createWalletClient({ chain: hardhat, transport: transport() });
  const hash = await wallet.deployContract({ abi, bytecode, account: owner });
  const receipt = await client().getTransactionReceipt({ hash });
  const address = receipt.contractAddress;

  return {
    owner,
    anchorer,
    stranger,
    abi,
    deployGas: receipt.gasUsed,
    read: (functionName, ...args) => client().readContract({ address, abi, functionName, args }),
    async send(from, functionName, ...args) {
      const { request } = await client().simulateContract({ address, abi, functionName, args, account: from });
      const receipt = await client().getTransactionReceipt({ hash: await wallet.writeContract(request) });
      const block = await client().getBlock({ blockNumber: receipt.blockNumber });
      return { gas: receipt.gasUsed, logs: receipt.logs, time: block.timestamp };
    },
    async refuses(error, args, from, functionName, ...given) {
      const data = encodeFunctionData({ abi, functionName, args: given });
      await assert.rejects(hre.network.provider.send("eth_call", [{ from, to: address, data }, "latest"]), (thrown) => {
        const revert = decodeErrorResult({ abi, data: thrown.data?.data ?? thrown.data });
        assert.equal(revert.errorName, error);
        assert.deepEqual(
          revert.args.map((a) => (typeof a === "string" ? a.toLowerCase() : a)),
          args,
        );
        return true;
      });
    },
  };
}

/** The id that the contract must derive: owner and salt together, so that nobody can take another's. */
const logIdOf = (owner, salt) =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [owner, salt]));

const root = (n) => keccak256(`0x${n.toString(16).padStart(4, "0")}`);

module.exports = { deployRegistry, logIdOf, root };
