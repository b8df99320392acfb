using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Context;

/// <summary>
/// Substances that no rule called an allergy, in words like those around allergies ("metoclopramide - oculogyric crisis aged 19. Never give"):
/// shown as unsure, with their source, rather than omitted.
/// </summary>
internal sealed class AllergyHints(ContextWeights weights)
{
    /// <summary>The letter of substances in the features.</summary>
    public const string Kind = "S";

    public const string Because = "the words around it may tell of an allergy or a reaction";

    private const double Trust = 0.5;

    // A text that names one substance more often than this is no letter, and the first places say enough.
    private const int MostPlaces = 20;

    public List<TextFinding> Read(Note note, IReadOnlyList<NotedSentence> sentences, IReadOnlyList<TextFinding> findings)
    {
        var hints = new List<TextFinding>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        ContextFeatures? features = null;
        foreach (var (name, entry) in Candidates(note, sentences, findings))
        {
            var place = places[entry.Name] = places.GetValueOrDefault(entry.Name) + 1;
            if (place > MostPlaces) continue;
            features ??= new(note, sentences);
            if (!weights.Fit(Kind, features.Of(name.First, name.End, Kind))) continue;
            places[entry.Name] = MostPlaces;
            var finding = new AllergyFinding { Concept = entry.Concept, Certainty = ReadingCertainty.Unsure, UnsureBecause = Because, Status = AllergyStatus.Unknown };
            hints.Add(new(finding, note.Span(name.First, name.End), "context", Trust));
        }

        return hints;
    }

    /// <summary>Substances of which the text tells no allergy, and which it does not show as taken with a dose.</summary>
    public static IEnumerable<(FoundName Name, LexiconEntry Entry)> Candidates(Note note, IReadOnlyList<NotedSentence> sentences, IReadOnlyList<TextFinding> findings)
    {
        var told = findings.Select(found => found.Finding).OfType<AllergyFinding>().Select(allergy => allergy.Concept.Text)
            .Concat(findings.Select(found => found.Finding).OfType<MedicationFinding>().Where(drug => drug.Dosing?.Dose is not null && ContextDoubt.IsPresent(drug)).Select(drug => drug.Concept.Text))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Where one substance of a sentence is the culprit, the others are not.
        var explained = findings.Where(found => found.Finding is AllergyFinding).Select(found => found.Span.Start).Order().ToList();
        foreach (var name in sentences.Where(sentence => sentence.Names.Count > 0 && !Explains(explained, note, sentence.Range) && !TellsOfAGerm(note, sentence.Range)).SelectMany(sentence => sentence.Names))
            if ((name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug)) is { } entry && name.NearMiss is null && !told.Contains(entry.Name) && !name.Terms.Any(term => told.Contains(term.Entry.Name)))
                yield return (name, entry);
    }

    // "The organism was resistant to ciprofloxacin but sensitive to gentamicin": there the germ is sensitive.
    private static bool TellsOfAGerm(Note note, Sentence range) =>
        Enumerable.Range(range.First, range.End - range.First).Any(at => note.Tokens[at].Folded is "organism" or "organisms" or "isolate" or "isolates" or "isolated" or "grew" or "susceptible" or "susceptibility" or "susceptibilities" or "sensitivities" or "resistant");

    private static bool Explains(List<int> starts, Note note, Sentence range)
    {
        var at = starts.BinarySearch(note.Tokens[range.First].Start);
        if (at < 0) at = ~at;
        return at < starts.Count && starts[at] < note.Tokens[range.End - 1].End;
    }
}
