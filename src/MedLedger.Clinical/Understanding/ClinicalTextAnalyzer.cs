using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Context;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Lines;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Allergies;
using MedLedger.Clinical.Relations.History;
using MedLedger.Clinical.Relations.Medications;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Tagging;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Understanding;

/// <summary>The built-in analyzer: lexicon and rules, no network, no state between calls; safe to share between threads.</summary>
public sealed class ClinicalTextAnalyzer : IClinicalTextAnalyzer
{
    // Below, handing out the sentences costs more than it saves.
    private const int LongText = 2_000;
    private readonly NameFinder _names;
    private readonly SectionFinder _sections;
    private readonly ContextRules _context = new();
    private readonly ObservationReader _observations = new(new Units());
    private readonly AllergyReader _allergies;
    private readonly MedicationReader _medications;
    private readonly Lazy<DirectionLineReader> _directionLines;
    private readonly Lazy<LabLineReader> _labLines;
    private readonly ModelMentions? _models;
    private readonly Lazy<ContextDoubt> _doubt = new(() => new(ContextWeights.Load(ContextWeights.Facts)));
    private readonly Lazy<AllergyHints> _hints = new(() => new(ContextWeights.Load(ContextWeights.Allergies)));

    private ClinicalTextAnalyzer(TermLexicon lexicon, Func<TextTagger>? tagger)
    {
        Lexicon = lexicon;
        _models = tagger is null ? null : new(tagger);
        _names = new(lexicon);
        _sections = new(lexicon);
        Directions = new(new DirectionWords());
        _allergies = new(new AllergyRules(), Directions);
        _medications = new(Directions, new DayTable(Directions));
        _directionLines = new(() => new(lexicon, Directions));
        _labLines = new(() => new(lexicon));
    }

    /// <summary>Takes apart a line that is known to be one medication with its direction.</summary>
    public DirectionLine ReadDirection(string line) => _directionLines.Value.Read(line);

    /// <summary>Takes apart a line that is known to be one laboratory value or vital sign.</summary>
    public LabLine ReadLab(string line) => _labLines.Value.Read(line);

    /// <summary>How <paramref name="words"/> are meant in a sentence; null when they do not stand in it.</summary>
    public Assertion? Qualify(string sentence, string words) => new SentenceQualifier(_context).Qualify(sentence, words);

    internal TermLexicon Lexicon { get; }

    internal DirectionParser Directions { get; }

    /// <summary>Loads the embedded lexicon and rules. Keep the result: loading costs a few hundred milliseconds.</summary>
    public static ClinicalTextAnalyzer Create() => new(TermLexicon.Load(), null);

    /// <summary>With the trained models' mentions, too. Facts are the same: a model alone proves none.</summary>
    public static ClinicalTextAnalyzer CreateWithModels()
    {
        // Each takes a good part of a second to unpack, and neither needs the other: the rules need not wait for the weights.
        _ = Task.Run(TextTagger.Load);
        return new(TermLexicon.Load(), TextTagger.Load);
    }

    public TextAnalysis Analyze(ClinicalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var told = _models?.Begin(text.Text);
        var (note, header, sentences, findings, mentions) = Read(text);
        _doubt.Value.Settle(note, sentences, findings);
        findings.AddRange(_hints.Value.Read(note, sentences, findings));
        var language = Language.Note(note.Tokens);
        return new()
        {
            Mentions = told is null ? mentions : ModelMentions.Merge(note, sentences, mentions, told.GetAwaiter().GetResult(), language is not null),
            Findings = findings,
            Patient = header.Claim,
            PatientSpans = header.Spans,
            DocumentDate = note.Date,
            DayOrder = DateReader.OrderOf(text.Text, note.Dates),
            Title = HeaderReader.Title(text.Text),
            LanguageNote = language,
        };
    }

    /// <summary>Everything but the second opinion (<see cref="ContextDoubt"/>, <see cref="AllergyHints"/>), which learns from it.</summary>
    internal ReadText Read(ClinicalText text)
    {
        var dates = DateReader.Find(text.Text, text.DayFirst);
        var tokens = Tokenizer.Cut(text.Text, dates);
        var header = HeaderReader.Read(text.Text, dates);
        var date = text.Date ?? header.Date;
        var found = AllergyColumns.In(text.Text, tokens, _sections.Find(text.Text, tokens));
        GivenTables.Mark(text.Text, tokens, found);
        OperationParts.Mark(text.Text, tokens, found);
        var note = new Note(text.Text, dates, tokens, found, new TickBoxes(tokens), date, header.Collected, header.BirthDateAt) { PatientWords = PlainWords.Of(header.Claim.Name?.Text).Where(word => word.Length > 1).ToHashSet(StringComparer.Ordinal) };
        var sections = new SectionReach();
        var sentences = new List<NotedSentence>();
        foreach (var (range, names, triggers) in Named(text.Text, tokens, SentenceCutter.Cut(tokens, found, note.Boxes, text.Text)))
            sentences.Add(new(range, sections.At(note, range, names), names, triggers, []));
        var findings = new List<TextFinding>();
        var mentions = new List<TextMention>();
        foreach (var (facts, named) in SideBySide(sentences, sentence => (Understand(note, sentence), sentence.Names.Select(name => Mention(note, sentence, name)).ToList())))
        {
            findings.AddRange(facts);
            mentions.AddRange(named);
        }

        if (PregnancyReader.Read(note) is { } pregnancy && !findings.Exists(other => IsTold(other.Finding, pregnancy.Finding.Concept.Text))) findings.Add(pregnancy);
        AnticoagulationTable.Settle(note, sentences, findings, Directions);
        DepotCard.Settle(note, sentences, findings);
        CourseBelow.Settle(note, sentences, findings);
        findings.AddRange(MisreadEnded.Read(note, Lexicon, findings));
        SupersededMedications.Settle(findings);
        StayDrugs.Settle(note, findings);
        SettledAllergies.Settle(findings);
        ReplacedDevices.Settle(findings);
        return new(note, header, sentences, findings, mentions);
    }

    // A sister's pregnancy, or one that was ruled out, tells nothing of the patient's own.
    private static bool IsTold(Finding finding, string text) => finding is ProblemFinding
    {
        Status: ProblemStatus.Active, Assertion: { Negated: false, Experiencer: Experiencer.Patient },
    } told && told.Concept.Text == text;

    private IEnumerable<(Sentence Range, IReadOnlyList<FoundName> Names, IReadOnlyList<Trigger> Triggers)> Named(string text, IReadOnlyList<Token> tokens, List<Sentence> ranges) =>
        SideBySide(ranges, range => (range, (IReadOnlyList<FoundName>)_names.Find(text, tokens, range), (IReadOnlyList<Trigger>)_context.FindIn(tokens, range)));

    // What stands in a sentence depends on no other, and the order is kept.
    private static IEnumerable<T> SideBySide<TSentence, T>(List<TSentence> sentences, Func<TSentence, T> look) =>
        sentences.Count < LongText ? sentences.Select(look) : sentences.AsParallel().AsOrdered().Select(look).ToList();

    // The order matters: what one reader explains, the next leaves alone.
    private List<TextFinding> Understand(Note note, NotedSentence sentence)
    {
        var findings = new List<TextFinding>();
        if (sentence.Names.Count == 0 && sentence.Section.Kind is not (SectionKind.Allergies or SectionKind.Medications) && sentence.Triggers.Count == 0 && !_allergies.SaysNoneKnown(note, sentence.Range)) return findings;
        var inTable = sentence.Section.Kind is SectionKind.Labs or SectionKind.Vitals;
        foreach (var name in sentence.Names)
            if (!PrintedRemark.Is(note, sentence, name) && _observations.Read(note, sentence, name, inTable) is { Count: > 0 } observed)
            {
                sentence.Used.Add(name);
                findings.AddRange(observed);
            }

        findings.AddRange(LetterVitals.Read(note, sentence, [.. findings]));
        findings.AddRange(_allergies.Read(note, sentence));
        findings.AddRange(_medications.Read(note, sentence));
        findings.AddRange(HistoryReader.Read(note, sentence));
        return findings;
    }

    private static TextMention Mention(Note note, NotedSentence sentence, FoundName name)
    {
        var entry = name.Terms[0].Entry;
        var meaning = note.Qualifier.Qualify(name, entry.Kind, allergy: false, sentence.Section, sentence.Triggers, sentence.Names);
        var score = name.NearMiss is { } miss ? 1 - (0.2 * miss.Edits) : entry.Curated ? 1 : 0.9;
        return new(
            note.Span(name.First, name.End),
            note.Words(name.First, name.End),
            entry.Kind.ToString().ToLowerInvariant(),
            meaning.Assertion,
            sentence.Section.Kind.ToString(),
            [.. entry.Codes.Select(code => code with { Display = entry.Name })],
            score,
            meaning.Because.Length > 0 ? meaning.Because : name.NearMiss is null ? "lexicon" : "near miss");
    }
}

/// <summary>A text with what the rules understood of it.</summary>
internal sealed record ReadText(Note Note, Header Header, List<NotedSentence> Sentences, List<TextFinding> Findings, List<TextMention> Mentions);
