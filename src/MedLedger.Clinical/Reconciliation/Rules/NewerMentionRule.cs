using MedLedger.Clinical.Identification;
using MedLedger.Domain;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>A newer page that seems to name a drug, but was not understood, may hold another dose or a stop: the older dose is no longer sure.</summary>
internal static class NewerMentionRule
{
    public const string Name = "newer-mention";

    private const int ShortestName = 6;
    private const int LongShape = 8;

    public static void Apply(IReadOnlyList<UnderstoodDocument> used, RecordBuilder record)
    {
        for (var i = 0; i < record.Medications.Count; i++)
        {
            var drug = record.Medications[i];
            var names = Names(drug);
            foreach (var scan in used.Where(scan => IsNewer(scan.Date, drug.Stated) && !Understood(scan, drug)))
            {
                if (Mention(scan, names) is not { } mention) continue;
                drug = Doubt(drug, scan, mention);
            }

            record.Medications[i] = drug;
        }
    }

    private static MedicationLine Doubt(MedicationLine drug, UnderstoodDocument scan, Source mention)
    {
        var because = $"a newer page seems to name it but was not understood: \"{mention.Quote}\" ({scan.Title}, {scan.Date?.ToString() ?? "undated"})";
        return drug with
        {
            Certainty = ReadingCertainty.Unsure,
            UnsureBecause = drug.UnsureBecause is { } already ? $"{already}; {because}" : because,
            Dosing = drug.Dosing is { } dosing ? new() { Text = dosing.Text } : null,
            Sources = Statements.Once([mention, .. drug.Sources]),
            Trace = [.. drug.Trace, new(Name, because, [scan.Reading.Document])],
        };
    }

    private static bool IsNewer(PartialDate? scan, PartialDate? stated) => scan is { } day && (stated is null || day.Earliest > stated.Value.Latest);

    // A page that says something of the drug in its own right was taken into account by the other rules.
    private static bool Understood(UnderstoodDocument scan, MedicationLine drug)
    {
        var keys = ConceptKeys.OfDrug(drug.Concept).ToHashSet(StringComparer.Ordinal);
        return scan.Findings.Any(finding => ConceptKeys.OfDrug(finding.Concept).Any(keys.Contains));
    }

    private static HashSet<string> Names(MedicationLine drug) => new(
        drug.Concept.Codes.Select(code => code.Display)
            .Append(drug.Concept.Text)
            .Concat(drug.Sources.Select(source => source.Quote.Split(' ')[0]))
            .SelectMany(PlainWords.Of)
            .Where(word => word.Length >= ShortestName && word.All(char.IsLetter) && !ConceptKeys.IsDrugForm(word)),
        StringComparer.Ordinal);

    private static Source? Mention(UnderstoodDocument scan, HashSet<string> names)
    {
        foreach (var page in scan.Reading.Pages)
        {
            if (page.Origin == PageOrigin.TextLayer && ShortenedName.Find(page, names) is { } shortened && !SpeaksOfAnother(scan, shortened.Quote))
                return new(scan.Reading.Document, page.Locate(shortened.Start, shortened.Start + shortened.Quote.Length), shortened.Quote, ReadingMethod.Nlp, 1);
            if (page.Origin != PageOrigin.Ocr) continue;
            foreach (var word in page.Words)
            {
                var line = page.Words.Where(other => other.Line == word.Line).ToList();
                if (SpeaksOfAnother(scan, line)) continue;
                if (!word.Alternatives.Prepend(word.Text).Any(reading => Names(reading, word, line, names))) continue;
                var (start, end) = (line[0].Start, line[^1].Start + line[^1].Text.Length);
                return new(scan.Reading.Document, page.Locate(start, end), string.Join(' ', line.Select(other => other.Text)), ReadingMethod.Ocr, line.Min(other => other.Confidence));
            }
        }

        return null;
    }

    // "Insulin glargine 22 units" was understood, and says nothing of another insulin.
    private static bool SpeaksOfAnother(UnderstoodDocument scan, List<Word> line) => SpeaksOfAnother(scan, string.Join(' ', line.Select(word => word.Text)));

    private static bool SpeaksOfAnother(UnderstoodDocument scan, string text) =>
        scan.Findings.OfType<MedicationFinding>().SelectMany(finding => finding.Sources).Any(source => source.Quote.Length > 0 && text.Contains(source.Quote.Split('\n')[0], StringComparison.Ordinal));

    private static bool Names(string reading, Word word, List<Word> line, HashSet<string> names)
    {
        var plain = PlainWords.Join(reading).Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length < ShortestName - 1) return false;
        return names.Any(name => Close(name, plain) || (IsDirection(line) && ((name.Length >= LongShape && LooksLike(name, plain)) || (word.NeedsReview && BeginsAlike(name, plain)))));
    }

    // Of a hand that nobody could read, the first letters are what is drawn most carefully.
    private static bool BeginsAlike(string name, string word) =>
        string.CompareOrdinal(name, 0, word, 0, 3) == 0 && Math.Abs(name.Length - word.Length) <= 4;

    private static bool Close(string name, string word) =>
        name == word || (name[0] == word[0] && Distance(name, word) <= (name.Length >= 8 ? 2 : 1));

    // Handwriting that was read letter by letter keeps its shapes: "netfernin" is drawn like "metformin".
    private static bool LooksLike(string name, string word) => Distance(Shape(name), Shape(word)) <= 1;

    private static bool IsDirection(List<Word> line) =>
        line.Exists(word => word.Text.Any(char.IsAsciiDigit) || PlainWords.Join(word.Text) is "mg" or "ng" or "rg" or "mcg" or "po" or "tab" or "kab" or "bid" or "tid" or "daily" or "qd");

    private static string Shape(string word)
    {
        var shape = word.Replace("rn", "m", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal);
        return string.Concat(shape.Select(letter => letter switch
        {
            'm' or 'n' or 'u' or 'v' or 'w' or 'r' => 'n',
            'a' or 'o' or 'e' or 'c' => 'o',
            'i' or 'l' or 't' or 'f' or 'j' or '1' => 'l',
            'g' or 'q' or 'y' or 'p' => 'g',
            'b' or 'h' or 'k' or 'd' => 'b',
            _ => letter,
        }));
    }

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
