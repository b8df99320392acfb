using System.Globalization;
using System.Security.Claims;
using MedLedger.Access;

namespace MedLedger.Server.SignIn;

/// <summary>The reader that a validated token proves, or nobody.</summary>
internal static class SignedInReader
{
    public static ReaderIdentity? Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || user.FindFirst("iss")?.Value is not { } issuer || user.FindFirst("sub")?.Value is not { } subject) return null;
        // A token that names nobody, or an issuer that could be mistaken for another, proves nobody.
        if (string.IsNullOrWhiteSpace(issuer) || issuer.Contains('|', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(subject)) return null;
        // A token that does not say when the person signed in counts as signed in long ago: the freshness rules refuse it.
        var seconds = long.TryParse(user.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
        var signedIn = seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
        return ReaderIdentity.FromValidatedToken(issuer, subject, user.FindAll("roles").Select(role => role.Value), signedIn);
    }
}
