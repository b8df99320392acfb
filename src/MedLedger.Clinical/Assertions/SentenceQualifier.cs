using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Assertions;

/// <summary>Qualifies words that the caller names in a sentence, whatever the lexicon knows of them.</summary>
internal sealed class SentenceQualifier(ContextRules rules)
{
    // Healed, cured and "as a child" tell of the past; these words tell that something is not there now.
    private static readonly string[] Over = ["resol", "subsid", "disappear", "settled", "cleared", "abated", "gone", "went away", "quit", "former", "stopped smoking", "gave up"];

    public Assertion? Qualify(string text, string words)
    {
        var tokens = Tokenizer.Cut(text, []);
        var wanted = Tokenizer.WordsAndMarks(words);
        if (wanted.Count == 0 || (Find(text, tokens, wanted) ?? FindLetters(text, tokens, words)) is not var (first, end)) return null;
        var entry = new LexiconEntry(EntryKind.Problem, words, [], Curated: true);
        var name = new FoundName(first, end, [new(entry, words, false, false)], null);
        var boxes = new TickBoxes(tokens);
        var sections = new SectionFinder().Find(text, tokens);
        var range = SentenceCutter.Cut(tokens, [], boxes, text).First(sentence => first < sentence.End);
        var section = SectionFinder.At(sections, first);
        // One sentence has no section of its own, save one that a label opens ("Family history: …").
        if (section.HeaderToken > first || section.Kind is SectionKind.Instructions or SectionKind.Negative) section = new(SectionKind.None, 0, 0, false);
        var meaning = new Qualifier(tokens).Qualify(name, EntryKind.Problem, allergy: false, section, rules.FindIn(tokens, range), [name]);
        // Asked of a sentence alone, what has resolved is not there: so the annotators of NegEx read it.
        return meaning is { Resolved: true, Assertion.Likelihood: not Likelihood.Hypothetical } && Over.Any(word => meaning.Because.Contains(word, StringComparison.Ordinal)) ? meaning.Assertion with { Negated = true } : meaning.Assertion;
    }

    // Annotated sentences set the words that are meant in capitals; a label in capitals ("ALLERGIES: no known ALLERGIES") is not meant.
    private static (int First, int End)? Find(string text, List<Token> tokens, IReadOnlyList<string> wanted)
    {
        (int, int)? found = null, label = null;
        for (var at = 0; at + wanted.Count <= tokens.Count; at++)
        {
            if (!Stand(tokens, wanted, at)) continue;
            var end = at + wanted.Count;
            if (text[tokens[at].Start..tokens[end - 1].End].All(c => !char.IsLower(c)))
            {
                if (end >= tokens.Count || !tokens[end].IsMark(':')) return (at, end);
                label ??= (at, end);
            }

            found ??= (at, end);
        }

        return label ?? found;
    }

    // Words that are cut within a token ("RESECTIONto") are found by their letters.
    private static (int First, int End)? FindLetters(string text, List<Token> tokens, string words)
    {
        var letters = string.Concat(words.Where(char.IsLetterOrDigit));
        var places = Enumerable.Range(0, text.Length).Where(at => char.IsLetterOrDigit(text[at])).ToList();
        var at = string.Concat(places.Select(place => text[place])).IndexOf(letters, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || letters.Length == 0) return null;
        var first = tokens.FindIndex(token => token.End > places[at]);
        var last = tokens.FindIndex(token => token.End > places[at + letters.Length - 1]);
        return first < 0 || last < first ? null : (first, last + 1);
    }

    private static bool Stand(List<Token> tokens, IReadOnlyList<string> wanted, int at)
    {
        for (var offset = 0; offset < wanted.Count; offset++)
            if (tokens[at + offset].Folded != wanted[offset]) return false;
        return true;
    }
}
