using System.Text;
using System.Text.Json;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Entries;

namespace MedLedger.Ledger.Verification;

/// <summary>The file form of a proof. Unknown or doubled members are refused: a verifier must not pass over what it does not understand.</summary>
internal static class ProofBundleJson
{
    private const string Format = "medledger-proof/1";
    private const int LargestBundle = 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(ProofBundle bundle)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("index", bundle.Index);
            json.WriteString("leaf", Convert.ToBase64String(bundle.Leaf.ToBytes()));
            WriteDigests(json, "inclusion", bundle.Inclusion);
            json.WriteString("checkpoint", bundle.Checkpoint);
            json.WriteString("verifierKey", bundle.Key.ToString());
            if (bundle.Opening is { } opening)
            {
                json.WriteStartObject("opening");
                json.WriteString("salt", Convert.ToBase64String(opening.Salt));
                json.WriteString("payload", opening.Payload);
                json.WriteEndObject();
            }

            if (bundle.Anchor is { } anchor) WriteAnchor(json, anchor);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static ProofBundle Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LargestBundle) throw new FormatException("The proof is larger than 1 MiB.");
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return Read(new Members(document.RootElement, "proof"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("This is not the JSON of a proof.", e);
        }
    }

    private static ProofBundle Read(Members proof)
    {
        if (proof.Text("format") is var format && format != Format)
            throw new FormatException($"The proof has the format '{format}'; this verifier reads '{Format}'.");
        var bundle = new ProofBundle
        {
            Index = proof.Number("index"),
            Leaf = LogLeaf.TryParse(proof.Bytes("leaf"), out var leaf) ? leaf : throw new FormatException("The member 'leaf' is no leaf of a known version."),
            Inclusion = proof.Digests("inclusion"),
            Checkpoint = StrictUtf8.GetBytes(proof.Text("checkpoint")),
            Key = VerifierKey.Parse(proof.Text("verifierKey")),
            Opening = proof.Inner("opening", inner => new EntryOpening(inner.Bytes("salt"), StrictUtf8.GetBytes(inner.Text("payload")))),
            Anchor = proof.Inner("anchor", inner => new BundledAnchor(
                new(inner.Number("chainId"), inner.Hex("registry", 20), inner.Hex("logId", 32), inner.Number("epoch"), inner.HexOrNull("transaction", 32)),
                inner.Digests("consistency"))),
        };
        proof.RefuseUnread();
        return bundle;
    }

    private static void WriteAnchor(Utf8JsonWriter json, BundledAnchor anchor)
    {
        json.WriteStartObject("anchor");
        json.WriteNumber("chainId", anchor.Reference.ChainId ?? throw new ArgumentException("A bundled anchor names its chain.", nameof(anchor)));
        json.WriteString("registry", anchor.Reference.Registry.ToLowerInvariant());
        json.WriteString("logId", anchor.Reference.LogId.ToLowerInvariant());
        json.WriteNumber("epoch", anchor.Reference.Epoch);
        if (anchor.Reference.Transaction is { } transaction) json.WriteString("transaction", transaction.ToLowerInvariant());
        WriteDigests(json, "consistency", anchor.Consistency);
        json.WriteEndObject();
    }

    private static void WriteDigests(Utf8JsonWriter json, string name, IReadOnlyList<Sha256Digest> digests)
    {
        json.WriteStartArray(name);
        foreach (var digest in digests) json.WriteStringValue(digest.Hex);
        json.WriteEndArray();
    }

    private sealed class Members(JsonElement element, string what)
    {
        private readonly HashSet<string> _read = [];

        public string Text(string name) => Find(name)?.GetString() ?? throw new FormatException($"The {what} has no member '{name}'.");

        public ulong Number(string name) => Find(name) is { } value && value.TryGetUInt64(out var number)
            ? number
            : throw new FormatException($"The member '{name}' of the {what} is no whole number.");

        public byte[] Bytes(string name) => StrictBase64.TryDecode(Text(name), out var bytes)
            ? bytes
            : throw new FormatException($"The member '{name}' of the {what} is not base64.");

        public string Hex(string name, int length) => HexOrNull(name, length) ?? throw new FormatException($"The {what} has no member '{name}'.");

        public string? HexOrNull(string name, int length)
        {
            if (Find(name)?.GetString() is not { } text) return null;
            return text.StartsWith("0x", StringComparison.Ordinal) && text.Length == 2 + (2 * length) && text.Skip(2).All(IsLowerHex)
                ? text
                : throw new FormatException($"The member '{name}' of the {what} is not 0x and {2 * length} lower-case hex digits.");
        }

        public List<Sha256Digest> Digests(string name)
        {
            if (Find(name) is not { ValueKind: JsonValueKind.Array } array) throw new FormatException($"The {what} has no list '{name}'.");
            var digests = new List<Sha256Digest>();
            foreach (var item in array.EnumerateArray())
                digests.Add(item.GetString() is { Length: 64 } text && text.All(IsLowerHex)
                    ? Sha256Digest.Parse(text)
                    : throw new FormatException($"'{name}' of the {what} is a list of 64 lower-case hex digits each."));
            return digests;
        }

        public T? Inner<T>(string name, Func<Members, T> read)
            where T : class
        {
            if (Find(name) is not { } found) return null;
            var inner = new Members(found, name);
            var made = read(inner);
            inner.RefuseUnread();
            return made;
        }

        public void RefuseUnread()
        {
            foreach (var member in element.EnumerateObject())
                if (!_read.Contains(member.Name)) throw new FormatException($"The {what} has a member '{member.Name}' that this verifier does not know.");
        }

        private JsonElement? Find(string name)
        {
            _read.Add(name);
            return element.TryGetProperty(name, out var value) ? value : null;
        }

        private static bool IsLowerHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');
    }
}
