using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations;

/// <summary>Ties directions, courses and dates to drugs. A drug that is only named, with no direction and no word about its course, is no finding.</summary>
internal sealed class MedicationReader(DirectionParser directions, DayTable dayTable)
{
    private const string DoseChange = "dose change";
    private const string GivenHere = "given there and then";
    private const int LongestDirection = 40;

    private static readonly HashSet<string> ChangeWords = new(StringComparer.Ordinal) { "increase", "increased", "decrease", "decreased", "reduce", "reduced", "raise", "raised", "lower", "lowered", "titrate", "titrated", "uptitrate", "uptitrated", "change", "changed", "up", "down", "incr" };

    // "finish 07/05/2025", "last dose 3 May": the day behind these words is the last.
    private static readonly HashSet<string> EndsWith = new(StringComparer.Ordinal)
    {
        "until", "till", "through", "to", "ended", "bis", "finish", "finishe", "finished", "finishing", "end", "ending", "stop", "stopping", "complete", "completed", "completing", "thru",
    };

    private readonly UnlistedDrugs _unlisted = new(directions);

    public IEnumerable<TextFinding> Read(Note note, NotedSentence sentence)
    {
        var known = Known(note, sentence).ToList();
        return known.Concat(_unlisted.Read(note, sentence, known.Exists(found => found.Finding is MedicationFinding { Dosing: { Dose: not null, TimesPerDay: not null } })));
    }

    private IEnumerable<TextFinding> Known(Note note, NotedSentence sentence)
    {
        var drugs = sentence.Names.Where(name => name.As(EntryKind.Drug) is not null && !sentence.Used.Contains(name)).ToList();
        for (var i = 0; i < drugs.Count; i++)
        {
            var name = drugs[i];
            var entry = name.As(EntryKind.Drug)!;
            // "ASS (aspirin) 100 mg": the second name only explains the first.
            if (i > 0 && Alias(note, drugs[i - 1], name)) continue;
            // "Insulin glargin 16 IE": the next word says which.
            if (entry.Name == "insulin" && i + 1 < drugs.Count && drugs[i + 1].First == name.End) continue;
            if (Compound(note, name) || Poisoning(note, name) || BreathesWith(note, sentence, name)) continue;
            // What somebody drinks is no medicine.
            if (entry.Name is "alcohol" or "ethanol") continue;
            var segment = SegmentEnd(note, sentence, name);
            var direction = dayTable.Read(note, name, segment) ?? directions.Parse(note.Text, note.Tokens, name.End, segment);
            if (!direction.SaysSomething) direction = Before(note, sentence, name) ?? direction;
            var meaning = note.Qualifier.Qualify(name, EntryKind.Drug, allergy: false, sentence.Section, sentence.Triggers, sentence.Names);
            if (meaning.Course is null or Meaning.Active && EventOn(note, sentence, name)) continue;
            var listed = sentence.Section.Kind is SectionKind.Medications or SectionKind.Stopped;
            if (!listed && !direction.SaysSomething && meaning.Course is null && !meaning.Assertion.Negated) continue;
            var amongAllergies = sentence.Section.Kind == SectionKind.Allergies;
            // What an allergy section names is never a drug that is taken, unless a whole direction says so; then nobody can tell.
            if (amongAllergies && !(direction.Dosing is { Dose: not null, TimesPerDay: not null })) continue;
            if (name.NearMiss is not null && direction.Dosing?.Dose is null && direction.Dosing?.TimesPerDay is null && !(listed && NameFinder.AmountFollows(note.Tokens, name.End, sentence.Range.End))) continue;
            sentence.Used.Add(name);
            yield return Finding(note, sentence, name, entry, direction, segment, meaning, listed, amongAllergies ? "it stands among the allergies" : null);
        }
    }

    // "Insulin-requiring diabetes", "steroid-induced": the word describes another.
    private static bool Compound(Note note, FoundName name) =>
        name.End + 1 < note.Tokens.Count && note.Tokens[name.End].IsMark('-') && note.Tokens[name.End].Start == note.Tokens[name.End - 1].End
        && note.Tokens[name.End + 1].Folded is "requiring" or "dependent" or "treated" or "naive" or "resistant" or "induced" or "related" or "associated" or "sensitive" or "eluting" or "free" or "coated";

    // "Digoxin toxicity", "paracetamol overdose" name what happened.
    private static bool Poisoning(Note note, FoundName name) =>
        name.End < note.Tokens.Count && note.Tokens[name.End].Line == note.Tokens[name.End - 1].Line
        && note.Tokens[name.End].Folded is "toxicity" or "overdose" or "poisoning" or "intoxication" or "withdrawal";

    // "OSA on APAP": there it is the machine that keeps the airway open.
    private static bool BreathesWith(Note note, NotedSentence sentence, FoundName name) =>
        name.End == name.First + 1 && note.Tokens[name.First].Is("apap") && !NameFinder.AmountFollows(note.Tokens, name.End, sentence.Range.End)
        && sentence.Names.Any(other => other.As(EntryKind.Problem)?.Name.Contains("sleep apnea", StringComparison.Ordinal) == true);

    // "GI bleed on apixaban 2023" tells an event, not what is taken now; "…, which was stopped" does.
    private static bool EventOn(Note note, NotedSentence sentence, FoundName name) =>
        name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "on" or "with" or "from" or "unter"
        && sentence.Names.Any(other => other.End == name.First - 1 && (other.As(EntryKind.Problem) ?? other.As(EntryKind.Finding) ?? other.As(EntryKind.Reaction)) is { } what && Happens(what.Name))
        && !(name.End < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && note.DateAt(name.End) is null && note.Tokens[name.End].Line == note.Tokens[name.First].Line);

    private static bool Happens(string problem) => problem.Contains("bleed", StringComparison.OrdinalIgnoreCase) || problem.Contains("hemorrhage", StringComparison.OrdinalIgnoreCase) || problem.Contains("rash", StringComparison.OrdinalIgnoreCase)
        || problem.Contains("angioedema", StringComparison.OrdinalIgnoreCase) || problem.Contains("overdose", StringComparison.OrdinalIgnoreCase) || problem.Contains("injury", StringComparison.OrdinalIgnoreCase);

    private static TextFinding Finding(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry, Direction direction, int segment, Qualification meaning, bool listed, string? odd)
    {
        var (start, end) = Dates(note, name, segment, meaning.Course);
        // "28/7" on a repeat prescription is how much was supplied.
        if (end is null && direction.DurationDays is { } days && !CourseEndedRule.IsSupply(days) && (start ?? note.Date) is { Day: not null } from) end = PartialDate.From(from.Earliest.AddDays(days));
        var status = meaning.Course switch
        {
            Meaning.DoNotGive => MedicationStatus.DoNotGive,
            Meaning.Stopped => MedicationStatus.Stopped,
            Meaning.OnHold => MedicationStatus.OnHold,
            Meaning.Planned => MedicationStatus.Planned,
            Meaning.Completed => Steady(direction) && listed ? MedicationStatus.Active : MedicationStatus.Completed,
            null or Meaning.Active when !listed && (GivenOnce(direction) || (!direction.SaysSomething && TreatedWith(note, sentence, name))) => MedicationStatus.Completed,
            Meaning.Active => MedicationStatus.Active,
            _ when meaning.Assertion.Negated => MedicationStatus.Stopped,
            _ when meaning.Assertion.Likelihood == Likelihood.Hypothetical => MedicationStatus.Planned,
            _ => listed ? MedicationStatus.Active : MedicationStatus.Unknown,
        };
        // What was given there and then belongs to that day, and ends nothing that is taken at home.
        if (status == MedicationStatus.Completed && GivenThere(sentence, direction, meaning) && (start ?? end ?? note.Date) is { } day) (start, end) = (day, day);
        var changes = Enumerable.Range(name.End, segment - name.End).Any(at => note.Tokens[at].Is("then") && at + 1 < note.Tokens.Count && note.Tokens[at + 1].Folded is not ("stop" or "off" or "discontinue" or "cease")) && direction.DurationDays is not null;
        var doubt = odd ?? DoseDoubt.Of(note, name.First, name.End, segment) ?? (changes ? "the dose changes during the course" : direction.Doubt is "more than one amount is written" or "more than one frequency is written" ? direction.Doubt : null);
        var box = note.Boxes.Governing(note.Tokens, name.First);
        var dosing = direction.SaysSomething ? direction.Dosing : null;
        if (doubt is not null && dosing is not null) dosing = dosing with { Dose = null, TimesPerDay = null };
        // Only the first step has a length: the drug itself goes on.
        if (changes) (end, dosing) = (null, dosing is null ? null : dosing with { Duration = null });
        var finding = Doubt.Weigh(new MedicationFinding
        {
            Concept = entry.Concept,
            Dosing = dosing,
            Status = status,
            Start = start,
            End = end,
        }, name, meaning with { Assertion = meaning.Assertion with { Temporality = status == MedicationStatus.Planned ? Temporality.Planned : Temporality.Current } }, box, doubt);
        var (first, last) = direction.SaysSomething ? (Math.Min(name.First, direction.First), Math.Max(name.End, direction.End)) : (name.First, name.End);
        return new(finding, note.Span(first, last), sentence.Section.Kind == SectionKind.Given && status == MedicationStatus.Completed ? GivenHere : IsChange(note, sentence, name, last) ? DoseChange : listed ? "medication list" : "medication words", listed ? 0.95 : 0.85);
    }

    // "Morphine 4 mg IV" in a story: an injection without a word on how often was given there and then.
    private static bool GivenOnce(Direction direction) =>
        direction.Dosing is { Dose: not null, TimesPerDay: null, FrequencyText: null, AsNeeded: false, Duration: null, Route.Text: "intravenous" or "intramuscular" };

    private static bool GivenThere(NotedSentence sentence, Direction direction, Qualification meaning) =>
        sentence.Section.Kind == SectionKind.Given || GivenOnce(direction)
        || meaning.Because.Split(", ").Any(phrase => phrase is "stat" or "x1" or "x 1" or "given once" or "single dose" or "single dose of" or "one dose of" or "one-time dose of" or "loading dose of" or "bolus of" or "given in ed" or "in ed" or "in the ed" or "en route" or "prior to arrival");

    // "Was treated with co-amoxiclav and clarithromycin": without a direction that is the story of a stay.
    private static bool TreatedWith(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - 8); at--)
            if (note.Tokens[at].Is("treated")) return true;
        return false;
    }

    /// <summary>A list tells the dose before the visit, "increase it to 10 mg" the one after it: the change is what stands from that day on.</summary>
    public static void Supersede(List<TextFinding> findings)
    {
        // "Salbutamol prn" at home does not end with "given: salbutamol 5 mg neb".
        findings.RemoveAll(given => given is { Rule: GivenHere, Finding: MedicationFinding here }
            && findings.Exists(other => other is { Rule: not GivenHere, Finding: MedicationFinding { Status: MedicationStatus.Active } home } && home.Concept.Text == here.Concept.Text));
        for (var at = 0; at < findings.Count; at++)
        {
            if (findings[at] is not { Rule: DoseChange, Finding: MedicationFinding { Dosing.Dose: not null } changed }) continue;
            for (var earlier = 0; earlier < findings.Count; earlier++)
                if (earlier != at && findings[earlier] is { Rule: not DoseChange, Finding: MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.Unknown } former } && former.Concept.Text == changed.Concept.Text
                    && former.Dosing?.Dose is { } dose && dose.Text != changed.Dosing.Dose.Text && findings[earlier].Span.Start < findings[at].Span.Start)
                {
                    changed = changed with { Dosing = changed.Dosing with { Route = changed.Dosing.Route ?? former.Dosing.Route, Form = changed.Dosing.Form ?? former.Dosing.Form } };
                    findings[at] = findings[at] with { Finding = changed };
                    findings[earlier] = findings[earlier] with { Finding = former with { Dosing = null } };
                }
        }
    }

    private static bool IsChange(Note note, NotedSentence sentence, FoundName name, int end)
    {
        var said = Enumerable.Range(Math.Max(sentence.Range.First, name.First - 3), end - Math.Max(sentence.Range.First, name.First - 3)).Select(at => note.Tokens[at].Folded).ToList();
        return said.Exists(ChangeWords.Contains) && said.Exists(word => word is "to" or "->");
    }

    // A regular direction outweighs words like "given": "given 5 mg daily".
    private static bool Steady(Direction direction) => direction.Dosing is { TimesPerDay: not null, Dose: not null };

    private static bool Alias(Note note, FoundName first, FoundName second) =>
        second.First == first.End + 1 && note.Tokens[first.End].IsMark('(') && first.As(EntryKind.Drug)!.Name == second.As(EntryKind.Drug)!.Name;

    private int SegmentEnd(Note note, NotedSentence sentence, FoundName name)
    {
        var limit = Math.Min(sentence.Range.End, name.End + LongestDirection);
        foreach (var other in sentence.Names)
        {
            // Names come in order: the first that ends the segment decides.
            if (other.First >= limit) break;
            if (other.First >= name.End && (other.As(EntryKind.Drug) is not null ? !Alias(note, name, other) : other.As(EntryKind.Lab) is not null && other.End < note.Tokens.Count && note.Tokens[other.End].Kind == TokenKind.Number))
                limit = other.First;
        }
        if (_unlisted.NextItem(note, name.End, limit) is { } next) return next;
        if (limit < sentence.Range.End) return limit;
        // A prescription puts the direction under the drug.
        var at = limit;
        for (var lines = 0; lines < 2 && at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[at - 1].Line + 1; lines++)
        {
            if (note.Tokens[at].Folded is not ("sig" or "sis" or "take" or "apply" or "inhale" or "use" or "inject" or "tab" or "instill") && !(note.Tokens[at].Kind == TokenKind.Number && at + 1 < note.Tokens.Count && IsCount(note.Tokens[at + 1].Folded))) break;
            at = SectionFinder.LineEnd(note.Tokens, at);
        }

        return Math.Min(at, name.End + LongestDirection);
    }

    private static bool IsCount(string word) => word is "tab" or "tabs" or "tablet" or "cap" or "caps" or "capsule" or "puff" or "drop" or "tass" or "patch" or "spray" or "unit" or "tas";

    // "22 units of glargine", "takes 5 mg warfarin"
    private Direction? Before(Note note, NotedSentence sentence, FoundName name)
    {
        var first = name.First;
        if (first > sentence.Range.First && note.Tokens[first - 1].Is("of")) first--;
        if (first - 2 < sentence.Range.First || note.Tokens[first - 2].Kind != TokenKind.Number || note.Tokens[first - 1].Kind != TokenKind.Word) return null;
        var direction = directions.Parse(note.Text, note.Tokens, first - 2, first);
        return direction.Dosing?.Dose is null ? null : direction;
    }

    // A bracket with its own amount speaks of another phase; its dates are not this dose's.
    private static int? ClosedWithAmount(Note note, int open, int segment)
    {
        var amount = false;
        for (var at = open + 1; at < segment; at++)
        {
            if (note.Tokens[at].IsMark(')')) return amount ? at : null;
            amount |= note.Tokens[at].Kind == TokenKind.Number && at + 1 < segment && note.Tokens[at + 1].Folded is "mg" or "mcg" or "g" or "unit";
        }

        return null;
    }

    private static (PartialDate? Start, PartialDate? End) Dates(Note note, FoundName name, int segment, Meaning? course)
    {
        PartialDate? start = null, end = null;
        for (var at = name.End; at < segment; at++)
        {
            if (note.Tokens[at].IsMark('(') && ClosedWithAmount(note, at, segment) is { } close)
            {
                at = close;
                continue;
            }

            var before = note.Tokens[at - 1].Folded;
            // "Until 2020": a bare year counts only behind such a word.
            if ((note.Tokens[at].Kind != TokenKind.Date && !EndsWith.Contains(before)) || note.DateAt(at) is not { } date) continue;
            if (EndsWith.Contains(before) || (before == "-" && start is not null)) end ??= date;
            else if (course is Meaning.Stopped or Meaning.Completed) end ??= date;
            else start ??= date;
        }

        return (start, end);
    }
}
