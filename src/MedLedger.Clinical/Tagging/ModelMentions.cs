using System.Globalization;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tagging;

/// <summary>What the trained models find beyond the lexicon, qualified by the same rules. A name that the lexicon knows keeps the lexicon's mention: that one has a code.</summary>
internal sealed class ModelMentions(Func<TextTagger> tagger)
{
    /// <summary>Below this a model's guess is as likely wrong as right.</summary>
    private const float Likely = 0.5f;

    /// <summary>For models that learned from abstracts of research, and for texts in another language.</summary>
    private const float Sure = 0.8f;

    private const int Reach = 40;

    private const int Longest = 200;

    private const char LastLatinLetter = '\u024F';

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
        ["History"] = ("history", EntryKind.Problem),
    };

    /// <summary>Lets the models read while the rules do: neither needs the other before the end.</summary>
    public Task<IReadOnlyList<TaggedMention>> Begin(string text) => Task.Run(() => tagger().Tag(text, Models));

    /// <summary>All mentions in the order of the text: those in <paramref name="known"/>, and the models' where no known one stands.</summary>
    public static List<TextMention> Merge(Note note, IReadOnlyList<NotedSentence> sentences, IReadOnlyList<TextMention> known, IReadOnlyList<TaggedMention> told, bool otherLanguage)
    {
        var taken = new SpanSet(known.Select(mention => mention.Span));
        var merged = new List<TextMention>(known);
        foreach (var mention in told)
        {
            var least = otherLanguage ? Sure : mention.Model == Models[0] ? Likely : Sure;
            if (mention.Confidence < least || !Legible(note.Text.AsSpan(mention.Start, mention.End - mention.Start)) || !taken.Add(new(mention.Start, mention.End))) continue;
            if (Qualify(note, sentences, mention) is { } qualified) merged.Add(qualified);
        }

        return [.. merged.OrderBy(mention => mention.Span.Start).ThenBy(mention => mention.Span.End)];
    }

    // The models learned from English prose: of tags, entities, other scripts, marks without shape and words without end they only guess.
    private static bool Legible(ReadOnlySpan<char> words)
    {
        if (words.Length > Longest) return false;
        for (var at = 0; at < words.Length; at++)
        {
            var (c, next) = (words[at], at + 1 < words.Length ? words[at + 1] : ' ');
            if (char.IsLetter(c) && c > LastLatinLetter && c is not (>= '\u0370' and <= '\u03FF')) return false;
            if (c is not ('\n' or '\r' or '\t') && (char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format || char.IsSurrogate(c))) return false;
            if (c is '<' or '&' && (char.IsLetter(next) || next is '/' or '#') && (c == '<' || words[at..].Contains(';'))) return false;
        }

        return true;
    }

    // The models learned from prose: a heading or a line about the person says nothing that they know.
    private static bool Misread(Section section, int first, string type) =>
        (first >= section.HeaderToken && first < section.FirstToken) || (section.Kind == SectionKind.Identification && type is not ("Age" or "Sex"));

    private static TextMention? Qualify(Note note, IReadOnlyList<NotedSentence> sentences, TaggedMention mention)
    {
        var tokens = note.Tokens;
        var first = FirstEndingBehind(tokens.Count, at => tokens[at].End, mention.Start);
        var end = FirstEndingBehind(tokens.Count, at => tokens[at].Start + 1, mention.End);
        var at = FirstEndingBehind(sentences.Count, sentence => sentences[sentence].Range.End, first);
        if (first >= end || at >= sentences.Count || first < sentences[at].Range.First) return null;
        var sentence = sentences[at];
        if (Misread(note.SectionAt(first), first, mention.Type)) return null;
        var words = note.Text[mention.Start..mention.End];
        var span = new TextSpan(mention.Start, mention.End);
        var model = $"{mention.Model}: {mention.Type}";
        var score = Math.Round(mention.Confidence, 3);
        // A dose, an age or a place in the body is neither denied nor past; what it belongs to is.
        if (!Meanings.TryGetValue(mention.Type, out var meant)) return new(span, words, AttributeType(mention.Type), Assertion.Plain, sentence.Section.Kind.ToString(), [], score, "model") { Model = model };
        var (type, kind) = meant;
        var name = new FoundName(first, end, [new(new LexiconEntry(kind, words, [], Curated: false), words, false, false)], null);
        var meaning = note.Qualifier.Qualify(name, kind, allergy: false, sentence.Section, sentence.Triggers, Around(sentence.Names, name));
        return new(span, words, type, meaning.Assertion, sentence.Section.Kind.ToString(), [], score, meaning.Because.Length > 0 ? meaning.Because : "model") { Model = model };
    }

    // No trigger reaches further, and a sentence without end may hold thousands of names.
    private static List<FoundName> Around(IReadOnlyList<FoundName> names, FoundName name)
    {
        var near = new List<FoundName>();
        for (var at = FirstEndingBehind(names.Count, known => names[known].End, name.First - Reach); at < names.Count && names[at].First <= name.End + Reach; at++) near.Add(names[at]);
        near.Add(name);
        return near;
    }

    private static string AttributeType(string type) => type switch
    {
        "Lab_value" => "value",
        "Biological_structure" => "body-site",
        _ => type.ToLowerInvariant(),
    };

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
