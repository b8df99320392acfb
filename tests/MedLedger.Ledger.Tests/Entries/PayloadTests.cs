using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Ledger.Entries;

namespace MedLedger.Ledger.Tests.Entries;

public sealed class PayloadTests
{
    private static readonly Sha256Digest Digest = Sha256Digest.Of("a grant"u8);

    private static readonly EntryPayload[] Payloads =
    [
        new RecordPayload(Samples.Patient, Samples.Noon, "r1", ContentAddress.Of("a"u8), 1, "image/png", Digest),
        new RecordPayload(Samples.Patient, Samples.Noon, "r2", ContentAddress.Of("b"u8), 1, "image/png"),
        new SupersessionPayload(Samples.Patient, Samples.Noon, "r1", ContentAddress.Of("c"u8), 2, 17, "corrected"),
        new SummaryPayload(Samples.Patient, Samples.Noon, ContentAddress.Of("d"u8), 3, "application/fhir+json", 8),
        new GrantPayload(Samples.Patient, Samples.Noon, Digest, Digest, "summary", "TREAT", Samples.Noon, Samples.Noon.AddDays(7), "0xabc"),
        new RevocationPayload(Samples.Patient, Samples.Noon, Digest, "0xabc"),
        new AccessPayload(Samples.Patient, Samples.Noon, "https://issuer.example", "dr-one", Digest, "permitted", null, "TREAT"),
        new AccessPayload(Samples.Patient, Samples.Noon, "https://issuer.example", "dr-two", null, "refused", "NoGrant", "TREAT"),
        new AccessPayload(Samples.Patient, Samples.Noon, "https://issuer.example", "dr-two", null, "permitted", null, "ETREAT", "summary", 41),
        new BreakGlassPayload(Samples.Patient, Samples.Noon, "https://issuer.example", "dr-two", "permitted", "EMERGENCY", "unconscious — \"found\" at home", Samples.Noon.AddHours(2), "summary"),
        new ErasurePayload(Samples.Patient, Samples.Noon, "patient", null, 12, "request of the patient"),
        new LinkPayload(Samples.Patient, Samples.Noon, "r1", "unlinked", "clerk-one", "the twin's"),
    ];

    [Fact]
    public void Every_kind_reads_back_as_it_was_written()
    {
        foreach (var payload in Payloads) Assert.Equal(payload, EntryPayload.Parse(payload.ToCanonicalBytes()));
        Assert.Equal(9, Payloads.Select(payload => payload.Kind).Distinct().Count());
    }

    [Fact]
    public void A_payload_has_the_documented_spelling()
    {
        var bytes = new RevocationPayload(Samples.Patient, Samples.Noon, Digest, "0xabc").ToCanonicalBytes();

        Assert.Equal(
            "{\"at\":\"2026-03-14T12:00:00.000Z\",\"grant\":\"" + Digest + "\",\"kind\":\"revocation\",\"patient\":\"00000000000000000000000000000000\",\"wallet\":\"0xabc\"}",
            Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("{\"b\":1,\"a\":2}")]
    [InlineData("{\"a\": 1}")]
    [InlineData("{\"a\":1} ")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1.0}")]
    [InlineData("{\"a\":1e3}")]
    [InlineData("{\"a\":-0}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":9007199254740992}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("{\"a\":\"\\u0041\"}")]
    [InlineData("{\"a\":\"\\/\"}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public void Any_other_spelling_is_refused(string json) =>
        Assert.Throws<FormatException>(() => CanonicalObject.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{\"\":\"\",\"a\":true,\"b\":-9007199254740991}")]
    [InlineData("{\"a\":\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001/é€😀\"}")]
    [InlineData("{\"\\n\":1,\"A\":2,\"a\":3,\"\u00e9\":4,\"\ud83d\ude00\":5,\"\ufb33\":6}")]
    public void Canonical_text_stays_as_it_is(string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(CanonicalObject.Parse(Encoding.UTF8.GetBytes(json)).ToBytes()));

    [Fact]
    public void Half_a_surrogate_pair_cannot_be_written()
    {
        var members = new CanonicalObject();
        members.Add("a", "\ud800");
        Assert.ThrowsAny<ArgumentException>(() => members.ToBytes());
    }

    [Fact]
    public void A_member_that_nobody_knows_is_refused()
    {
        var members = CanonicalObject.Parse(Payloads[5].ToCanonicalBytes());
        members.Add("zz", "smuggled");
        Assert.Throws<FormatException>(() => EntryPayload.Parse(members.ToBytes()));
    }

    [Fact]
    public void Leaving_out_or_changing_any_byte_of_a_payload_opens_no_leaf()
    {
        foreach (var payload in Payloads)
        {
            var entry = LogEntry.Of(payload, Random.Shared.NextBytes);
            for (var at = 0; at < entry.Opening.Payload.Length; at++)
            {
                var changed = (byte[])entry.Opening.Payload.Clone();
                changed[at] ^= 4;
                Assert.NotEqual(entry.Leaf.Commitment, new EntryOpening(entry.Opening.Salt, changed).Commitment());
            }
        }
    }
}
