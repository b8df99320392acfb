using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Keeps what stands among the medicines with a whole direction and a name that no list knows: in its own words, without a code, unsure.</summary>
internal sealed class UnlistedDrugs(DirectionParser directions)
{
    public const string Reason = "no list knows this name";

    private const int LongestName = 3;
    private const int ShortestWord = 4;

    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal)
    {
        // Makers stand behind the name of what they make ("Paracetamol-ratio 500 mg").
        "ratio", "ratiopharm", "hexal", "stada", "aristo", "puren", "heumann", "abz", "zentiva", "biogaran", "arrow", "cinfa", "normon", "kern", "viatris", "mylan", "teva", "sandoz", "actavis", "accord", "aurobindo", "pharma",
        "with", "for", "if", "when", "before", "after", "and", "then", "until", "max", "maximum", "not", "titrate", "taken", "take", "or", "increase", "increased", "reduce", "reduced", "total", "dose", "give", "each", "from", "same", "continue", "start", "stop", "usual", "previously", "danach", "dann", "anschliessend", "anschließend", "puis", "ensuite", "luego", "despues", "poi", "daarna", "thereafter", "afterward", "currently", "now", "until", "formerly", "replaces",
        "at", "restarted", "restart", "resumed", "resume", "recommenced", "reintroduced", "reinstated", "increasing", "decreased", "decreasing", "reducing", "lowered", "raised", "free", "titrated", "titrating", "halved", "doubled", "aiming",
    };

    public IEnumerable<TextFinding> Read(Note note, NotedSentence sentence, bool amongDrugs)
    {
        var listed = amongDrugs || sentence.Section.Kind == SectionKind.Medications;
        if (sentence.Section.Kind is SectionKind.Allergies or SectionKind.Stopped or SectionKind.Family) yield break;
        if (sentence.Triggers.Any(trigger => trigger.Rule.Means is Meaning.Stopped or Meaning.DoNotGive or Meaning.Negated or Meaning.Hypothetical)) yield break;
        for (var first = sentence.Range.First; first < sentence.Range.End; first++)
        {
            if (!BeginsItem(note.Tokens, sentence.Range.First, first)) continue;
            // "SC Recombigen 4000 u weekly": the name stands behind how it is given.
            var at = ItemOpening.Behind(note, first);
            if (!listed && at == first) continue;
            if ((AmountBehindUnknown(note, at, sentence.Range.End) ?? (sentence.Section.Kind == SectionKind.Medications ? FormBehindUnknown(note, at, sentence.Range.End) : null)) is not { } amount) continue;
            if (sentence.Names.Any(name => name.First < amount && name.End > at && (name.As(EntryKind.Lab) is null || name.As(EntryKind.Drug) is not null))) continue;
            var end = ItemEnd(note, sentence, amount);
            var direction = directions.Parse(note.Text, note.Tokens, amount, end);
            if (direction.Dosing is not { } dosing || dosing is { Dose: null, Strength: null, Form: null, Route: null } || (dosing.TimesPerDay is null && !dosing.AsNeeded)) continue;
            yield return new(
                new MedicationFinding
                {
                    Concept = new CodedText(note.Words(at, amount).TrimEnd(' ', '|', '-')),
                    Dosing = new Dosing { Text = dosing.Text, AsNeeded = dosing.AsNeeded },
                    Status = sentence.Section.Kind == SectionKind.Medications ? MedicationStatus.Active : MedicationStatus.Unknown,
                    Certainty = ReadingCertainty.Unsure,
                    UnsureBecause = Reason,
                },
                note.Span(at, direction.End), "unlisted medicine", 0.6);
            first = amount;
        }
    }

    /// <summary>Where, behind a comma, another item begins whose name no list knows: "25 mg at night, Xyzal 5 mg daily".</summary>
    public int? NextItem(Note note, int from, int limit)
    {
        for (var at = from; at < limit - 1; at++)
            if (note.Tokens[at].Folded is "," or ";" && AmountBehindUnknown(note, at + 1, limit) is not null) return at;
        return null;
    }

    private static bool BeginsItem(IReadOnlyList<Token> tokens, int first, int at) =>
        at == first || tokens[at - 1].Line != tokens[at].Line || tokens[at - 1].Folded is "," or ";" or ":" or ")" or "•" or "*" or "|" || (tokens[at - 1].IsMark('-') && tokens[at - 1].End < tokens[at].Start) || (tokens[at - 1].IsMark('.') && at - 2 <= first);

    private int ItemEnd(Note note, NotedSentence sentence, int amount)
    {
        var end = Math.Min(sentence.Range.End, SectionFinder.LineEnd(note.Tokens, amount));
        foreach (var name in sentence.Names)
            if (name.First >= amount && name.First < end && name.As(EntryKind.Drug) is not null) end = name.First;
        return NextItem(note, amount, end) ?? end;
    }

    // One to three words that mean nothing else, then an amount with its unit or form.
    private int? AmountBehindUnknown(Note note, int at, int limit)
    {
        for (var next = at; next < Math.Min(limit - 1, at + LongestName + 1); next++)
        {
            var token = note.Tokens[next];
            if (token.Line != note.Tokens[at].Line) return null;
            if (token.Kind == TokenKind.Number)
            {
                var unit = next + 1 < limit && IsA(note, next + 1, limit, PartKind.Unit, PartKind.Form);
                if (unit && next > at) return next;
                if (!unit && next > at && token.Start == note.Tokens[next - 1].End) continue;
                return null;
            }

            if (token.Kind == TokenKind.Mark) { if (token.Folded is "-" or "|" && next > at) continue; return null; }
            if (token.Kind != TokenKind.Word || NoNames.Contains(token.Folded)) return null;
            if (next == at && (token.Folded.Length < ShortestWord || directions.Words.Lead.Contains(token.Folded) || IsA(note, next, limit))) return null;
        }

        return null;
    }

    // "Softaderm gel QDS": a form or a way stands for the amount.
    private int? FormBehindUnknown(Note note, int at, int limit)
    {
        for (var next = at; next < Math.Min(limit - 1, at + LongestName); next++)
        {
            var token = note.Tokens[next];
            if (token.Kind != TokenKind.Word || token.Line != note.Tokens[at].Line || NoNames.Contains(token.Folded)) return null;
            if (next > at && IsA(note, next, limit, PartKind.Form, PartKind.Route) && IsA(note, next + 1, limit, PartKind.Frequency, PartKind.Slot, PartKind.Route)) return next;
            if (token.Folded.Length < ShortestWord || directions.Words.Lead.Contains(token.Folded) || IsA(note, next, limit)) return null;
        }

        return null;
    }

    private bool IsA(Note note, int at, int limit, params PartKind[] kinds)
    {
        var words = directions.Words.Phrases.LongestAt(note.Tokens, at, limit).Values;
        return kinds.Length == 0 ? words.Count > 0 : words.Any(word => kinds.Contains(word.Kind));
    }
}
