using MedLedger.Server.Audit;
using MedLedger.Server.Commands;
using MedLedger.Server.DecisionSupport;
using MedLedger.Server.Doors.Http;
using MedLedger.Server.Doors.Linking;
using MedLedger.Server.Emergency;
using MedLedger.Server.Grants;
using MedLedger.Server.Health;
using MedLedger.Server.SignIn;
using MedLedger.Server.Summary;
using MedLedger.Server.Summary.Corrections;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;

namespace MedLedger.Server.Composition;

/// <summary>The HTTP side of one installation: which endpoints there are, who may call them, what every answer carries.</summary>
internal static class WebServer
{
    private const string PageSecurity = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Largest request body: a grant is under 2 KB. The doors for documents raise it for themselves.</summary>
    private const int LargestBody = 64 * 1024;

    public static WebApplication Build(Installation store, Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory, WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.WebHost.UseUrls(address.ToString().TrimEnd('/'));
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(_ => new CdsReview(store.Data));
        builder.Services.AddProblemDetails();
        builder.Services.AddReaderSignIn(DevelopmentIssuer.Issuer, () => new JsonWebKeySet(File.ReadAllText(DevelopmentIssuer.JwksFile(store.Data))));
        // Default deny: an endpoint that says nothing about who may call it is for nobody without a token.
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Delivery.Policy, policy => policy.RequireAuthenticatedUser().RequireRole(Delivery.SourceRole))
            .AddPolicy(LinkEndpoints.Policy, policy => policy.RequireAuthenticatedUser().RequireRole(LinkEndpoints.ClerkRole));

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/fhir"), fhir => fhir.UseStatusCodePages(FhirOutcome.FillAsync));
        app.Use(Secure);
        app.Use(ReportAsync);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseAuthentication();
        app.UseAuthorization();
        SessionEndpoint.Map(app);
        SummaryEndpoints.Map(app);
        CorrectionEndpoint.Map(app);
        GrantEndpoints.Map(app);
        BreakGlassEndpoint.Map(app);
        LogFilesEndpoint.Map(app);
        HealthEndpoints.Map(app);
        CdsEndpoints.Map(app);
        FhirDoor.Map(app);
        DocumentDoor.Map(app);
        LinkEndpoints.Map(app);
        return app;
    }

    // The operator learns that something failed and of what kind; which patient or reader it was about stays out of every output.
    private static async Task ReportAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or BadHttpRequestException))
        {
            await Output.SayAsync($"medledger: a request failed ({failure.GetType().Name}, trace {context.TraceIdentifier}); nothing was released. Run 'medledger doctor' after stopping the server.");
            throw;
        }
    }

    private static Task Secure(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PageSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
