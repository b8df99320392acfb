using System.Text.Json;
using MedLedger.Access.Grants;
using static MedLedger.Access.Tests.Invented;

namespace MedLedger.Access.Tests.Grants;

public sealed class GrantDocumentTests
{
    [Fact]
    public void The_typed_data_is_the_documented_text()
    {
        var document = Document() with { Nonce = ulong.MaxValue };
        var expected =
            """
            {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},
            {"name":"verifyingContract","type":"address"}],
            "AccessGrant":[{"name":"patientRef","type":"bytes32"},{"name":"grantee","type":"bytes32"},{"name":"scope","type":"string"},{"name":"purpose","type":"string"},
            {"name":"notBefore","type":"uint64"},{"name":"notAfter","type":"uint64"},{"name":"nonce","type":"uint64"},{"name":"deadline","type":"uint64"},{"name":"signedAt","type":"uint64"}]},
            "primaryType":"AccessGrant","domain":{"name":"MedLedger","version":"1","chainId":31337,"verifyingContract":"0x00000000000000000000000000000000000000c1"},
            "message":{"patientRef":"0xPATIENT","grantee":"0xGRANTEE","scope":"summary","purpose":"TREAT","notBefore":"1772362800","notAfter":"1772971200",
            "nonce":"18446744073709551615","deadline":"1772370000","signedAt":"1772366340"}}
            """.Replace("\n", "", StringComparison.Ordinal)
            .Replace("PATIENT", document.Patient.Digest.Hex, StringComparison.Ordinal)
            .Replace("GRANTEE", document.Grantee.Digest.Hex, StringComparison.Ordinal);
        Assert.Equal(expected, document.ToTypedDataJson(31337, OurDomain.VerifyingContract));
    }

    [Fact]
    public void The_revocation_names_the_grant_by_its_id()
    {
        using var json = JsonDocument.Parse(Revocation().Document.ToTypedDataJson(31337, OurDomain.VerifyingContract));
        Assert.Equal("AccessRevocation", json.RootElement.GetProperty("primaryType").GetString());
        Assert.Equal("0x" + Document().Id.Digest.Hex, json.RootElement.GetProperty("message").GetProperty("grantId").GetString());
        Assert.Equal(["grantId", "revokedAt", "nonce"], json.RootElement.GetProperty("message").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Every_term_changes_the_grants_id()
    {
        GrantDocument[] all =
        [
            Document(),
            Document() with { Patient = PatientRef.Of(Patient(2), Blinding) },
            Document() with { Grantee = GranteeRef.Of(Reader("dr-lindqvist")) },
            Document() with { Scope = "s" },
            Document() with { Purpose = "ETREAT" },
            Document() with { NotBefore = 1 },
            Document() with { NotAfter = 1 },
            Document() with { Nonce = 2 },
            Document() with { Deadline = 1 },
            Document() with { SignedAt = 1 },
            Document() with { Scope = "summaryT", Purpose = "REAT" },
        ];
        Assert.Equal(all.Length, all.Select(document => document.Id).Distinct().Count());
    }

    [Fact]
    public void Two_grants_of_one_patient_cannot_be_linked_by_the_patient_reference() =>
        Assert.NotEqual(PatientRef.Of(Patient(), Blinding), PatientRef.Of(Patient(), [.. Blinding.Reverse()]));

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x0000000000000000000000000000000000000000")]
    [InlineData("0x00000000000000000000000000000000000000zz")]
    [InlineData("00000000000000000000000000000000000000a1")]
    public void What_is_no_address_is_refused(string text) => Assert.Throws<FormatException>(() => WalletAddress.Parse(text));

    [Fact]
    public void An_address_is_the_same_in_either_case() =>
        Assert.Equal(WalletAddress.Parse("0x00000000000000000000000000000000000000ab"), WalletAddress.Parse("0x00000000000000000000000000000000000000AB"));
}
