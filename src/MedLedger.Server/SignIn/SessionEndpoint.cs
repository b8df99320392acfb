using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace MedLedger.Server.SignIn;

/// <summary>Puts a token that a link carried into a cookie, so that a browser can open the page. The token is validated before it is kept.</summary>
internal static partial class SessionEndpoint
{
    internal sealed record Request(string Token);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/session", async (Request request, HttpContext context) =>
    {
        if (!Compact().IsMatch(request.Token ?? "")) return Results.Problem(title: "No token", detail: "Ask for a new link.", statusCode: 400);
        context.Request.Headers.Authorization = "Bearer " + request.Token;
        var checkedToken = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!checkedToken.Succeeded) return Results.Problem(title: "Not signed in", detail: "The token is not valid any more. Ask for a new link.", statusCode: 401);
        context.Response.Cookies.Append(ReaderSignIn.Cookie, request.Token!, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/page",
        });
        return Results.NoContent();
    }).AllowAnonymous();

    [GeneratedRegex(@"^[\w-]+\.[\w-]+\.[\w-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Compact();
}
