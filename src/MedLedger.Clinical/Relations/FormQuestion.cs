using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations;

/// <summary>What a form's question for either of two diseases says of one of them.</summary>
internal enum AskedFor
{
    /// <summary>It is no such question.</summary>
    No,

    /// <summary>"DVT/PE   Yes - PE 2011": the answer names it.</summary>
    ToldBehind,

    /// <summary>"Asthma/COPD   Yes": one of them, and nobody says which.</summary>
    EitherOne,
}

/// <summary>"CVA/TIA     TIA 2018" in a questionnaire: the question names two, the answer one.</summary>
internal static class FormQuestion
{
    private const int ColumnGap = 2;
    private const int LongestGroup = 12;

    public static AskedFor Of(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var first = name.First;
        while (first > 0 && tokens[first - 1].Line == tokens[name.First].Line && name.First - first < LongestGroup) first--;
        var group = new List<FoundName>();
        var at = first;
        while (sentence.Names.FirstOrDefault(other => other.First == at && other.As(EntryKind.Problem) is not null) is { } asked)
        {
            group.Add(asked);
            at = asked.End;
            if (at >= sentence.Range.End || !tokens[at].IsMark('/')) break;
            at++;
        }

        if (group.Count < 2 || !group.Contains(name) || at >= sentence.Range.End || tokens[at].Line != tokens[first].Line) return AskedFor.No;
        var marked = tokens[at].Folded is ":" or "?" or "|";
        if (!marked && tokens[at].Start - tokens[at - 1].End < ColumnGap) return AskedFor.No;
        var end = SectionFinder.LineEnd(tokens, first);
        if (sentence.Names.Any(told => told.First >= at && told.First < end && told.As(EntryKind.Problem) is { } problem && group.Any(asked => Same(asked, problem)))) return AskedFor.ToldBehind;
        return Enumerable.Range(at, end - at).Any(answer => tokens[answer].Folded is "yes" or "y" or "ja" or "oui" or "si") ? AskedFor.EitherOne : AskedFor.No;
    }

    private static bool Same(FoundName asked, LexiconEntry told) => asked.As(EntryKind.Problem)!.Name is var name && (name == told.Name || told.Name.EndsWith(name, StringComparison.Ordinal));
}
