using System.Diagnostics;
using System.Net.Http.Headers;
using MedLedger.TestKit;

namespace MedLedger.Server.Tests;

/// <summary>What the FHIR side answers, held against base R4 by the independent validator.</summary>
public sealed class FhirAnswers(RunningServer server) : IClassFixture<RunningServer>
{
    [ValidatorFact]
    public async Task Abilities_and_refusals_are_valid_R4()
    {
        var folder = Directory.CreateTempSubdirectory("fhir-").FullName;
        try
        {
            var files = new List<string>();
            foreach (var path in (string[])["/fhir/metadata", server.SummaryPath(), "/fhir/Patient/$summary", "/fhir/Nothing"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token("dr.nobody"));
                using var answer = await server.Http.SendAsync(request);
                files.Add(Path.Combine(folder, $"{files.Count}.json"));
                await File.WriteAllBytesAsync(files[^1], await answer.Content.ReadAsByteArrayAsync());
            }

            var start = new ProcessStartInfo("node", [SharedData.Path("tools", "ips", "ipsval.cjs"), "--base", .. files]) { UseShellExecute = false, RedirectStandardOutput = true };
            start.Environment["NM"] = ValidatorFactAttribute.Modules!;
            start.Environment["V"] = "20";
            using var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, said);
            Assert.Equal(files.Count, said.Split("errors=0").Length - 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>Needs the shared validator and its npm packages (MEDLEDGER_IPS_MODULES); skipped and counted where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ValidatorFactAttribute : FactAttribute
{
    public ValidatorFactAttribute()
    {
        if (SharedData.Root is null || Modules is null) Skip = "needs the shared FHIR validator and its packages (MEDLEDGER_IPS_MODULES)";
    }

    internal static string? Modules { get; } = Environment.GetEnvironmentVariable("MEDLEDGER_IPS_MODULES") is { } folder && Directory.Exists(Path.Combine(folder, "fhirpath")) ? folder : null;
}
