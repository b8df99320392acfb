// Makes the vectors that C# and JavaScript both read, with viem as the foreign oracle. With --check it changes nothing
// and fails when the committed files differ. Keys are derived from public text: they protect nothing.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  encodeAbiParameters,
  getContractAddress,
  hashDomain,
  hashStruct,
  hashTypedData,
  keccak256,
  parseTransaction,
  toHex,
} from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";

const key = (n) => keccak256(toHex(`medledger public test key ${n}`));
const zeroAddress = `0x${"00".repeat(20)}`;
const bytes = (n, length) => keccak256(toHex(`bytes ${n}`)).slice(0, 2 + 2 * length);
const address = (n) => privateKeyToAccount(key(n)).address;
const domain = { name: "MedLedger", version: "1", chainId: 31337, verifyingContract: address("contract") };
const domainTypes = {
  name: { name: "name", type: "string" },
  version: { name: "version", type: "string" },
  chainId: { name: "chainId", type: "uint256" },
  verifyingContract: { name: "verifyingContract", type: "address" },
  salt: { name: "salt", type: "bytes32" },
};
const EIP712Domain = (d) =>
  Object.keys(domainTypes)
    .filter((k) => k in d)
    .map((k) => domainTypes[k]);

const document = (types, primaryType, message, d = domain) => ({
  types: { EIP712Domain: EIP712Domain(d), ...types },
  primaryType,
  domain: d,
  message,
});

const person = [
  { name: "name", type: "string" },
  { name: "wallet", type: "address" },
];
const documents = {
  "the mail of the specification": document(
    {
      Person: person,
      Mail: [
        { name: "from", type: "Person" },
        { name: "to", type: "Person" },
        { name: "contents", type: "string" },
      ],
    },
    "Mail",
    {
      from: { name: "Cow", wallet: "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826" },
      to: { name: "Bob", wallet: "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB" },
      contents: "Hello, Bob!",
    },
    { name: "Ether Mail", version: "1", chainId: 1, verifyingContract: "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC" },
  ),
  "a flat document with fixed bytes and times": document(
    {
      Permission: [
        { name: "subject", type: "bytes32" },
        { name: "scope", type: "string" },
        { name: "notBefore", type: "uint64" },
        { name: "notAfter", type: "uint64" },
        { name: "nonce", type: "uint256" },
      ],
    },
    "Permission",
    {
      subject: bytes(1, 32),
      scope: "summary",
      notBefore: 1767225600,
      notAfter: 1767312000,
      nonce: "115792089237316195423570985008687907853269984665640564039457584007913129639935",
    },
  ),
  "a grant": document(
    {
      AccessGrant: [
        { name: "patientRef", type: "bytes32" },
        { name: "grantee", type: "bytes32" },
        { name: "scope", type: "string" },
        { name: "purpose", type: "string" },
        { name: "notBefore", type: "uint64" },
        { name: "notAfter", type: "uint64" },
        { name: "nonce", type: "uint64" },
        { name: "deadline", type: "uint64" },
        { name: "signedAt", type: "uint64" },
      ],
    },
    "AccessGrant",
    {
      patientRef: bytes("patient", 32),
      grantee: bytes("grantee", 32),
      scope: "summary",
      purpose: "TREAT",
      notBefore: "1772362800",
      notAfter: "1772967600",
      nonce: "18446744073709551615",
      deadline: "1772370000",
      signedAt: "1772366340",
    },
  ),
  "a revocation": document(
    {
      AccessRevocation: [
        { name: "grantId", type: "bytes32" },
        { name: "revokedAt", type: "uint64" },
        { name: "nonce", type: "uint64" },
      ],
    },
    "AccessRevocation",
    { grantId: bytes("grant id", 32), revokedAt: "1772366400", nonce: "9007199254740993" },
  ),
  "every atomic type": document(
    {
      All: [
        { name: "a", type: "address" },
        { name: "b", type: "bool" },
        { name: "c", type: "bool" },
        { name: "d", type: "string" },
        { name: "e", type: "bytes" },
        { name: "f", type: "bytes1" },
        { name: "g", type: "bytes20" },
        { name: "h", type: "bytes32" },
        { name: "i", type: "uint8" },
        { name: "j", type: "uint256" },
        { name: "k", type: "int8" },
        { name: "l", type: "int256" },
        { name: "m", type: "int128" },
        { name: "n", type: "uint48" },
      ],
    },
    "All",
    {
      a: zeroAddress,
      b: true,
      c: false,
      d: "Grüße, 😁",
      e: "0x",
      f: "0x7f",
      g: bytes(2, 20),
      h: bytes(3, 32),
      i: 255,
      j: "0",
      k: -128,
      l: "-57896044618658097711785492504343953926634992332820282019728792003956564819968",
      m: "-1",
      n: "281474976710655",
    },
  ),
  "arrays of every shape": document(
    {
      Item: [
        { name: "id", type: "uint256" },
        { name: "data", type: "bytes" },
      ],
      Box: [
        { name: "empty", type: "string[]" },
        { name: "words", type: "string[]" },
        { name: "pair", type: "uint8[2]" },
        { name: "grid", type: "int16[2][]" },
        { name: "items", type: "Item[]" },
        { name: "blobs", type: "bytes[1]" },
        { name: "none", type: "Item[]" },
      ],
    },
    "Box",
    {
      empty: [],
      words: ["a", "", "ä"],
      pair: [1, 2],
      grid: [
        [1, -2],
        [3, -4],
        [5, -6],
      ],
      items: [
        { id: 1, data: "0x00" },
        { id: 2, data: bytes(4, 31) },
      ],
      blobs: ["0xffff"],
      none: [],
    },
  ),
  "types that refer to each other out of order": document(
    {
      Zebra: [
        { name: "apple", type: "Apple" },
        { name: "mango", type: "Mango[]" },
      ],
      Mango: [{ name: "apple", type: "Apple" }],
      Apple: [{ name: "value", type: "uint32" }],
      Unused: [{ name: "nothing", type: "bool" }],
    },
    "Zebra",
    { apple: { value: 1 }, mango: [{ apple: { value: 2 } }, { apple: { value: 3 } }] },
  ),
  "a type that holds itself": document(
    {
      Node: [
        { name: "name", type: "string" },
        { name: "children", type: "Node[]" },
      ],
    },
    "Node",
    {
      name: "root",
      children: [
        { name: "left", children: [] },
        { name: "right", children: [{ name: "leaf", children: [] }] },
      ],
    },
  ),
  "a domain with a salt alone": document({ A: [{ name: "x", type: "uint8" }] }, "A", { x: 1 }, { salt: bytes(5, 32) }),
  "an empty domain and an empty struct": document({ Empty: [] }, "Empty", {}, {}),
};

async function typedData() {
  const cases = [];
  for (const [name, doc] of Object.entries(documents)) {
    const account = privateKeyToAccount(key(cases.length));
    cases.push({
      name,
      document: doc,
      digest: hashTypedData(doc),
      domainSeparator: hashDomain({ domain: doc.domain, types: doc.types }),
      structHash: hashStruct({ data: doc.message, primaryType: doc.primaryType, types: doc.types }),
      key: key(cases.length),
      address: account.address,
      signature: await account.signTypedData(doc),
    });
  }
  return { what: "EIP-712 digests and RFC 6979 signatures, made with viem", cases };
}

async function transactions() {
  const bodies = [
    { chainId: 1, nonce: 0, maxPriorityFeePerGas: 0n, maxFeePerGas: 0n, gas: 0n, to: address("to"), data: "0x" },
    {
      chainId: 31337,
      nonce: 1,
      maxPriorityFeePerGas: 1_000_000_000n,
      maxFeePerGas: 3_000_000_000n,
      gas: 21_000n,
      to: address("to"),
      data: "0x00",
    },
    {
      chainId: 31337,
      nonce: 127,
      maxPriorityFeePerGas: 1n,
      maxFeePerGas: 127n,
      gas: 128n,
      to: address("to"),
      data: "0x7f",
    },
    {
      chainId: 11155111,
      nonce: 128,
      maxPriorityFeePerGas: 2n ** 64n,
      maxFeePerGas: 2n ** 100n,
      gas: 2n ** 53n,
      to: address("to"),
      data: bytes(6, 32),
    },
    {
      chainId: 31337,
      nonce: 255,
      maxPriorityFeePerGas: 7n,
      maxFeePerGas: 9n,
      gas: 60_000n,
      to: address("to"),
      data: `0x${"ab".repeat(55)}`,
    },
    {
      chainId: 31337,
      nonce: 65536,
      maxPriorityFeePerGas: 7n,
      maxFeePerGas: 9n,
      gas: 600_000n,
      data: `0x${"60".repeat(56)}`,
    },
    {
      chainId: 31337,
      nonce: 5,
      maxPriorityFeePerGas: 7n,
      maxFeePerGas: 9n,
      gas: 6_000_000n,
      data: `0x${"cd".repeat(70_000)}`,
      long: true,
    },
  ];
  const cases = [];
  for (const [i, { long, ...body }] of bodies.entries()) {
    const account = privateKeyToAccount(key(`tx ${i}`));
    const raw = await account.signTransaction({ type: "eip1559", ...body });
    if (parseTransaction(raw).type !== "eip1559") throw new Error("not an EIP-1559 transaction");
    const text = Object.fromEntries(
      Object.entries(body).map(([k, v]) => [k, typeof v === "bigint" ? v.toString() : v]),
    );
    if (long) text.data = { repeat: "cd", times: 70_000 };
    cases.push({
      key: key(`tx ${i}`),
      sender: account.address,
      ...text,
      ...(long ? {} : { raw }),
      hash: keccak256(raw),
    });
  }
  return { what: "signed EIP-1559 transactions, made with viem; a long one is given by its hash alone", cases };
}

function accounts() {
  const mnemonic = "test test test test test test test test test test test junk";
  return {
    what: "addresses with ERC-55 checksums, contract addresses, log ids and the development accounts, made with viem",
    addresses: [...Array(12).keys()].map((i) => ({ key: key(`address ${i}`), address: address(`address ${i}`) })),
    contracts: [0, 1, 127, 128, 255, 256, 65536].map((nonce) => ({
      sender: address("deployer"),
      nonce,
      address: getContractAddress({ from: address("deployer"), nonce: BigInt(nonce) }),
    })),
    logIds: [0, 1, 2].map((i) => ({
      owner: address(`owner ${i}`),
      salt: bytes(`salt ${i}`, 32),
      logId: keccak256(
        encodeAbiParameters(
          [{ type: "address" }, { type: "bytes32" }],
          [address(`owner ${i}`), bytes(`salt ${i}`, 32)],
        ),
      ),
    })),
    development: {
      mnemonic,
      addresses: [...Array(10).keys()].map((addressIndex) => mnemonicToAccount(mnemonic, { addressIndex }).address),
    },
  };
}

const check = process.argv.includes("--check");
const files = {
  "eip712.json": await typedData(),
  "transactions.json": await transactions(),
  "accounts.json": accounts(),
};
for (const [name, content] of Object.entries(files)) {
  const target = fileURLToPath(new URL(name, import.meta.url));
  const made = JSON.stringify(content, null, 1) + "\n";
  if (!check) writeFileSync(target, made);
  else if (readFileSync(target, "utf8") !== made)
    throw new Error(`${name} differs from what viem gives; run npm run vectors.`);
  else console.log(`${name}: as viem gives it.`);
}
