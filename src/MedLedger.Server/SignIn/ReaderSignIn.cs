using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace MedLedger.Server.SignIn;

/// <summary>Who a reader is, is proven by a token of a known issuer and by nothing else: no header, query or body names the user.</summary>
internal static class ReaderSignIn
{
    /// <summary>Name of the cookie that carries the token for a browser; HttpOnly, SameSite=Strict, gone with the browser.</summary>
    public const string Cookie = "medledger-session";

    /// <summary>Accepts ES256 tokens (RFC 7519) of <paramref name="issuer"/> that verify against its JWKS; anything else is nobody.</summary>
    public static IServiceCollection AddReaderSignIn(this IServiceCollection services, string issuer, Func<JsonWebKeySet> keys)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.RequireHttpsMetadata = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAudience = DevelopmentIssuer.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeyResolver = (_, _, kid, _) => keys().GetSigningKeys().Where(key => key.KeyId == kid),
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = "sub",
                RoleClaimType = "roles",
            };
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = received =>
                {
                    if (string.IsNullOrEmpty(received.Request.Headers.Authorization)) received.Token = received.Request.Cookies[Cookie];
                    return Task.CompletedTask;
                },
            };
        });
        services.AddAuthorization();
        return services;
    }
}
