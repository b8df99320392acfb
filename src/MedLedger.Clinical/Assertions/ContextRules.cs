using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

internal enum Meaning
{
    Negated,
    Pseudo,
    Possible,
    Hypothetical,
    Family,
    Other,
    Historical,
    Resolved,
    Stopped,
    OnHold,
    Completed,
    Planned,
    DoNotGive,
    Refuted,
    Active,
    Terminate,
}

internal enum Toward
{
    Forward,
    Backward,
    Both,
}

/// <summary>Trigger words, what they mean and which way they reach (after ConText, Harkema 2009).</summary>
internal sealed record ContextRule(Meaning Means, Toward Direction, int Within, IReadOnlyList<string> Only, string Phrase)
{
    public bool Concerns(EntryKind kind, bool inAllergyContext) => Only.Count == 0
        || Only.Contains(inAllergyContext ? "allergy" : kind switch
        {
            EntryKind.Drug => "drug",
            EntryKind.Allergen => "allergen",
            EntryKind.Procedure => "procedure",
            EntryKind.Device => "device",
            EntryKind.Vaccine => "vaccine",
            EntryKind.Directive => "directive",
            EntryKind.Problem => "problem",
            _ => "",
        });
}

/// <summary>A rule found in a sentence, at tokens [First, End).</summary>
internal readonly record struct Trigger(ContextRule Rule, int First, int End);

internal sealed class ContextRules
{
    private const int UsualReach = 14;

    private static readonly ContextRule Answer = new(Meaning.Negated, Toward.Backward, 3, [], "no");

    private const int ColumnGap = 2;

    // "Asthma: N   COPD: N", "Lungenembolie: nein": words that deny only as an answer.
    private static readonly HashSet<string> Lengths = new(StringComparer.Ordinal) { "d", "day", "wk", "week", "mo", "mth", "month", "yr", "year" };

    private static readonly HashSet<string> Additives = new(StringComparer.Ordinal) { "cfc", "sugar", "preservative", "pres", "alcohol", "gluten", "lactose", "additive", "paraben", "dye", "salt", "latex", "sulfite" };

    private static readonly HashSet<string> AnswersNo = new(StringComparer.Ordinal) { "n", "nein", "non", "nee", "nej" };

    private static readonly HashSet<string> Periods = new(StringComparer.Ordinal) { "d", "day", "days", "w", "wk", "wks", "week", "weeks", "mo", "mos", "mth", "mths", "month", "months", "y", "yr", "yrs", "year", "years", "/", "fortnight" };

    private readonly WordTrie<ContextRule> _phrases = new();

    public ContextRules()
    {
        foreach (var row in RuleFile.Read<List<Row>>("assertions.json"))
            foreach (var phrase in row.Phrases)
                _phrases.Add(Tokenizer.WordsAndMarks(phrase), new(
                    Enum.Parse<Meaning>(row.Means, ignoreCase: true),
                    Enum.Parse<Toward>(row.Direction, ignoreCase: true),
                    row.Within ?? UsualReach,
                    row.Only?.Split('|') ?? [],
                    phrase));
    }

    public List<Trigger> FindIn(IReadOnlyList<Token> tokens, Sentence sentence)
    {
        var found = new List<Trigger>();
        for (var at = sentence.First; at < sentence.End; at++)
        {
            var (end, rules) = _phrases.LongestAt(tokens, at, sentence.End);
            if (rules.Count == 0)
            {
                if (AnswersNo.Contains(tokens[at].Folded) && Answers(tokens, at, at + 1, sentence)) found.Add(new(Answer, at, at + 1));
                continue;
            }

            // "OD x 1 mth", "x 1/52" are lengths.
            if (rules[0].Phrase is "x1" or "x 1" && end < tokens.Count && (Lengths.Contains(tokens[end].Folded) || (tokens[end].IsMark('/') && tokens[end].Start == tokens[end - 1].End))) continue;
            // "CFC-free inhaler", "sugar free": what a product does without.
            if (rules[0].Phrase is "free" && at > sentence.First && Additives.Contains(tokens[tokens[at - 1].IsMark('-') && at > sentence.First + 1 ? at - 2 : at - 1].Folded)) continue;
            // "4x1" is how often, not once.
            if (rules[0].Phrase is "x1" or "x 1" && at > sentence.First && tokens[at - 1].Kind == TokenKind.Number && tokens[at - 1].End == tokens[at].Start) continue;
            // "OD x 1 month" is how long, not once.
            if (rules[0].Phrase is "x1" or "x 1" && end < sentence.End && tokens[end].Line == tokens[end - 1].Line && Periods.Contains(tokens[end].Folded)) continue;
            foreach (var rule in rules) found.Add(new(rule.Phrase is "no" or "never" or "denies" or "denied" && Answers(tokens, at, end, sentence) ? Answer : rule, at, end));
            at = end - 1;
        }

        return found;
    }

    // "Chest pain: no.", "Smoker - never" is an answer to what stands before it; where the sentence goes on in the next line it leads there.
    private static bool Answers(IReadOnlyList<Token> tokens, int at, int end, Sentence sentence) =>
        (end >= sentence.End && SentenceCutter.IsAnswered(tokens, at)) || at > sentence.First && tokens[at - 1].Kind == TokenKind.Mark && tokens[at - 1].Folded is ":" or "-" or "?" or "|"
        && (end >= sentence.End || (tokens[end].Line == tokens[end - 1].Line && tokens[end].Start - tokens[end - 1].End >= ColumnGap) || (tokens[end].Kind == TokenKind.Mark && tokens[end].Folded is "." or "," or ";" or ")" or "|"));

    private sealed record Row(string Means, string Direction, List<string> Phrases, int? Within = null, string? Only = null);
}
