using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Chain.Crypto;
using MedLedger.Chain.TypedData;
using MedLedger.TestKit;

namespace MedLedger.Chain.Tests.TypedData;

/// <summary>
/// Snapshots of a wallet's own signer (MetaMask eth-sig-util, ISC). The title of a snapshot holds its input; where the wallet
/// is more lenient than we are, we refuse, and where we answer, the answer must be the same.
/// </summary>
public sealed partial class SharedEip712Tests
{
    // The key that the wallet's tests publish and sign with.
    private const string PublishedKey = "0x4af1bceebf7f3634ec3cff8a2c38e51178d5d4ce585c52d6043e5e2cc3418bb0";

    [SharedFact]
    public void Encodings_are_those_of_a_wallet_or_refused()
    {
        int same = 0, refused = 0;
        foreach (var (type, value, expected) in Snapshots("TypedDataUtils.encodeData V4", "encode"))
        {
            try
            {
                using var types = JsonDocument.Parse(Types(type));
                using var message = JsonDocument.Parse($$"""{"data":{{value}}}""");
                Assert.Equal(expected, Convert.ToHexStringLower(new StructHasher(TypeTable.Read(types.RootElement)).EncodeData("Message", message.RootElement, "message")));
                same++;
            }
            catch (TypedDataException)
            {
                refused++;
            }
        }

        Assert.Equal((31, 47), (same, refused));
    }

    [SharedFact]
    public void Signatures_are_those_of_a_wallet_byte_for_byte()
    {
        using var key = EthereumKey.FromHex(PublishedKey);
        var same = 0;
        foreach (var (type, value, expected) in Snapshots("signTypedData V4", "sign"))
        {
            try
            {
                var digest = Eip712.Digest($$$"""{"types":{{{Types(type)}}},"primaryType":"Message","domain":{},"message":{"data":{{{value}}}}}""");
                Assert.Equal(expected, "0x" + Convert.ToHexStringLower(key.Sign(digest).ToWalletBytes()));
                same++;
            }
            catch (TypedDataException)
            {
                // Counted in the test above: the two lists have the same inputs.
            }
        }

        Assert.Equal(31, same);
    }

    private static string Types(string type) => $$"""{"EIP712Domain":[],"Message":[{"name":"data","type":"{{type}}"}]}""";

    private static IEnumerable<(string Type, string Value, string Expected)> Snapshots(string suite, string verb)
    {
        var text = File.ReadAllText(SharedData.Path("data", "vectors", "eip712", "sign-typed-data.snap.txt"));
        foreach (Match match in Snapshot().Matches(text))
        {
            if (match.Groups["suite"].Value != suite || match.Groups["verb"].Value != verb) continue;
            var raw = match.Groups["value"].Value;
            var value = match.Groups["kind"].Value switch { "string" => JsonSerializer.Serialize(raw), "number" or "boolean" => raw, _ => null };
            if (value is not null) yield return (match.Groups["type"].Value, value, match.Groups["expected"].Value);
        }
    }

    [GeneratedRegex("""^exports\[`(?<suite>.+?) example data type "(?<type>\w+)" should (?<verb>\w+) "(?<value>.*?)" \(type "(?<kind>\w+)"\) 1`\] = `"(?<expected>\w+)"`;$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Snapshot();
}
