using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.History;

/// <summary>The operations that a sentence about an implant tells: "implantation of single chamber ICD, 02/06/2025", "generator replaced on 2024-05-22", "port was infected and removed 11/10/2025".</summary>
internal static class DeviceOperations
{
    private const int RemovalReach = 10;
    private const int CreationReach = 8;
    private const int RevisionReach = 14;

    private static readonly Dictionary<string, string> Implantation = new(StringComparer.Ordinal)
    {
        ["cardiac pacemaker"] = "pacemaker implantation",
        ["implantable cardioverter-defibrillator"] = "ICD implantation",
        ["cardiac resynchronization defibrillator (CRT-D)"] = "CRT-D implantation",
        ["cardiac resynchronization pacemaker"] = "CRT-P implantation",
    };

    // "Explanted and upgraded to CRT-D 05/06/2024"
    private static readonly Dictionary<string, string> Upgrade = new(StringComparer.Ordinal)
    {
        ["implantable cardioverter-defibrillator"] = "upgrade to ICD",
        ["cardiac resynchronization defibrillator (CRT-D)"] = "upgrade to CRT-D",
        ["cardiac resynchronization pacemaker"] = "upgrade to CRT-P",
    };

    // "AV fistula, left forearm (created 2013)"
    private static readonly Dictionary<string, string> Creation = new(StringComparer.Ordinal)
    {
        ["arteriovenous fistula"] = "arteriovenous fistula creation",
    };

    private static readonly Dictionary<string, string> Insertion = new(StringComparer.Ordinal)
    {
        ["biliary stent"] = "biliary stent insertion",
        ["coronary stent"] = "percutaneous coronary intervention",
        ["ventriculoperitoneal shunt"] = "ventriculoperitoneal shunt insertion",
    };

    private static readonly Dictionary<string, string> Revision = new(StringComparer.Ordinal)
    {
        ["ventriculoperitoneal shunt"] = "ventriculoperitoneal shunt revision",
        ["arteriovenous fistula"] = "arteriovenous fistula revision",
        ["cardiac pacemaker"] = "pacemaker revision",
    };

    private static readonly Dictionary<string, string> Renewal = new(StringComparer.Ordinal)
    {
        ["cardiac pacemaker"] = "pacemaker generator replacement",
        ["implantable cardioverter-defibrillator"] = "ICD generator replacement",
        ["cardiac resynchronization defibrillator (CRT-D)"] = "CRT-D generator replacement",
    };

    // A catheter or a drip comes out at the bedside; these take an operation.
    private static readonly Dictionary<string, string> Removal = new(StringComparer.Ordinal)
    {
        ["implanted venous access port (port-a-cath)"] = "port removal",
        ["cardiac pacemaker"] = "pacemaker removal",
        ["implantable cardioverter-defibrillator"] = "ICD removal",
        ["cardiac resynchronization defibrillator (CRT-D)"] = "CRT-D removal",
        ["tunneled dialysis catheter"] = "removal of tunneled dialysis catheter",
        ["left ventricular assist device"] = "left ventricular assist device removal",
        ["deep brain stimulator"] = "deep brain stimulator removal",
        ["spinal cord stimulator"] = "spinal cord stimulator removal",
    };

    public static IEnumerable<ProcedureFinding> Of(Note note, NotedSentence sentence, FoundName name, string device, Qualification meaning, PartialDate? placed, PartialDate? renewed)
    {
        if (meaning.Assertion is { Negated: true } or { Likelihood: not Likelihood.Confirmed } or { Experiencer: not Experiencer.Patient } || meaning.Course == Meaning.Planned) yield break;
        var upgraded = IsUpgradedTo(note, sentence, name);
        if (upgraded && placed is not null && Upgrade.TryGetValue(device, out var upgrade)) yield return new() { Concept = new(upgrade), Performed = placed };
        else if (Implantation.TryGetValue(device, out var implanted) && placed is not null && (renewed is not null || ItemDates.Implants(note, sentence, name) || ItemDates.Implanted(note, sentence, name) == placed)) yield return new() { Concept = new(implanted), Performed = placed };
        if (Creation.TryGetValue(device, out var created) && placed is not null && IsCreated(note, sentence, name)) yield return new() { Concept = new(created), Performed = placed };
        // "Biliary metal stent (SEMS) 04/08/2025", "STEMI 2016 with drug-eluting stent": the day of a stent is that of its insertion.
        if (renewed is null && !meaning.Resolved && Insertion.TryGetValue(device, out var inserted) && (placed ?? WithEvent(note, sentence, name)) is { } put && !sentence.Names.Any(other => other.As(Lexicon.EntryKind.Procedure) is { Name: not "coronary angiography" })) yield return new() { Concept = new(inserted), Performed = put };
        if (Revision.TryGetValue(device, out var revision))
            foreach (var when in Revised(note, sentence, name)) yield return new() { Concept = new(revision), Performed = when };
        if (renewed is not null && Renewal.TryGetValue(device, out var replaced)) yield return new() { Concept = new(replaced), Performed = renewed };
        if (meaning.Resolved && Removal.TryGetValue(device, out var removal) && Removed(note, sentence, name) is { } day) yield return new() { Concept = new(removal), Performed = day };
    }

    // "VP shunt placed in 2018 and revised on 4 March 2021", "VP shunt in situ, last revision 2021"
    private static IEnumerable<PartialDate> Revised(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + RevisionReach); at++)
        {
            if (note.Tokens[at].Folded is not ("revised" or "revision" or "revisions" or "revisee" or "revise" or "revidiert" or "revisado" or "revisada")) continue;
            for (var behind = at + 1; behind < Math.Min(sentence.Range.End, at + 8); behind++)
            {
                if (note.DateAt(behind) is { } day) yield return day;
                else if (note.Tokens[behind].Kind == Sections.TokenKind.Word && note.Tokens[behind].Folded is not ("on" or "in" or "and" or "le" or "am" or "el" or "x" or "twice" or "of") || note.Tokens[behind].Folded is "." or ";") yield break;
            }
        }
    }

    private static bool IsUpgradedTo(Note note, NotedSentence sentence, FoundName name) =>
        name.First - 2 >= sentence.Range.First && note.Tokens[name.First - 1].Folded is "to" && note.Tokens[name.First - 2].Folded is "upgraded" or "upgrade" or "upgrading";

    private static bool IsCreated(Note note, NotedSentence sentence, FoundName name) =>
        Enumerable.Range(name.End, Math.Max(0, Math.Min(sentence.Range.End, name.End + CreationReach) - name.End)).Any(at => note.Tokens[at].Folded is "created" or "fashioned" or "formed" or "made" or "formation" or "creation" or "constructed");

    private static PartialDate? WithEvent(Note note, NotedSentence sentence, FoundName name) =>
        name.First - 2 >= sentence.Range.First && note.Tokens[name.First - 1].Folded is "with" or "w" or "treated" or "->" or "s/p" ? note.DateAt(name.First - 2) : null;

    private static PartialDate? Removed(Note note, NotedSentence sentence, FoundName name)
    {
        var before = false;
        foreach (var trigger in sentence.Triggers.Where(trigger => trigger.Rule.Means == Meaning.Resolved && trigger.End <= name.First && name.First - trigger.End <= 3))
        {
            // "06/10/2024 removal of pacemaker generator and leads"
            if (trigger.First > sentence.Range.First && note.DateAt(trigger.First - 1) is { } then) return then;
            before = true;
        }

        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + RemovalReach); at++)
        {
            if (!before && note.Tokens[at].Folded is not ("removed" or "explanted")) continue;
            for (var behind = before ? at : at + 1; behind < Math.Min(sentence.Range.End, at + 4); behind++)
                if (note.DateAt(behind) is { } date) return date;
            return null;
        }

        return null;
    }
}
