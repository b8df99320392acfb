using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.Tests;

/// <summary>One invented patient, reader and grant that fit together; each test changes what it is about.</summary>
internal static class Invented
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SigningDomain OurDomain = new(31337, WalletAddress.Parse("0x00000000000000000000000000000000000000c1"));

    public static readonly WalletAddress Wallet = WalletAddress.Parse("0x00000000000000000000000000000000000000a1");

    public static readonly byte[] Blinding = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static readonly byte[] Signature = [.. Enumerable.Repeat((byte)7, 65)];

    public static CancellationToken Never => CancellationToken.None;

    public static ulong Seconds(DateTimeOffset time) => (ulong)time.ToUnixTimeSeconds();

    public static PatientId Patient(int number = 1) => PatientId.New(bytes => BitConverter.TryWriteBytes(bytes, number));

    public static ReaderIdentity Reader(string subject = "dr-okafor", DateTimeOffset? authenticatedAt = null, params string[] roles) =>
        ReaderIdentity.FromValidatedToken("https://issuer.example", subject, roles.Length == 0 ? ["clinician"] : roles, authenticatedAt ?? Now.AddMinutes(-10));

    public static GrantDocument Document(ulong nonce = 1) => new()
    {
        Patient = PatientRef.Of(Patient(), Blinding),
        Grantee = GranteeRef.Of(Reader()),
        Scope = "summary",
        Purpose = "TREAT",
        NotBefore = Seconds(Now.AddHours(-1)),
        NotAfter = Seconds(Now.AddDays(7)),
        Nonce = nonce,
        Deadline = Seconds(Now.AddHours(1)),
        SignedAt = Seconds(Now.AddMinutes(-1)),
    };

    public static Grant Grant(GrantDocument? document = null) => new(Patient(), document ?? Document(), Blinding, Wallet, Signature);

    public static Revocation Revocation(GrantDocument? of = null, ulong nonce = 100) =>
        new(new RevocationDocument((of ?? Document()).Id, Seconds(Now), nonce), Signature, Now);
}

internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
