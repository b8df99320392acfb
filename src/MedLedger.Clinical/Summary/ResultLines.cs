using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Summary;

/// <summary>Results in the order of an emergency: panic flags, then the reference points every physician asks for, then the newest.</summary>
internal static class ResultLines
{
    private const int FewestInTrend = 3;
    private const int MostInTrend = 12;

    private static readonly string[] _referencePoints =
    [
        "potassium", "creatinine", "egfr", "glomerular", "hemoglobin", "haemoglobin", "inr", "troponin", "sodium", "glucose", "lactate", "platelet", "leukocyte", "white blood", "wbc", "crp", "c reactive",
        "bnp", "ejection fraction", "a1c", "urea", "bilirubin", "alt", "tsh",
    ];

    public static IEnumerable<ResultLine> ByDanger(IEnumerable<ResultLine> results) => results
        .OrderBy(line => line.Latest.Flag is "HH" or "LL" or "AA" ? 0 : 1)
        .ThenBy(line => ReferencePoint(line.Concept))
        .ThenByDescending(line => line.Latest.Date?.Earliest ?? DateOnly.MinValue)
        .ThenBy(line => line.Concept.Text, StringComparer.Ordinal);

    public static PageLine Of(ResultLine line, PageWords words)
    {
        var latest = line.Latest;
        var flag = latest.Flag is null ? OutsideRange.Mark(latest) : latest.Flag == "N" ? "" : $" {latest.Flag}";
        var range = latest.ReferenceRange is { } printed ? $" [{printed}]" : "";
        var before = line.Earlier.Where(value => value.Text.Length > 0).Take(2).Select(value => $"{value.Text}{(value.Date is { } date ? $" {date}" : "")}{(value.Certainty == Domain.Provenance.ReadingCertainty.Unsure ? $" {words["unsure"]}" : "")}").ToList();
        var trend = before.Count > 0 ? $"; {words.Of("result.before", string.Join(", ", before))}" : "";
        return PageDraft.Line(line, line.Concept.Text, $"{Shown(latest, words)}{flag}{range}{trend}", latest.Date?.ToString(), words) with
        {
            Critical = latest.Flag is "HH" or "LL" or "AA" or "H" or "L" or "A" || OutsideRange.Mark(latest).Length > 0,
            Trend = Trend(line),
        };
    }

    private static string Shown(ResultValue value, PageWords words) => value.Text switch
    {
        "" => words["result.none"],
        "pending" when value.Value is null && value.ValueText is null => words["result.pending"],
        var text => text,
    };

    // A line through sure numbers of one unit, oldest first; an unsure or bounded value would draw what nobody measured.
    private static List<decimal> Trend(ResultLine line)
    {
        var unit = line.Latest.Value?.Unit;
        var values = line.Earlier.Prepend(line.Latest).Take(MostInTrend).TakeWhile(value => value.Certainty == Domain.Provenance.ReadingCertainty.Sure && value.Date is not null && value.Value is { Comparator: null } number && number.Unit == unit)
            .Select(value => value.Value!.Value).Reverse().ToList();
        return values.Count >= FewestInTrend ? values : [];
    }

    private static int ReferencePoint(CodedText concept)
    {
        var words = $" {PlainWords.Join(concept.Text)}";
        var at = Array.FindIndex(_referencePoints, point => words.Contains($" {point}", StringComparison.Ordinal));
        return at < 0 ? _referencePoints.Length : at;
    }
}
