using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions.Bars;

/// <summary>What keeps words of denial, doubt and stopping from a drug that they do not speak of.</summary>
internal static class DrugBars
{
    public static bool Bar(in Reach reach) => reach.Forward
        ? LeadsToItsPlace(reach) || IsBehindTheColon(reach) || IsWhatTheyWouldMeet(reach) || TheListEnds(reach)
        : EndedSomethingInTheBracket(reach) || HasNoResult(reach);

    // "Changed from ramipril to candesartan", "se cambia acenocumarol por edoxabán", "Umstellung von A auf B", "remplacé par losartan": what stands behind that word took the place.
    private static bool LeadsToItsPlace(in Reach reach)
    {
        if (reach.Means != Meaning.Stopped) return false;
        var phrase = reach.Phrase;
        if (phrase.EndsWith(" from", StringComparison.Ordinal) || phrase.EndsWith(" von", StringComparison.Ordinal) || phrase.EndsWith(" de", StringComparison.Ordinal) || phrase.EndsWith(" du", StringComparison.Ordinal) || phrase is "se cambia")
            return reach.Between("to", "onto", "into", "auf", "par", "por", "a", "vers", "->");
        return phrase is "remplace" or "ersetzt" or "replaced" or "sustituye" && reach.From < reach.To && reach.Tokens[reach.From].Folded is "par" or "by" or "with" or "durch" or "por";
    }

    // "Hyperthyroidism probable: Cordarone stopped": the colon ends what is only probable.
    private static bool IsBehindTheColon(in Reach reach) => reach.Means == Meaning.Possible && reach.MarkBetween(':');

    // "Counselled no NSAIDs with lithium": what stands behind "with" is what they would meet.
    private static bool IsWhatTheyWouldMeet(in Reach reach) => !reach.Allergy && reach.Means == Meaning.Negated && reach.Between("with", "w", "while", "whilst", "on");

    // "No fever, lisinopril 20 mg daily": a drug with an amount behind a comma starts something new.
    private static bool TheListEnds(in Reach reach)
    {
        if (reach.Means == Meaning.Historical) return reach.To - reach.From > 2;
        var (tokens, end) = (reach.Tokens, reach.Name.End);
        // "Nil chest pain, GTN spray not used since": what is denied is not a drug.
        if (reach.Means == Meaning.Negated && reach.Name.First > 0 && tokens[reach.Name.First - 1].IsMark(',') && DeniesAnother(reach)) return true;
        return reach.Means is Meaning.Negated or Meaning.Possible && reach.MarkBetween(',')
            && end < tokens.Count && tokens[end].Kind == TokenKind.Number && tokens[end].Line == tokens[end - 1].Line;
    }

    private static bool DeniesAnother(in Reach reach)
    {
        foreach (var other in reach.Names)
            if (other.First >= reach.From && other.First - reach.From <= 1 && other.End < reach.Name.First && other.As(EntryKind.Drug) is null && (other.As(EntryKind.Problem) ?? other.As(EntryKind.Finding) ?? other.As(EntryKind.Reaction)) is not null) return true;
        return false;
    }

    // "Amlodipine 5 mg (bleeding stopped)": the bracket tells of something else.
    private static bool EndedSomethingInTheBracket(in Reach reach)
    {
        if (reach.Means != Meaning.Stopped) return false;
        foreach (var other in reach.Names)
            if (other.First > reach.From && other.End == reach.Trigger.First && reach.Tokens[other.First - 1].IsMark('(') && other.As(EntryKind.Drug) is null) return true;
        return false;
    }

    // "Valganciclovir until CMV neg x2"
    private static bool HasNoResult(in Reach reach) => !reach.Allergy && reach.Means == Meaning.Negated && reach.Contains("neg");
}
