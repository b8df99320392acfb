using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace MedLedger.Server.SignIn;

/// <summary>Puts a token that a link carried into a cookie, so that a browser can open the page. The token is validated before it is kept.</summary>
internal static partial class SessionEndpoint
{
    internal sealed record Request(string? Token);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/session", async (Request request, HttpContext context, IOptionsMonitor<JwtBearerOptions> bearer) =>
    {
        if (request.Token is not { } token || !Compact().IsMatch(token)) return Results.Problem(title: "No token", detail: "Ask for a new link.", statusCode: 400);
        if (!await IsValidAsync(token, bearer.Get(JwtBearerDefaults.AuthenticationScheme)))
            return Results.Problem(title: "Not signed in", detail: "The token is not valid any more. Ask for a new link.", statusCode: 401);
        context.Response.Cookies.Append(ReaderSignIn.Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            // Behind a TLS proxy this request is plain; only on the machine itself may the cookie be.
            Secure = context.Request.IsHttps || context.Request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"),
            Path = "/page",
        });
        return Results.NoContent();
    }).AllowAnonymous();

    // By the very rules of the bearer scheme. The scheme itself was asked before this endpoint ran, found no token and remembers that.
    private static async Task<bool> IsValidAsync(string token, JwtBearerOptions rules)
    {
        foreach (var handler in rules.TokenHandlers)
            if ((await handler.ValidateTokenAsync(token, rules.TokenValidationParameters)).IsValid) return true;
        return false;
    }

    [GeneratedRegex(@"^[\w-]+\.[\w-]+\.[\w-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Compact();
}
