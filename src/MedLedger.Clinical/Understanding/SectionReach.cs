using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.History;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Understanding;

/// <summary>Ends a section that was opened within a line ("Allergies: sulfa (rash)") at the end of that line, unless the next goes on with the list.</summary>
internal sealed class SectionReach
{
    private const int LongestLabel = 4;

    private static readonly HashSet<string> Organs = new(StringComparer.Ordinal) { "eye", "eyes", "kidney", "kidneys", "foot", "feet", "heart", "lung", "lungs", "chest", "weight", "bp", "urine", "bloods", "diet", "smoking", "alcohol", "fundi", "teeth" };

    private Section? _ended;

    private bool? _card;

    public Section At(Note note, Sentence range, IReadOnlyList<FoundName> names)
    {
        var section = Reached(note, range, names);
        return section.Kind is SectionKind.None or SectionKind.Identification && (_card ??= VaccinationRows.IsCard(note)) ? section with { Kind = SectionKind.Immunizations } : section;
    }

    private Section Reached(Note note, Sentence range, IReadOnlyList<FoundName> names)
    {
        var section = note.SectionAt(range.First);
        if (section.Kind == SectionKind.Allergies && !section.Inline && (_ended == section || TurnsToAPlan(note, range, names)))
        {
            _ended = section;
            return section with { Kind = SectionKind.None };
        }

        // "Allergies: clarithromycin - hives. Eyes: … Kidneys: albumin …": another part of the examination.
        if (section.Kind == SectionKind.Allergies && range.First > section.FirstToken && range.First + 1 < range.End && note.Tokens[range.First + 1].IsMark(':') && Organs.Contains(note.Tokens[range.First].Folded))
        {
            _ended = section;
            return section with { Kind = SectionKind.None };
        }

        if (!section.Inline || note.Tokens[range.First].Line == note.Tokens[section.HeaderToken].Line) return section;
        if (_ended != section && (GoesOn(note, section, range, names) || Indented(note, section, range))) return section;
        _ended = section;
        return section with { Kind = SectionKind.None };
    }

    // "If he presents with a crisis", alone on its line below the allergies, heads what is to be done then.
    private static bool TurnsToAPlan(Note note, Sentence range, IReadOnlyList<FoundName> names)
    {
        var (tokens, first) = (note.Tokens, range.First);
        if (first == 0 || tokens[first - 1].Line == tokens[first].Line || tokens[first].Folded is not ("if" or "when" or "should")) return false;
        var end = SectionFinder.LineEnd(tokens, first);
        return end < tokens.Count && !Enumerable.Range(first, end - first).Any(at => tokens[at].Folded is "allergic" or "allergy" or "allergie" or "allergies" or "reaction" or "given" or "exposed")
            && Enumerable.Range(first, end - first).Any(at => tokens[at].Folded is "present" or "presents" or "attends" or "attend" or "admitted" or "arrives" or "unwell" or "crisis" or "fever" or "seizure" or "call" or "come" or "comes")
            && !names.Any(name => name.First >= first && name.First < end && (name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug)) is not null);
    }

    // "Allergies: Penicillin" / "           Hay fever" / "           Codeine - vomiting": what stands deeper than its header is in its list, unless it has a label of its own.
    private static bool Indented(Note note, Section section, Sentence range)
    {
        if (section.Kind != SectionKind.Allergies || note.Tokens[range.First].Line != note.Tokens[range.First - 1].Line + 1 || SectionFinder.Indent(note.Text, note.Tokens[range.First].Start) <= SectionFinder.Indent(note.Text, note.Tokens[section.HeaderToken].Start)) return false;
        var end = Math.Min(SectionFinder.LineEnd(note.Tokens, range.First), range.First + LongestLabel);
        return !Enumerable.Range(range.First, end - range.First).Any(at => note.Tokens[at].IsMark(':'));
    }

    private static bool GoesOn(Note note, Section section, Sentence range, IReadOnlyList<FoundName> names)
    {
        var first = range.First;
        while (first < range.End && note.Tokens[first].Kind is TokenKind.Mark or TokenKind.Number) first++;
        if (section.Kind == SectionKind.Allergies && AllergyHeadings.IsCategory(note.Text, note.Tokens, first)) first += 2;
        // "ALLERGIES: DOXYCYCLINE", an empty line, "2  BUPRENORPHINE 10 micrograms/hour": the numbered list is another.
        if (section.Kind == SectionKind.Allergies && note.Tokens[range.First].Kind == TokenKind.Number && note.Tokens[range.First].Line > note.Tokens[range.First - 1].Line + 1) return false;
        if (names.FirstOrDefault(name => name.First == first) is not { } opening) return section.Kind == SectionKind.Medications && first > range.First;
        return section.Kind switch
        {
            SectionKind.Allergies => opening.As(EntryKind.Allergen) is not null || opening.As(EntryKind.Drug) is not null,
            SectionKind.Medications or SectionKind.Stopped or SectionKind.OnHold => opening.As(EntryKind.Drug) is not null,
            SectionKind.Problems or SectionKind.PastHistory or SectionKind.PastProblems => opening.As(EntryKind.Problem) is not null,
            SectionKind.Labs => opening.As(EntryKind.Lab) is not null,
            SectionKind.Immunizations => opening.As(EntryKind.Vaccine) is not null,
            _ => false,
        };
    }
}
