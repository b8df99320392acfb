using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>"TAH 2009 for fibroids", "cholecystectomy for gallstones": with the organ went the disease. Of a cancer only its doctor says that it is over.</summary>
internal static class CuredByRemoval
{
    private const int Reach = 5;

    private static readonly Dictionary<string, HashSet<string>> Cured = new(StringComparer.Ordinal)
    {
        ["hysterectomy"] = new(StringComparer.Ordinal) { "uterine fibroids", "menorrhagia", "heavy menstrual bleeding", "uterine prolapse", "adenomyosis", "dysmenorrhea" },
        ["cholecystectomy"] = new(StringComparer.Ordinal) { "gallstones", "cholelithiasis", "cholecystitis", "acute cholecystitis", "biliary colic" },
        ["appendectomy"] = new(StringComparer.Ordinal) { "appendicitis", "acute appendicitis" },
        ["tonsillectomy"] = new(StringComparer.Ordinal) { "tonsillitis", "recurrent tonsillitis" },
    };

    public static bool Is(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem)
    {
        var link = name.First - 1;
        while (link > sentence.Range.First && note.Tokens[link].Folded is "a" or "an" or "the" or "his" or "her" or "acute" or "large" or "multiple" or "symptomatic" or "benign" or "recurrent" or "bleeding") link--;
        return link > sentence.Range.First && note.Tokens[link].Folded is "for" or "because" or "due"
            && sentence.Names.Any(other => other.End <= link && link - other.End < Reach && other.As(EntryKind.Procedure) is { } done && Cured.TryGetValue(done.Name, out var diseases) && diseases.Contains(problem.Name));
    }
}
