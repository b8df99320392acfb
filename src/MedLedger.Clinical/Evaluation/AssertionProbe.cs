using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Evaluation;

/// <summary>Asks the product's own assertion rules about a condition that is given, whether the lexicon knows it or not.</summary>
public sealed class AssertionProbe
{
    private readonly ContextRules _rules = new();

    /// <summary>How the condition is meant where it stands in the sentence; stated plainly where it can not be found.</summary>
    public Assertion Ask(string condition, string sentence)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(sentence);
        var tokens = Tokenizer.Cut(sentence, []);
        var (first, end) = Find(sentence, tokens, condition);
        if (end == first) return Assertion.Plain;
        var entry = new LexiconEntry(EntryKind.Problem, condition, [], Curated: true);
        var name = new FoundName(first, end, [new(entry, condition, false, false)], null);
        var range = SentenceCutter.Cut(tokens, [], new TickBoxes(tokens), sentence).First(part => first < part.End);
        return new Qualifier(tokens).Qualify(name, EntryKind.Problem, allergy: false, new(SectionKind.None, 0, 0, false), _rules.FindIn(tokens, range), [name]).Assertion;
    }

    // The set writes the condition in capitals: that place is meant where it stands more than once.
    private static (int First, int End) Find(string sentence, List<Token> tokens, string condition)
    {
        var words = Tokenizer.WordsAndMarks(condition);
        var found = (First: 0, End: 0);
        for (var at = 0; words.Count > 0 && at + words.Count <= tokens.Count; at++)
        {
            if (!words.Select((word, offset) => tokens[at + offset].Folded == word).All(same => same)) continue;
            if (found.End == 0) found = (at, at + words.Count);
            if (!sentence.AsSpan(tokens[at].Start, tokens[at + words.Count - 1].End - tokens[at].Start).ContainsAnyInRange('a', 'z')) return (at, at + words.Count);
        }

        return found;
    }
}
