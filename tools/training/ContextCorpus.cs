using MedLedger.Clinical.Context;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Tools.Training;

/// <summary>A name in a text: what stands around it, and whether it is a fact of the patient's present. <paramref name="Group"/> is the file it came from.</summary>
internal sealed record LabelledContext(string Group, string Kind, string[] Features, bool Present);

/// <summary>Invented texts parted by ---, each followed by lines "# has KIND NAME | NAME" and "# lacks KIND NAME | NAME" (tests/corpus).</summary>
internal static class ContextCorpus
{
    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["M"] = ["medicine", "dose", "often", "sure", "route", "asneeded"],
        ["P"] = ["problem"],
        ["A"] = ["allergy", "reaction"],
        ["I"] = ["vaccine"],
    };

    public static List<LabelledContext> Read(string corpus)
    {
        var analyzer = ClinicalTextAnalyzer.Create();
        var contexts = new List<LabelledContext>();
        foreach (var folder in (string[])["folders", "notes"])
            foreach (var file in Directory.GetFiles(Path.Combine(corpus, folder), "*.txt").Order(StringComparer.Ordinal))
                foreach (var part in File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n---\n"))
                    contexts.AddRange(Of(analyzer, folder == "notes" ? folder : folder + Path.GetFileNameWithoutExtension(file), part.Split('\n')));
        foreach (var file in Directory.GetFiles(Path.Combine(corpus, "letters"), "*.txt").Order(StringComparer.Ordinal))
            contexts.AddRange(Of(analyzer, "letters", [.. File.ReadAllLines(file), .. File.ReadLines(Path.ChangeExtension(file, ".tsv")).Skip(1).Select(Labelled)]));
        return contexts;
    }

    // "medicine<TAB>has<TAB>aspirin" beside a letter says what "# has medicine aspirin" says behind a note.
    private static string Labelled(string row) => row.Split('\t') is [var kind, var says, var words, ..] ? $"# {says} {kind} {words}" : row;

    private static IEnumerable<LabelledContext> Of(ClinicalTextAnalyzer analyzer, string group, string[] lines)
    {
        var told = lines.Where(IsLabel).Select(line => line[2..].Split(' ', 3)).Where(words => words.Length == 3).ToList();
        var read = analyzer.Read(new(string.Join('\n', lines.Where(line => !IsLabel(line)))));
        var features = new ContextFeatures(read.Note, read.Sentences);
        foreach (var found in read.Findings)
        {
            if (ContextDoubt.KindOf(found.Finding) is not { } kind || ContextDoubt.Place(features, found) is not var (first, end)) continue;
            if (Label(told, kind, found.Finding, read.Note.Words(first, end)) is not { } present) continue;
            // What another document or the calendar ended reads as if it went on: nothing here tells otherwise, and nothing can be learned from it.
            if (!present && (ContextDoubt.IsPresent(found.Finding) || found.Finding is MedicationFinding { End: not null })) continue;
            yield return new(group, kind, [.. features.Of(first, end, kind).Distinct(StringComparer.Ordinal)], present);
        }
    }

    private static bool IsLabel(string line) => line.StartsWith("# has ", StringComparison.Ordinal) || line.StartsWith("# lacks ", StringComparison.Ordinal);

    private static bool? Label(List<string[]> told, string kind, Finding finding, string words)
    {
        var (concept, written) = (Spelling.Fold(finding.Concept.Text), Spelling.Fold(words));
        bool? label = null;
        foreach (var line in told)
        {
            if (!line[2].Split(" | ").Select(name => Spelling.Fold(name)).Any(name => Is(name, concept) || Is(name, written))) continue;
            bool? says = (line[0], line[1]) switch
            {
                ("has", "stopped" or "held") when kind == "M" => false,
                ("has", "refuted") when kind == "A" => false,
                ("has", var what) when Kinds[kind].Contains(what) => true,
                ("lacks", var what) when Kinds[kind][0] == what => false,
                _ => null,
            };
            // Both said of one name: the document says both, and which words say which is not told.
            if (says is { } one && label is { } other && one != other) return null;
            label ??= says;
        }

        return label;
    }

    // "Dose furosemide 40 mg" names furosemide; of longer names a part will do ("influenza vaccine 2025").
    private static bool Is(string name, string found) =>
        name == found || name.StartsWith(found + " ", StringComparison.Ordinal) || (name.Length > 5 && found.Contains(name, StringComparison.Ordinal)) || (found.Length > 5 && name.Contains(found, StringComparison.Ordinal));
}
