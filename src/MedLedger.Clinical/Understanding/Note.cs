using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Domain;

namespace MedLedger.Clinical.Understanding;

/// <summary>A text cut into tokens, sections and sentences, with the names and triggers in each.</summary>
internal sealed class Note(string text, IReadOnlyList<DateInText> dates, IReadOnlyList<Token> tokens, List<Section> sections, TickBoxes boxes, PartialDate? date, PartialDate? collected, int birthDateAt)
{
    private ResultTables? _tables;

    private readonly Lazy<HashSet<string>> _words = new(() => tokens.Where(token => token.Kind == TokenKind.Word).Select(token => token.Folded).ToHashSet(StringComparer.Ordinal));

    public string Text => text;

    public IReadOnlyList<DateInText> Dates => dates;

    public IReadOnlyList<Token> Tokens => tokens;

    public List<Section> Sections => sections;

    public TickBoxes Boxes => boxes;

    public PartialDate? Date => date;

    /// <summary>When the specimens were taken, where a head says so: that is the day of a laboratory's values, not the day of its report.</summary>
    public PartialDate? Collected => collected;

    /// <summary>Where the header's birth date stands; 0 when there is none.</summary>
    public int BirthDateAt => birthDateAt;

    /// <summary>Abbreviations of other languages mean something else in an English note.</summary>
    public bool InEnglish { get; } = Language.IsEnglish(tokens);

    /// <summary>Whether the document's whole dates prove that days stand before months; null where none does.</summary>
    public bool? DayFirst { get; } = DateReader.DayFirst(text, dates);

    /// <summary>The folded words of the whole text, where a sentence alone does not tell what letters mean.</summary>
    public IReadOnlySet<string> WordSet => _words.Value;

    private readonly Lazy<bool> _repeatSlip = new(() => Enumerable.Range(0, tokens.Count).Any(at =>
        tokens[at].Folded is "counterfoil" or "reorder"
        || (tokens[at].Is("repeat") && at + 1 < tokens.Count && tokens[at + 1].Folded is "medication" or "medicine" or "med" or "meds" or "prescription" or "item" or "items" or "template" or "slip" or "order" or "dispensing" or "drug" or "request" or "list" or "script" or "master" or "rx" or "prescribing")));

    /// <summary>The words of the patient's own name, in lower case, where the head gives it.</summary>
    public IReadOnlySet<string> PatientWords { get; init; } = new HashSet<string>();

    /// <summary>Whether the page is one on which a patient ticks what to order again: its boxes tell nothing of what is taken.</summary>
    public bool IsRepeatSlip => _repeatSlip.Value;

    public Qualifier Qualifier { get; } = new(tokens);

    /// <summary>Which lines are rows of a table of days. Sentences are read side by side: the first that asks finds them for all.</summary>
    public ResultTables Tables => LazyInitializer.EnsureInitialized(ref _tables, () => new(this));

    public Section SectionAt(int token) => SectionFinder.At(sections, token);

    /// <summary>Whether a word begins and ends in capitals: "Diclofenac 50 mg tds STOP".</summary>
    public bool IsShouted(int token) => char.IsUpper(text[tokens[token].Start]) && char.IsUpper(text[tokens[token].End - 1]);

    public string Words(int first, int end) => text[tokens[first].Start..tokens[end - 1].End];

    public TextSpan Span(int first, int end) => new(tokens[first].Start, tokens[end - 1].End);

    /// <summary>The date that stands at token <paramref name="at"/>; a bare year counts as one.</summary>
    public PartialDate? DateAt(int at)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Number && token.Folded.Length == 4 && int.TryParse(token.Folded, out var year) && year is >= 1900 and <= 2100) return new PartialDate(year);
        if (token.Kind != TokenKind.Date) return null;
        int low = 0, high = dates.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (dates[middle].Start < token.Start) low = middle + 1; else high = middle;
        }

        return dates[low].Date;
    }
}

/// <summary>One sentence with what was found in it. <paramref name="Used"/> holds names that a reader has already explained.</summary>
internal sealed record NotedSentence(Sentence Range, Section Section, IReadOnlyList<FoundName> Names, IReadOnlyList<Trigger> Triggers, HashSet<FoundName> Used);
