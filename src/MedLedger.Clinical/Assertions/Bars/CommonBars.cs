using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps words from a name whatever it names: brackets, boxes, other answers, other persons.</summary>
internal static class CommonBars
{
    public static bool Bar(in Reach reach) => reach.Forward
        ? IsAnEmptyBox(reach) || IsOnlyAPerson(reach) || TheBracketSaysWhy(reach) || BeganInPregnancy(reach) || SpellsTheLettersOut(reach) || reach.Means == Meaning.Negated && StartsWithAComma(reach) || ClosesBracket(reach)
        : SaysWhenItBegan(reach) || AsksWhatFollows(reach) || reach.Phrase == "negative" && Describes(reach.Tokens, reach.Trigger.End) || reach.Means == Meaning.Negated && (AnswersItsOwnLine(reach) || AValueAnswered(reach));

    /// <summary>"Negative deflections": the word describes what follows it, not what stands before.</summary>
    public static bool Describes(IReadOnlyList<Token> tokens, int behind) =>
        behind < tokens.Count && tokens[behind].Kind == TokenKind.Word && tokens[behind].Line == tokens[behind - 1].Line
        && tokens[behind].Folded is not ("and" or "or" or "but" or "on" or "at" or "in" or "for" or "x" or "by" or "today" or "bilaterally" or "except" or "throughout" or "this" or "to" or "as" or "now" or "so" or "with" or "from" or "again");

    /// <summary>Whether the name is of something that is taken, done or reacted to.</summary>
    public static bool Nameable(FoundName name) => (name.As(EntryKind.Drug) ?? name.As(EntryKind.Allergen) ?? name.As(EntryKind.Procedure) ?? name.As(EntryKind.Vaccine)) is not null;

    // "Allergies: [x] Yes [ ] No   cefazolin": the word of an empty box denies nothing.
    private static bool IsAnEmptyBox(in Reach reach)
    {
        var (tokens, first) = (reach.Tokens, reach.Trigger.First);
        return reach.Phrase is "no" && first > 0
            && (tokens[first - 1].Folded is "☐" or "□" or "◻" or "❏" or "❑" || (first > 1 && tokens[first - 1].Folded is "]" or ")" && tokens[first - 2].Folded is "[" or "("));
    }

    private static bool IsOnlyAPerson(in Reach reach) =>
        reach.Means is Meaning.Family or Meaning.Other
        && !reach.Contains("history") && reach.Phrase is not ("fh" or "fhx" or "fh of" or "maternal" or "paternal")
        && ScopeWords.All.OnlyPresent(reach.Tokens, reach.Trigger.First, reach.Trigger.End);

    // "Not anticoagulated (GI bleed 2023)": the bracket says why.
    private static bool TheBracketSaysWhy(in Reach reach) =>
        reach.Means == Meaning.Negated && reach.Phrase is "not" or "not on" or "never" or "is not" or "was not"
        && reach.From < reach.To && !reach.Tokens[reach.From].IsMark('(') && reach.MarkBetween('(');

    // "GDM in prior pregnancy, hypothyroid": the word is the pregnancy's.
    private static bool BeganInPregnancy(in Reach reach) =>
        reach.Means == Meaning.Historical && reach.To > reach.From && reach.Tokens[reach.From].Folded is "pregnancy" or "pregnancies" && reach.Between(",", ";");

    // "FH (familial hypercholesterolaemia)": the bracket says what the letters stand for.
    private static bool SpellsTheLettersOut(in Reach reach)
    {
        var (tokens, end) = (reach.Tokens, reach.Trigger.End);
        return reach.Phrase is "fh" && end + 1 < tokens.Count && tokens[end].IsMark('(') && tokens[end + 1].Folded.StartsWith("famil", StringComparison.Ordinal);
    }

    // "PE ruled out, DVT suspected": a comma behind the words closes them.
    private static bool StartsWithAComma(in Reach reach) => reach.To > reach.From && reach.Tokens[reach.From].IsMark(',');

    private static bool ClosesBracket(in Reach reach)
    {
        var depth = 0;
        for (var at = reach.From; at < reach.To; at++)
        {
            if (reach.Tokens[at].IsMark('(')) depth++;
            else if (reach.Tokens[at].IsMark(')') && --depth < 0) return true;
        }

        return false;
    }

    // "HTN, BPH, ?CKD": the sign stands before what it doubts.
    private static bool AsksWhatFollows(in Reach reach)
    {
        var (tokens, end) = (reach.Tokens, reach.Trigger.End);
        return reach.Phrase is "?" or "??" && end < tokens.Count && tokens[end].Kind == TokenKind.Word && tokens[end].Start == tokens[end - 1].End;
    }

    // "AF diagnosed 3 years ago": that is when it began.
    private static bool SaysWhenItBegan(in Reach reach)
    {
        if (reach is not { Means: Meaning.Historical, Phrase: "years ago" }) return false;
        for (var at = reach.From; at < reach.To; at++)
            if (ScopeWords.All.Begins(reach.Tokens[at])) return true;
        return false;
    }

    // "Leucocytes 2+, nitrites neg": a value answered the first.
    private static bool AValueAnswered(in Reach reach) => reach.Between(TokenKind.Number) || reach.MarkBetween('+');

    // "Diagnosis: asthma, hypertension" above "Malaria smear negative": a result that opens a line of its own answers for that line.
    private static bool AnswersItsOwnLine(in Reach reach)
    {
        if (!reach.Contains("neg")) return false;
        var (tokens, first) = (reach.Tokens, reach.Trigger.First);
        while (first > 0 && tokens[first - 1].Line == tokens[reach.Trigger.First].Line) first--;
        if (first == reach.Trigger.First || tokens[reach.Name.End - 1].Line >= tokens[first].Line || !IsNamed(reach, first)) return false;
        return !LeadsIntoTheNext(tokens[first]) && !LeadsIntoTheNext(tokens[first - 1]);
    }

    private static bool IsNamed(in Reach reach, int first)
    {
        foreach (var other in reach.Names)
            if (other.First >= first && other.End <= reach.Trigger.First) return true;
        return false;
    }

    private static bool LeadsIntoTheNext(Token token) => token.Folded is "," or "and" or "or" or "/" or "&" or "+" or "for" or "of" or "no" or "-" or "und" or "et" or "y";
}
