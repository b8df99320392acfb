using MedLedger.Clinical.Coding;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>"T 37.1  P 118  R 26  BP 104/66": single letters are vital signs only in a line with others.</summary>
internal static class LetterVitals
{
    public static IEnumerable<TextFinding> Read(Note note, NotedSentence sentence, IReadOnlyList<TextFinding> found)
    {
        if (!sentence.Names.Any(name => name.As(EntryKind.Vital)?.Name is "blood pressure" or "heart rate" or "oxygen saturation" or "respiratory rate")) yield break;
        for (var at = sentence.Range.First; at + 1 < sentence.Range.End; at++)
        {
            if (note.Tokens[at].Kind != TokenKind.Word || !char.IsUpper(note.Text[note.Tokens[at].Start]) || note.Tokens[at].Folded is not ("t" or "tª" or "p" or "r")) continue;
            var value = at + 1;
            while (value + 1 < sentence.Range.End && value <= at + 2 && note.Tokens[value].Folded is "°" or ":" or "=" or "º") value++;
            if (Sign(note, at, value) is { } sign && !found.Any(one => one.Finding.Concept.Text == sign.Finding.Concept.Text)) yield return sign;
        }

        TextFinding? Sign(Note note, int at, int value)
        {
            if (note.Tokens[value].Kind != TokenKind.Number || note.Tokens[value].Line != note.Tokens[at].Line || Numbers.Parse(note.Tokens[value].Folded) is not { } number || Meaning(note.Tokens[at].Folded, number) is not var (name, code)) return null;
            if (value + 1 < note.Tokens.Count && (ObservationReader.CountsDoses(note.Tokens[value + 1]) || (note.Tokens[value + 1].Folded is "/" && note.Tokens[value + 1].Start == note.Tokens[value].End && number < 32))) return null;
            return new(new ObservationFinding { Concept = new(name) { Codes = [new(CodeSystems.Loinc, code)] }, Category = ObservationCategory.VitalSign, Value = new(number, ""), Certainty = ReadingCertainty.Sure }, note.Span(at, value + 1), "vital letter", 0.85);
        }
    }

    // Nobody is 60 degrees warm: what can not be such a sign is none.
    private static (string Name, string Code)? Meaning(string letter, decimal value) => letter switch
    {
        "t" or "tª" when value is (>= 33 and <= 43) or (>= 92 and <= 109) => ("body temperature", "8310-5"),
        "p" when value is >= 25 and <= 230 && value == decimal.Truncate(value) => ("heart rate", "8867-4"),
        "r" when value is >= 5 and <= 70 && value == decimal.Truncate(value) => ("respiratory rate", "9279-1"),
        _ => null,
    };
}
