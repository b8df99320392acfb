using System.IO.Compression;
using MedLedger.Clinical.Evaluation;

namespace MedLedger.Tools.Training;

/// <summary>The training texts as they lie in the shared folder.</summary>
internal static class Corpora
{
    public static readonly string[] CaseReportTypes =
    [
        "Medication", "Dosage", "Administration", "Frequency", "Duration", "Disease_disorder", "Sign_symptom", "Diagnostic_procedure",
        "Therapeutic_procedure", "Lab_value", "Biological_structure", "Severity", "Date", "Age", "Sex", "History",
    ];

    public static IReadOnlyList<AnnotatedDocument> Chemicals(string nlp, string part) => PubTator(Path.Combine(nlp, "bc5cdr", part + ".pubtator.txt.gz"));

    public static IReadOnlyList<AnnotatedDocument> Diseases(string nlp, string part) =>
        [.. PubTator(Path.Combine(nlp, "ncbi_disease", part + ".pubtator.txt.gz")).Select(document => document with { Spans = [.. document.Spans.Select(span => span with { Type = "Disease" })] })];

    public static IReadOnlyList<AnnotatedDocument> CaseReports(string nlp) =>
        [.. Directory.GetFiles(Path.Combine(nlp, "maccrobat2020", "docs"), "*.txt").Order(StringComparer.Ordinal).Select(CaseReport)];

    /// <summary>Visit notes without annotations, for the word classes.</summary>
    public static IEnumerable<string> Notes(string nlp)
    {
        foreach (var (file, column) in new[] { ("aci_bench/train.csv.gz", "note"), ("mts_dialog/train.csv.gz", "section_text") })
        {
            using var raw = File.OpenRead(Path.Combine(nlp, file));
            using var stream = new GZipStream(raw, CompressionMode.Decompress);
            using var reader = new StreamReader(stream);
            var rows = CommaSeparated.Rows(reader.ReadToEnd());
            var at = Array.IndexOf(rows[0], column);
            foreach (var row in rows.Skip(1).Where(row => row.Length > at)) yield return row[at];
        }
    }

    private static AnnotatedDocument CaseReport(string path)
    {
        using var annotations = new StreamReader(Path.ChangeExtension(path, ".ann"));
        var document = BratDocument.Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path), annotations);
        return document with { Spans = [.. document.Spans.Where(span => CaseReportTypes.Contains(span.Type))] };
    }

    private static IReadOnlyList<AnnotatedDocument> PubTator(string path)
    {
        using var raw = File.OpenRead(path);
        using var stream = new GZipStream(raw, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return PubTatorCorpus.Read(reader);
    }
}
