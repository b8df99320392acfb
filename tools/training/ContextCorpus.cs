using MedLedger.Clinical.Context;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Tools.Training;

/// <summary>A name in a text: what stands around it, and whether it is a fact of the patient's present. <paramref name="Group"/> is the file it came from.</summary>
internal sealed record LabelledContext(string Group, string Kind, string[] Features, bool Present);

/// <summary>Invented texts (notes and letters of tests/corpus, and tools/training/texts): parted by ---, each followed by lines "# has KIND NAME | NAME" and "# lacks KIND NAME | NAME"; or a few lines alone, as has, KIND, NAME and TEXT parted by tabs.</summary>
internal static class ContextCorpus
{
    /// <summary>Where whole folders stand; their groups' names begin with it.</summary>
    public const string Folders = "folders";

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["M"] = ["medicine", "dose", "often", "sure", "route", "asneeded"],
        ["P"] = ["problem"],
        ["A"] = ["allergy", "reaction"],
        ["I"] = ["vaccine"],
        ["D"] = ["device"],
        ["V"] = ["directive"],
        ["R"] = ["procedure"],
    };

    /// <summary>Names of what the rules made a finding of, and whether it is a fact of the patient's present.</summary>
    public static List<LabelledContext> Read(string corpus, string texts) => All(corpus, texts, Present);

    /// <summary>Names of substances that the rules did not call an allergy, and whether the patient is allergic to it.</summary>
    public static List<LabelledContext> Substances(string corpus, string texts) => All(corpus, texts, Allergic);

    private static List<LabelledContext> All(string corpus, string texts, Func<ReadText, List<string[]>, string, bool, IEnumerable<LabelledContext>> label)
    {
        var analyzer = ClinicalTextAnalyzer.Create();
        var contexts = new List<LabelledContext>();
        foreach (var (group, lines, alone) in Texts(corpus, texts))
        {
            var told = lines.Where(IsLabel).Select(line => line[2..].Split(' ', 3)).Where(words => words.Length == 3).ToList();
            contexts.AddRange(label(analyzer.Read(new(string.Join('\n', lines.Where(line => !IsLabel(line))))), told, group, alone));
        }

        return contexts;
    }

    private static IEnumerable<(string Group, string[] Lines, bool Alone)> Texts(string corpus, string texts)
    {
        foreach (var folder in (string[])[Folders, "notes"])
            foreach (var file in Directory.GetFiles(Path.Combine(folder == Folders ? texts : corpus, folder), "*.txt").Order(StringComparer.Ordinal))
                foreach (var part in File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n---\n"))
                    yield return (folder == "notes" ? folder : folder + Path.GetFileNameWithoutExtension(file), part.Split('\n'), false);
        foreach (var file in Directory.GetFiles(Path.Combine(corpus, "letters"), "*.txt").Order(StringComparer.Ordinal))
            yield return ("letters", [.. File.ReadAllLines(file), .. File.ReadLines(Path.ChangeExtension(file, ".tsv")).Skip(1).Select(Labelled)], false);
        foreach (var file in Directory.GetFiles(Path.Combine(texts, "contexts"), "*.tsv").Order(StringComparer.Ordinal))
            foreach (var rows in File.ReadLines(file).Select(line => line.Split('\t')).Where(row => row.Length == 4).GroupBy(row => row[3], StringComparer.Ordinal))
                yield return ("contexts: " + Path.GetFileNameWithoutExtension(file), [.. rows.Key.Split("\\n"), .. rows.Select(row => $"# {row[0]} {row[1]} {row[2]}")], true);
    }

    // "medicine<TAB>has<TAB>aspirin" beside a letter says what "# has medicine aspirin" says behind a note.
    private static string Labelled(string row) => row.Split('\t') is [var kind, var says, var words, ..] ? $"# {says} {kind} {words}" : row;

    private static IEnumerable<LabelledContext> Present(ReadText read, List<string[]> told, string group, bool alone)
    {
        var features = new ContextFeatures(read.Note, read.Sentences);
        foreach (var found in read.Findings)
        {
            if (ContextDoubt.KindOf(found.Finding) is not { } kind || ContextDoubt.Place(features, found) is not var (first, end)) continue;
            if (Label(told, kind, found.Finding.Concept.Text, read.Note.Words(first, end)) is not { } present) continue;
            // What another document or the calendar ended reads as if it went on: nothing here tells otherwise, and nothing can be learned from it. A text that stands alone tells all.
            if (!alone && !present && (ContextDoubt.IsPresent(found.Finding) || found.Finding is MedicationFinding { End: not null })) continue;
            yield return new(group, kind, [.. features.Of(first, end, kind).Distinct(StringComparer.Ordinal)], present);
        }
    }

    private static IEnumerable<LabelledContext> Allergic(ReadText read, List<string[]> told, string group, bool alone)
    {
        var features = new ContextFeatures(read.Note, read.Sentences);
        foreach (var (name, entry) in AllergyHints.Candidates(read.Note, read.Sentences, read.Findings))
        {
            var words = read.Note.Words(name.First, name.End);
            var allergic = Label(told, "A", entry.Name, words);
            // A folder's truth is whole: what it does not name is no allergy. A note's or a single text's is not.
            if (allergic is null && !group.StartsWith(Folders, StringComparison.Ordinal) && Label(told, "M", entry.Name, words) is null) continue;
            yield return new(group, AllergyHints.Kind, [.. features.Of(name.First, name.End, AllergyHints.Kind).Distinct(StringComparer.Ordinal)], allergic == true);
        }
    }

    private static bool IsLabel(string line) => line.StartsWith("# has ", StringComparison.Ordinal) || line.StartsWith("# lacks ", StringComparison.Ordinal);

    private static bool? Label(List<string[]> told, string kind, string named, string words)
    {
        var (concept, written) = (Spelling.Fold(named), Spelling.Fold(words));
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
