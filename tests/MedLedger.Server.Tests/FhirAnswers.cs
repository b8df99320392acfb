using System.Net.Http.Headers;
using MedLedger.TestKit;

namespace MedLedger.Server.Tests;

/// <summary>What the FHIR side answers, held against base R4 by the independent validator.</summary>
public sealed class FhirAnswers(RunningServer server) : IClassFixture<RunningServer>
{
    [SharedFact]
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

            FhirValidator.AssertR4(files);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
