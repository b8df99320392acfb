using System.Text;
using System.Text.Json;

namespace MedLedger.Cli.Output;

/// <summary>Writes a verdict for people or for programs, and gives the exit code.</summary>
internal static class VerdictWriter
{
    public const int Verified = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public static async Task<int> WriteAsync(Verdict verdict, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync((json ? Json(verdict) : Text(verdict)).AsMemory(), cancellationToken);
        return verdict is Verdict.Verified ? Verified : Failed;
    }

    private static string Text(Verdict verdict) => verdict switch
    {
        Verdict.Verified verified => string.Join('\n', [$"VERIFIED: {verified.Sentence}.", .. verified.Facts.Select(fact => $"  {fact.Name}: {fact.Value}")]),
        Verdict.Failed failed => $"FAILED: {failed.Check}: expected {failed.Expected}, found {failed.Found}; next: {failed.Next}.",
        _ => throw new InvalidOperationException($"There is no verdict {verdict}."),
    };

    private static string Json(Verdict verdict)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("verdict", verdict is Verdict.Verified ? "verified" : "failed");
            if (verdict is Verdict.Verified verified)
            {
                json.WriteString("sentence", verified.Sentence);
                json.WriteStartObject("facts");
                foreach (var fact in verified.Facts) json.WriteString(fact.Name, fact.Value);
                json.WriteEndObject();
            }
            else if (verdict is Verdict.Failed failed)
            {
                json.WriteString("check", failed.Check);
                json.WriteString("expected", failed.Expected);
                json.WriteString("found", failed.Found);
                json.WriteString("next", failed.Next);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
