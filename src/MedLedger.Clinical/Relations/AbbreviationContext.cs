using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations;

/// <summary>Abbreviations of diseases that mean something else here: RA beside a saturation is room air, MS with milligrams is morphine.</summary>
internal static class AbbreviationContext
{
    private const int LongestAbbreviation = 3;
    private const int NearbyVital = 9;

    public static bool MeansOtherwise(Note note, NotedSentence sentence, FoundName name)
    {
        if (CountsDoses(note, name)) return true;
        if (name.End != name.First + 1 || note.Tokens[name.First].End - note.Tokens[name.First].Start > LongestAbbreviation) return false;
        return HasAmount(note, name) || (note.Tokens[name.First].Is("pe") && IsExamination(note, sentence, name)) || (note.Tokens[name.First].Is("ra") && RoomAir(note, sentence, name));
    }

    // "Covid x3 (last 2022)" counts vaccinations.
    private static bool CountsDoses(Note note, FoundName name)
    {
        if (name.As(EntryKind.Problem)?.Name != "COVID-19" || name.End >= note.Tokens.Count || note.Tokens[name.End].Line != note.Tokens[name.First].Line) return false;
        var next = note.Tokens[name.End].Folded;
        return next is "dose" or "doses" or "booster" or "boosters" or "jab" or "jabs" or "shot" or "shots" || next.StartsWith("vacc", StringComparison.Ordinal)
            || (next is "x" && name.End + 1 < note.Tokens.Count && note.Tokens[name.End + 1].Kind == TokenKind.Number) || (next.Length is 2 && next[0] == 'x' && char.IsAsciiDigit(next[1]));
    }

    // "PE: chest clear" is the physical examination; a PE tube is a grommet.
    private static bool IsExamination(Note note, NotedSentence sentence, FoundName name) =>
        sentence.Section.Kind == SectionKind.Exam
        || (name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.First].Line && note.Tokens[name.End].Folded is ":" or "tube" or "tubes" or "normal" or "unremarkable" or "show" or "shows" or "showed" or "reveal" or "revealed");

    private static bool HasAmount(Note note, FoundName name) =>
        name.End + 1 < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && note.Tokens[name.End].Line == note.Tokens[name.First].Line
        && note.Tokens[name.End + 1].Folded is "mg" or "mcg" or "g" or "ml" or "unit" or "meq";

    private static bool RoomAir(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(0, name.First - 3); at--)
            if (note.Tokens[at].IsMark('%')) return true;
        return sentence.Names.Any(other => other.End <= name.First && other.First >= name.First - NearbyVital && other.As(EntryKind.Vital)?.Name == "oxygen saturation");
    }
}
