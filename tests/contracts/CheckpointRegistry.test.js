const assert = require("node:assert/strict");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { parseEventLogs, getAddress } = require("viem");
const { deployRegistry, logIdOf, root } = require("./registry.js");

const SALT = `0x${"5a".repeat(32)}`;
const ZERO_ADDRESS = `0x${"00".repeat(20)}`;
const ZERO_ROOT = `0x${"00".repeat(32)}`;
const MAX_SIZE = 2n ** 64n - 1n;

describe("CheckpointRegistry", () => {
  let registry, logId;

  beforeEach(async () => {
    registry = await deployRegistry();
    logId = logIdOf(registry.owner, SALT);
  });

  const register = () => registry.send(registry.owner, "register", SALT, registry.anchorer);
  const anchor = (epoch, size, r = root(Number(epoch))) =>
    registry.send(registry.anchorer, "anchor", logId, epoch, size, r);
  const event = ({ logs }, eventName) => {
    const found = parseEventLogs({ abi: registry.abi, logs, eventName });
    assert.equal(found.length, 1);
    assert.equal(logs.length, 1);
    return found[0].args;
  };

  describe("register", () => {
    it("derives the id from the caller and the salt, and says so", async () => {
      const done = await register();
      assert.deepEqual(event(done, "LogRegistered"), {
        logId,
        owner: getAddress(registry.owner),
        salt: SALT,
        anchorer: getAddress(registry.anchorer),
      });
      assert.deepEqual(await registry.read("registration", logId), {
        owner: getAddress(registry.owner),
        anchorer: getAddress(registry.anchorer),
        latestEpoch: 0n,
      });
    });

    it("refuses the same log twice, so that a registration cannot reset the epochs", async () => {
      await register();
      await anchor(1n, 5n);
      await registry.refuses(
        "CheckpointRegistryAlreadyRegistered",
        [logId],
        registry.owner,
        "register",
        SALT,
        registry.stranger,
      );
      assert.equal((await registry.read("latest", logId)).size, 5n);
    });

    it("gives a stranger with the same salt another id", async () => {
      const done = await registry.send(registry.stranger, "register", SALT, registry.stranger);
      assert.equal(event(done, "LogRegistered").logId, logIdOf(registry.stranger, SALT));
      await register();
      assert.equal((await registry.read("registration", logId)).owner, getAddress(registry.owner));
    });

    it("can be registered with anchoring stopped from the start", async () => {
      await registry.send(registry.owner, "register", SALT, ZERO_ADDRESS);
      await registry.refuses(
        "CheckpointRegistryNotAnchorer",
        [logId, registry.owner],
        registry.owner,
        "anchor",
        logId,
        1n,
        1n,
        root(1),
      );
    });
  });

  describe("setAnchorer", () => {
    it("hands anchoring to another key at once", async () => {
      await register();
      const done = await registry.send(registry.owner, "setAnchorer", logId, registry.stranger);
      assert.deepEqual(event(done, "AnchorerChanged"), {
        logId,
        previous: getAddress(registry.anchorer),
        current: getAddress(registry.stranger),
      });
      await registry.refuses(
        "CheckpointRegistryNotAnchorer",
        [logId, registry.anchorer],
        registry.anchorer,
        "anchor",
        logId,
        1n,
        1n,
        root(1),
      );
      await registry.send(registry.stranger, "anchor", logId, 1n, 1n, root(1));
    });

    it("stops anchoring with the zero address and keeps what is anchored", async () => {
      await register();
      await anchor(1n, 3n);
      await registry.send(registry.owner, "setAnchorer", logId, ZERO_ADDRESS);
      await registry.refuses(
        "CheckpointRegistryNotAnchorer",
        [logId, registry.anchorer],
        registry.anchorer,
        "anchor",
        logId,
        2n,
        4n,
        root(2),
      );
      assert.equal((await registry.read("checkpoint", logId, 1n)).root, root(1));
      await registry.send(registry.owner, "setAnchorer", logId, registry.anchorer);
      await anchor(2n, 4n);
    });

    it("is refused to the anchorer and to strangers", async () => {
      await register();
      for (const caller of [registry.anchorer, registry.stranger])
        await registry.refuses(
          "CheckpointRegistryNotOwner",
          [logId, caller],
          caller,
          "setAnchorer",
          logId,
          registry.stranger,
        );
    });

    it("is refused for a log that nobody registered", async () => {
      await registry.refuses(
        "CheckpointRegistryNotRegistered",
        [logId],
        registry.owner,
        "setAnchorer",
        logId,
        registry.anchorer,
      );
    });
  });

  describe("anchor", () => {
    it("keeps every checkpoint with its epoch, size, root and block time", async () => {
      await register();
      const sizes = [1n, 2n, 7n, 1000n, MAX_SIZE];
      const times = [];
      for (const [i, size] of sizes.entries()) {
        const done = await anchor(BigInt(i + 1), size);
        times.push(done.time);
        assert.deepEqual(event(done, "CheckpointAnchored"), {
          logId,
          epoch: BigInt(i + 1),
          size,
          root: root(i + 1),
        });
      }
      for (const [i, size] of sizes.entries())
        assert.deepEqual(await registry.read("checkpoint", logId, BigInt(i + 1)), {
          epoch: BigInt(i + 1),
          size,
          blockTime: times[i],
          root: root(i + 1),
        });
      assert.deepEqual(
        await registry.read("latest", logId),
        await registry.read("checkpoint", logId, BigInt(sizes.length)),
      );
      assert.equal((await registry.read("registration", logId)).latestEpoch, BigInt(sizes.length));
    });

    it("refuses an epoch that is repeated, skipped or zero", async () => {
      await register();
      await anchor(1n, 5n);
      for (const epoch of [0n, 1n, 3n, MAX_SIZE])
        await registry.refuses(
          "CheckpointRegistryNotNextEpoch",
          [logId, 2n, epoch],
          registry.anchorer,
          "anchor",
          logId,
          epoch,
          6n,
          root(2),
        );
    });

    it("refuses a size that shrinks or stands still", async () => {
      await register();
      await anchor(1n, 5n);
      for (const size of [0n, 4n, 5n])
        await registry.refuses(
          "CheckpointRegistryNotGrowing",
          [logId, 5n, size],
          registry.anchorer,
          "anchor",
          logId,
          2n,
          size,
          root(2),
        );
    });

    it("refuses an empty log as the first checkpoint", async () => {
      await register();
      await registry.refuses(
        "CheckpointRegistryNotGrowing",
        [logId, 0n, 0n],
        registry.anchorer,
        "anchor",
        logId,
        1n,
        0n,
        root(1),
      );
    });

    it("refuses a root of zero", async () => {
      await register();
      await registry.refuses(
        "CheckpointRegistryEmptyRoot",
        [logId],
        registry.anchorer,
        "anchor",
        logId,
        1n,
        1n,
        ZERO_ROOT,
      );
    });

    it("is refused to the owner and to strangers", async () => {
      await register();
      for (const caller of [registry.owner, registry.stranger])
        await registry.refuses(
          "CheckpointRegistryNotAnchorer",
          [logId, caller],
          caller,
          "anchor",
          logId,
          1n,
          1n,
          root(1),
        );
    });

    it("is refused for a log that nobody registered", async () => {
      await registry.refuses(
        "CheckpointRegistryNotRegistered",
        [logId],
        registry.anchorer,
        "anchor",
        logId,
        1n,
        1n,
        root(1),
      );
    });

    it("keeps the logs of two owners apart", async () => {
      await register();
      const other = logIdOf(registry.stranger, SALT);
      await registry.send(registry.stranger, "register", SALT, registry.stranger);
      await anchor(1n, 5n);
      await registry.send(registry.stranger, "anchor", other, 1n, 2n, root(9));
      assert.equal((await registry.read("latest", logId)).size, 5n);
      assert.equal((await registry.read("latest", other)).size, 2n);
    });
  });

  describe("views", () => {
    it("answer zeros for what was never written", async () => {
      const nothing = { epoch: 0n, size: 0n, blockTime: 0n, root: ZERO_ROOT };
      assert.deepEqual(await registry.read("latest", logId), nothing);
      await register();
      assert.deepEqual(await registry.read("latest", logId), nothing);
      assert.deepEqual(await registry.read("checkpoint", logId, 0n), nothing);
      await anchor(1n, 1n);
      assert.deepEqual(await registry.read("checkpoint", logId, 0n), nothing);
      assert.deepEqual(await registry.read("checkpoint", logId, 2n), nothing);
    });
  });

  describe("the surface", () => {
    it("has no function beyond those that are specified: nothing can rewrite history", () => {
      const functions = registry.abi.filter((item) => item.type === "function").map((item) => item.name);
      assert.deepEqual(functions.sort(), ["anchor", "checkpoint", "latest", "register", "registration", "setAnchorer"]);
      assert.ok(!registry.abi.some((item) => item.type === "fallback" || item.type === "receive"));
      assert.ok(!registry.abi.some((item) => item.stateMutability === "payable"));
    });
  });

  describe("gas", () => {
    // UPDATE_GAS=1 rewrites the snapshot; the change then shows in review.
    it("equals the committed snapshot", async () => {
      const measured = { deploy: Number(registry.deployGas) };
      measured.register = Number((await register()).gas);
      measured.anchorFirst = Number((await anchor(1n, 1_000n)).gas);
      measured.anchorNext = Number((await anchor(2n, 2_000n)).gas);
      measured.setAnchorer = Number((await registry.send(registry.owner, "setAnchorer", logId, registry.stranger)).gas);

      const file = join(__dirname, "gas-snapshot.json");
      if (process.env.UPDATE_GAS) writeFileSync(file, JSON.stringify(measured, null, 2) + "\n");
      assert.deepEqual(measured, JSON.parse(readFileSync(file, "utf8")));
    });
  });
});
