using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Tagging;

/// <summary>What the trained models find beyond the lexicon, qualified by the same rules. A name that the lexicon knows keeps the lexicon's mention: that one has a code.</summary>
internal sealed class ModelMentions(TextTagger tagger)
{
    /// <summary>Below this a model's guess is as likely wrong as right.</summary>
    private const float Likely = 0.5f;

    /// <summary>For models that learned from abstracts of research, and for texts in another language.</summary>
    private const float Sure = 0.8f;

    // The clinical model speaks first: the others are asked about what it left open.
    private static readonly string[] Models = ["maccrobat", "bc5cdr", "ncbi"];

    private static readonly Dictionary<string, (string Type, EntryKind Kind)> Meanings = new(StringComparer.Ordinal)
    {
        ["Disease_disorder"] = ("problem", EntryKind.Problem),
        ["Disease"] = ("problem", EntryKind.Problem),
        ["Sign_symptom"] = ("finding", EntryKind.Finding),
        ["Medication"] = ("drug", EntryKind.Drug),
        ["Chemical"] = ("drug", EntryKind.Drug),
        ["Diagnostic_procedure"] = ("diagnostic-procedure", EntryKind.Procedure),
        ["Therapeutic_procedure"] = ("procedure", EntryKind.Procedure),
        ["Lab_value"] = ("value", EntryKind.Finding),
        ["Biological_structure"] = ("body-site", EntryKind.Finding),
        ["History"] = ("history", EntryKind.Problem),
    };

    /// <summary>All mentions in the order of the text: those in <paramref name="known"/>, and the models' where no known one stands.</summary>
    public List<TextMention> Merge(Note note, IReadOnlyList<NotedSentence> sentences, IReadOnlyList<TextMention> known, bool otherLanguage)
    {
        var taken = new SpanSet(known.Select(mention => mention.Span));
        var merged = new List<TextMention>(known);
        foreach (var mention in tagger.Tag(note.Text, Models))
        {
            var least = otherLanguage ? Sure : mention.Model == Models[0] ? Likely : Sure;
            if (mention.Confidence < least || !taken.Add(new(mention.Start, mention.End))) continue;
            if (Qualify(note, sentences, mention) is { } qualified) merged.Add(qualified);
        }

        return [.. merged.OrderBy(mention => mention.Span.Start).ThenBy(mention => mention.Span.End)];
    }

    private static TextMention? Qualify(Note note, IReadOnlyList<NotedSentence> sentences, TaggedMention mention)
    {
        var tokens = note.Tokens;
        var first = FirstEndingBehind(tokens.Count, at => tokens[at].End, mention.Start);
        var end = FirstEndingBehind(tokens.Count, at => tokens[at].Start + 1, mention.End);
        var at = FirstEndingBehind(sentences.Count, sentence => sentences[sentence].Range.End, first);
        if (first >= end || at >= sentences.Count || first < sentences[at].Range.First) return null;
        var sentence = sentences[at];
        var (type, kind) = Meanings.GetValueOrDefault(mention.Type, (mention.Type.ToLowerInvariant(), EntryKind.Finding));
        var words = note.Text[mention.Start..mention.End];
        var name = new FoundName(first, end, [new(new LexiconEntry(kind, words, [], Curated: false), words, false, false)], null);
        var meaning = note.Qualifier.Qualify(name, kind, allergy: false, sentence.Section, sentence.Triggers, [.. sentence.Names, name]);
        return new(new(mention.Start, mention.End), words, type, meaning.Assertion, sentence.Section.Kind.ToString(), [], Math.Round(mention.Confidence, 3), meaning.Because.Length > 0 ? meaning.Because : "model")
        {
            Model = $"{mention.Model}: {mention.Type}",
        };
    }

    private static int FirstEndingBehind(int count, Func<int, int> endOf, int position)
    {
        int low = 0, high = count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (endOf(middle) <= position) low = middle + 1; else high = middle;
        }

        return low;
    }
}
