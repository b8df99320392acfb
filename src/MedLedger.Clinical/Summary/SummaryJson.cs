using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MedLedger.Clinical.Summary;

/// <summary>The one page as JSON, for programs: the same lines, with their sources.</summary>
public static class SummaryJson
{
    private static readonly JsonSerializerOptions _writing = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
        NewLine = "\n",
    };

    public static byte[] Write(OnePage page) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        page.AsOf,
        page.Words.Language,
        page.Name,
        page.Identity,
        page.Freshness,
        page.UnsureCount,
        page.Notices,
        page.NoticesNotShown,
        page.Synthesis,
        Blocks = page.Blocks.ToList(),
        Safety = new
        {
            Alerts = page.Safety.Alerts.Select(alert => new { alert.Kind, alert.Tier, alert.Title, alert.Because, alert.Rule, alert.Source, alert.Certainty, On = alert.Lines.Select(line => line.Concept.Text).ToList() }).ToList(),
            page.Safety.NotChecked,
            Scores = page.Safety.Scores.Select(score => new { score.Name, score.Value, Inputs = score.Inputs.Select(input => new { input.Name, input.Value, On = input.Lines.Select(line => line.Concept.Text).ToList() }).ToList(), score.Missing, score.Definition }).ToList(),
            page.Safety.RuleSets,
            ReviewedByClinician = false,
        },
        Documents = page.Documents.Select(one => new { one.Document.Name, one.Document.Title, one.Document.Date, Sha256 = one.Document.Reading.Document, Used = one.IsUsed }).ToList(),
    }, _writing);
}
