using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.History;

/// <summary>What the words beside a directive tell: that they mean something else, or that a relative holds the patient's power of attorney.</summary>
internal static class DirectiveWords
{
    private const int Before = 14;
    private const int Behind = 5;

    private static readonly HashSet<string> Talks = new(StringComparer.Ordinal) { "discussed", "agreed", "explained", "decided", "spoken", "spoke", "talked", "discussion" };

    private static readonly HashSet<string> Made = new(StringComparer.Ordinal) { "signed", "completed", "made", "done", "agreed", "valid", "confirmed", "place", "filled", "issued" };

    // "No ICU stays, never intubated": what has not happened is no wish.
    private static readonly HashSet<string> Happened = new(StringComparer.Ordinal) { "stay", "stays", "visit", "visits", "history", "needed", "required", "involvement", "since", "ever", "yet", "admissions" };

    private static readonly HashSet<string> Holds = new(StringComparer.Ordinal) { "hold", "holds", "holding", "held", "acts", "act", "appointed", "named", "nominated", "is", "as", "has", "ha", "have", "given", "granted" };

    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal) { "ReSPECT plan", "acute resuscitation plan", "treatment escalation plan", "medical orders for scope of treatment", "advance care plan", "emergency health care plan", "limitation of treatment", "ceiling of care" };

    /// <summary>"Resuscitation plan" above the patient's name heads a form: what was decided stands in its boxes.</summary>
    public static string? Doubt(Note note, FoundName name, string directive) =>
        Forms.Contains(directive) && note.Tokens[name.First].Start < note.BirthDateAt ? "it is the title of a form" : null;

    public static bool MeansOtherwise(Note note, NotedSentence sentence, FoundName name) =>
        name.End < sentence.Range.End && note.Tokens[name.First].Is("no") && Happened.Contains(note.Tokens[name.End].Folded);

    /// <summary>"Her daughter holds lasting power of attorney": the relative acts, and the patient is the one who appointed her. "Her mother has a living will" is the mother's.</summary>
    public static Qualification HeldBy(Note note, NotedSentence sentence, FoundName name, string directive, Qualification meaning)
    {
        if (TalkedOver(note, sentence, name)) return meaning with { Assertion = meaning.Assertion with { Experiencer = Experiencer.Patient, Likelihood = Likelihood.Confirmed } };
        if (directive is not ("health care proxy" or "lasting power of attorney" or "enduring power of attorney") || meaning.Assertion.Experiencer != Experiencer.Family) return meaning;
        var from = Math.Max(sentence.Range.First, name.First - Before);
        return Enumerable.Range(from, name.First - from).Any(at => Holds.Contains(note.Tokens[at].Folded)) && !(name.First > 0 && note.Tokens[name.First - 1].Folded is "a" or "an" && note.Tokens[name.First - 2].Folded is "has" or "ha")
            ? meaning with { Assertion = meaning.Assertion with { Experiencer = Experiencer.Patient } }
            : meaning;
    }

    // "Discussed with patient and daughter: DNACPR form signed": whom it was talked over with is not whose it is, and it was made.
    private static bool TalkedOver(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var from = Math.Max(sentence.Range.First, name.First - Before);
        var talked = Enumerable.Range(from, name.First - from).FirstOrDefault(at => Talks.Contains(tokens[at].Folded) && tokens[at + 1].Folded is "with" or "to", -1);
        if (talked < 0 || !Enumerable.Range(talked, name.First - talked).Any(at => tokens[at].Folded is ":" or ";" or "-" or ".") || Enumerable.Range(talked, name.First - talked).Any(at => tokens[at].Folded is "no" or "not" or "if" or "declined" or "declines")) return false;
        return Enumerable.Range(name.End, Math.Min(sentence.Range.End, name.End + Behind) - name.End).Any(at => Made.Contains(tokens[at].Folded))
            && !Enumerable.Range(name.End, Math.Min(sentence.Range.End, name.End + Behind) - name.End).Any(at => tokens[at].Folded is "not" or "no" or "to" or "if" or "declined");
    }
}
