namespace MedLedger.Access;

/// <summary>Who wants to read, as proven by a token whose issuer, signature, audience and times were checked.</summary>
public sealed record ReaderIdentity
{
    private ReaderIdentity(string issuer, string subject, IReadOnlySet<string> roles, DateTimeOffset authenticatedAt)
    {
        Issuer = issuer;
        Subject = subject;
        Roles = roles;
        AuthenticatedAt = authenticatedAt;
    }

    public string Issuer { get; }

    public string Subject { get; }

    public IReadOnlySet<string> Roles { get; }

    /// <summary>When the person proved who they are (OpenID Connect auth_time).</summary>
    public DateTimeOffset AuthenticatedAt { get; }

    /// <summary>Call it only with claims of a validated token; no header or query may name a reader.</summary>
    /// <exception cref="ArgumentException">when a part is missing, or the issuer holds the character that separates issuer and subject.</exception>
    public static ReaderIdentity FromValidatedToken(string issuer, string subject, IEnumerable<string> roles, DateTimeOffset authenticatedAt)
    {
        if (string.IsNullOrWhiteSpace(issuer) || issuer.Contains('|', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(subject))
            throw new ArgumentException("A reader has an issuer without '|' and a subject.");
        return new(issuer, subject, roles.ToHashSet(StringComparer.Ordinal), authenticatedAt);
    }
}
