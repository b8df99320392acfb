using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations;

/// <summary>An infection whose treatment is over: "TB Rx COMPLETED (6/12)", "end of TB treatment", "completed treatment for TB in December".</summary>
internal static class AntiInfection
{
    private const int Reach = 4;

    // These go on after a treatment has ended: HIV (ICD-10 B20-B24) and chronic viral hepatitis (B18).
    private static readonly string[] Lasting = ["B18", "B20", "B21", "B22", "B23", "B24"];

    public static bool Ended(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem)
    {
        if (!problem.Codes.Any(code => code.Value is ['A' or 'B', ..]) || problem.Codes.Any(code => Lasting.Any(start => code.Value.StartsWith(start, StringComparison.Ordinal)))) return false;
        var tokens = note.Tokens;
        var at = name.End;
        if (at >= sentence.Range.End || !Treats(tokens[at])) return false;
        for (var behind = at + 1; behind < Math.Min(sentence.Range.End, at + Reach) && tokens[behind].Kind != TokenKind.Mark; behind++)
        {
            if (tokens[behind].Folded is "not" or "to" or "be" or "until" or "when" or "if" or "once") return false;
            if (tokens[behind].Folded is "completed" or "complete" or "finished" or "ended" or "done") return true;
        }

        for (var before = name.First - 1; before >= Math.Max(sentence.Range.First, name.First - Reach) && tokens[before].Kind == TokenKind.Word; before--)
        {
            if (tokens[before].Folded is "completed" or "finished" or "end") return before == sentence.Range.First || !(tokens[before - 1].Folded is "to" or "not" or "be" or "until" or "before" or "by");
            if (tokens[before].Folded is "on" or "started" or "start" or "to") return false;
        }

        return false;
    }

    private static bool Treats(Token token) => token.Folded is "rx" or "tx" or "treatment" or "therapy" or "course" or "medication" or "meds";
}
