using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>A disease that is named and told of nobody: what a vaccine just given is against, or what a laboratory calls the values between its limits.</summary>
internal static class NoProblem
{
    private static readonly string[] OfLimits = ["diabet", "deficien", "insufficien", "anemia", "anaemia", "obes", "overweight", "hypertens", "hypotens", "osteop", "failure", "disease"];

    public static bool Is(Note note, NotedSentence sentence, FoundName name) => NamesTheVaccine(note, sentence, name) || NamesARange(note, name) || IsHeadOfAVaccination(note, sentence, name) || IsCriterion(note, name) || IsAnybody(note, name);

    /// <summary>"Gestational diabetes: fasting glucose >= 5.3 mmol/L": how a laboratory defines it; neither the disease nor the value is anybody's.</summary>
    public static bool IsCriterion(Note note, FoundName name)
    {
        var tokens = note.Tokens;
        if (name.End + 1 >= tokens.Count || !tokens[name.End].IsMark(':')) return false;
        return Enumerable.Range(name.End + 1, Math.Min(5, tokens.Count - name.End - 1)).Any(at => tokens[at].Folded is ">=" or "≥" or "<=" or "≤" or ">" or "<");
    }

    // "Smokers should ask", "diabetics: check your feet": nobody speaks of one person so.
    private static bool IsAnybody(Note note, FoundName name) => note.Words(name.First, name.End).ToLowerInvariant() is "smokers" or "diabetics" or "asthmatics" or "epileptics" or "alcoholics";

    // "Hep B accelerated: hepatitis B dose 3 given today": the same sentence tells that the vaccine against it was given.
    private static bool IsHeadOfAVaccination(Note note, NotedSentence sentence, FoundName name) =>
        name.TermAs(EntryKind.Vaccine) is { } vaccine && sentence.Names.Any(other => other.First >= name.End && other.As(EntryKind.Vaccine)?.Name == vaccine.Entry.Name && ToldVaccine.Is(note, sentence, other));

    /// <summary>"Nct pregnant": three letters that differ from "not" in one and are no word of their own.</summary>
    public static bool MayBeDenied(Note note, FoundName name)
    {
        if (name.First == 0 || note.Tokens[name.First - 1] is not { Kind: TokenKind.Word, Folded: { Length: 3 } word } before || before.Line != note.Tokens[name.First].Line) return false;
        return word is not ("not" or "now" or "new" or "got" or "hot" or "non") && (word[0] == 'n' || (word[1..] == "ot" && word[0] is 'm' or 'h' or 'w' or 'u' or 'v' or 'r'));
    }

    // "Boostrix given today (whooping cough)", "whooping cough (pertussis) vaccine given today"
    private static bool NamesTheVaccine(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        if (name.First > 0 && tokens[name.First - 1].IsMark('(') && name.End < tokens.Count && tokens[name.End].IsMark(')'))
            return sentence.Names.Any(other => other.End < name.First && name.First - other.End <= 5 && other.As(EntryKind.Vaccine) is not null) || IsVaccine(tokens, name.End + 1);
        if (name.End + 3 >= tokens.Count || !tokens[name.End].IsMark('(')) return false;
        var close = name.End + 1;
        while (close < Math.Min(tokens.Count - 1, name.End + 5) && !tokens[close].IsMark(')')) close++;
        return tokens[close].IsMark(')') && IsVaccine(tokens, close + 1);
    }

    private static bool IsVaccine(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && tokens[at].Folded is "vaccine" or "vaccination" or "vaccines" or "jab" or "booster" or "immunisation" or "immunization" or "vacc";

    // "< 5.7 non-diabetic; 5.7 - 6.4 prediabetes; >= 6.5 diabetes"
    private static bool NamesARange(Note note, FoundName name)
    {
        var (tokens, at) = (note.Tokens, name.First - 1);
        if (at >= 0 && tokens[at].IsMark(':')) at--;
        if (at < 1 || tokens[at].Kind != TokenKind.Number || tokens[at].Line != tokens[name.First].Line) return false;
        var words = note.Words(name.First, name.End);
        return OfLimits.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase))
            && (tokens[at - 1].Folded is "<" or ">" or "≥" or "≤" or ">=" or "<=" or "=" && !(tokens[at - 1].Is("=") && !(at > 1 && tokens[at - 2].Folded is "<" or ">"))
                || (tokens[at - 1].Folded is "-" or "–" or "to" && at > 1 && tokens[at - 2].Kind == TokenKind.Number && tokens[at].Folded.Contains('.', StringComparison.Ordinal)));
    }
}
