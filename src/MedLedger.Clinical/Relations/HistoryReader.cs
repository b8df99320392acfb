using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations;

/// <summary>Reads problems, procedures, devices, vaccinations and directives.</summary>
internal static class HistoryReader
{
    private const int ShortestNameInRunningText = 8;

    private static readonly Dictionary<string, string> DeviceOfProcedure = new(StringComparer.Ordinal)
    {
        ["pacemaker implantation"] = "cardiac pacemaker",
        ["ICD implantation"] = "implantable cardioverter-defibrillator",
    };

    public static IEnumerable<TextFinding> Read(Note note, NotedSentence sentence)
    {
        foreach (var name in sentence.Names)
        {
            if (sentence.Used.Contains(name)) continue;
            foreach (var made in Read(note, sentence, name)) yield return made;
        }
    }

    private static IEnumerable<TextFinding> Read(Note note, NotedSentence sentence, FoundName name)
    {
        var box = note.Boxes.Governing(note.Tokens, name.First);
        var section = sentence.Section.Kind;
        if (name.TermAs(EntryKind.Vaccine) is { } vaccine && (section == SectionKind.Immunizations || !vaccine.OnlyInItsSection))
        {
            var date = ItemDates.After(note, sentence, name) ?? ItemDates.Before(note, sentence, name);
            if (section != SectionKind.Immunizations && date is null && !Given(note, sentence, name)) yield break;
            var meaning = Qualify(note, sentence, name, EntryKind.Vaccine);
            var notDone = meaning.Course == Meaning.Planned || meaning.Assertion.Negated;
            yield return Make(note, name, sentence, new ImmunizationFinding { Concept = vaccine.Entry.Concept, Given = date, NotDone = notDone }, meaning, box);
            yield break;
        }

        if (name.As(EntryKind.Directive) is { } directive)
        {
            var meaning = Qualify(note, sentence, name, EntryKind.Directive);
            yield return Make(note, name, sentence, new DirectiveFinding { Concept = directive.Concept, Dated = ItemDates.After(note, sentence, name), Active = !meaning.Assertion.Negated }, meaning, box);
        }
        else if (name.As(EntryKind.Procedure) is { } procedure)
        {
            if (!procedure.Curated && section is not (SectionKind.Surgical or SectionKind.PastHistory)) yield break;
            var meaning = Qualify(note, sentence, name, EntryKind.Procedure);
            var date = ItemDates.After(note, sentence, name) ?? ItemDates.Before(note, sentence, name);
            var notDone = meaning.Assertion.Negated || meaning.Course == Meaning.Planned;
            yield return Make(note, name, sentence, new ProcedureFinding { Concept = procedure.Concept, Performed = date, NotDone = notDone }, meaning, box);
            if (DeviceOfProcedure.TryGetValue(procedure.Name, out var device) && !notDone)
                yield return Make(note, name, sentence, new DeviceFinding { Concept = new(device), Since = date }, meaning, box);
        }
        else if (name.As(EntryKind.Device) is { } device)
        {
            var meaning = Qualify(note, sentence, name, EntryKind.Device);
            var removed = meaning.Resolved || meaning.Course is Meaning.Stopped;
            yield return Make(note, name, sentence, new DeviceFinding { Concept = device.Concept, Since = ItemDates.After(note, sentence, name), Active = !removed && !meaning.Assertion.Negated }, meaning, box);
        }
        else if (name.As(EntryKind.Problem) is { } problem)
        {
            var listed = section is SectionKind.Problems or SectionKind.PastHistory or SectionKind.Assessment;
            if (!problem.Curated && !listed && note.Tokens[name.End - 1].End - note.Tokens[name.First].Start < ShortestNameInRunningText) yield break;
            var meaning = Qualify(note, sentence, name, EntryKind.Problem);
            var finding = new ProblemFinding
            {
                Concept = problem.Concept,
                Onset = ItemDates.After(note, sentence, name),
                Status = meaning.Resolved ? ProblemStatus.Resolved : meaning.Assertion.Temporality == Temporality.Historical ? ProblemStatus.Unknown : ProblemStatus.Active,
            };
            yield return Make(note, name, sentence, finding, meaning, box);
        }
    }

    private static Qualification Qualify(Note note, NotedSentence sentence, FoundName name, EntryKind kind) =>
        note.Qualifier.Qualify(name, kind, allergy: false, sentence.Section, sentence.Triggers, sentence.Names);

    private static bool Given(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + 4); at++)
            if (note.Tokens[at].Folded is "given" or "administered" or "received" or "today" or "done") return true;
        return name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "received" or "given" or "had";
    }

    private static TextFinding Make<T>(Note note, FoundName name, NotedSentence sentence, T finding, Qualification meaning, BoxState box)
        where T : Finding
    {
        sentence.Used.Add(name);
        return new(Doubt.Weigh(finding, name, meaning, box), note.Span(name.First, name.End), "history words", name.Terms[0].Entry.Curated ? 0.9 : 0.8);
    }
}
