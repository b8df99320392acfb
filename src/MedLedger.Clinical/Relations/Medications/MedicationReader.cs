using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Clinical.Relations.Allergies;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>Ties directions, courses and dates to drugs. A drug that is only named, with no direction and no word about its course, is no finding.</summary>
internal sealed class MedicationReader(DirectionParser directions, DayTable dayTable)
{
    public const string DoseChange = "dose change";
    public const string TaperedOff = "it is being tapered to a stop";
    public const string GivenHere = "given there and then";
    public const string Listed = "medication list";
    public const string ListedBefore = "medication list before the stay";
    public const string ListedAfterwards = "medication list after the stay";
    public const string Told = "medication words";
    public const string Denied = "medication denied";
    public const string ListedAsEnded = "list of what was ended";
    private const int LongestDirection = 40;
    private const int UnfinishedReach = 8;

    private static readonly HashSet<string> Coming = new(StringComparer.Ordinal) { "admission", "home", "entree", "lentree", "ingreso", "domiciliario", "aufnahme", "aufnahmemedikation", "vormedikation", "previo", "habitual", "habituel", "prior", "domicile", "domicilio" };
    private static readonly HashSet<string> Leaving = new(StringComparer.Ordinal) { "discharge", "sortie", "alta", "entlassung", "entlassmedikation", "entlassungsmedikation", "dimissione", "tta", "ttos" };

    private static readonly HashSet<string> Routes = new(StringComparer.Ordinal) { "iv", "im", "sc", "po", "oral", "intravenous", "subcut", "liquid", "patch", "csci", "syrup", "inhaled", "nebs", "depot" };

    private readonly UnlistedDrugs _unlisted = new(directions);
    private readonly ChangedDose _changes = new(directions);

    public IEnumerable<TextFinding> Read(Note note, NotedSentence sentence)
    {
        var known = Known(note, sentence).ToList();
        return known.Concat(_unlisted.Read(note, sentence, known.Exists(found => found.Finding is MedicationFinding { Dosing: { Dose: not null, TimesPerDay: not null } })));
    }

    private IEnumerable<TextFinding> Known(Note note, NotedSentence sentence)
    {
        // "Shingrix given 2025-03-10" is a vaccination, whatever catalogue of drugs names the vaccine as well.
        var drugs = sentence.Names.Where(name => name.As(EntryKind.Drug) is not null && name.TermAs(EntryKind.Vaccine) is not { OnlyInItsSection: false } && !sentence.Used.Contains(name)).ToList();
        // "She could not tolerate anastrozole. It was stopped in January": an intolerance, and the end of what older lists carry.
        foreach (var borne in sentence.Names.Where(name => sentence.Used.Contains(name) && sentence.Section.Kind != SectionKind.Allergies && name.As(EntryKind.Drug) is not null && CourseWords.EndedByNext(note, sentence, name)).ToList())
            yield return Finding(note, sentence, borne, borne.As(EntryKind.Drug)!, directions.Parse(note.Text, note.Tokens, borne.End, borne.End), borne.End, note.Qualifier.Qualify(borne, EntryKind.Drug, allergy: false, sentence.Section, sentence.Triggers, sentence.Names) with { Course = Meaning.Stopped }, listed: false, odd: null);
        var explained = new HashSet<FoundName>();
        var triggers = ChangedDose.WithoutSteps(note, drugs, sentence.Triggers);
        for (var i = 0; i < drugs.Count; i++)
        {
            var name = drugs[i];
            if (explained.Contains(name)) continue;
            var entry = name.As(EntryKind.Drug)!;
            // "ASS (aspirin) 100 mg": the second name only explains the first.
            if (i > 0 && NamedCombination.Alias(note, drugs[i - 1], name)) continue;
            if (i > 0 && NamedCombination.Explains(note, drugs, i)) continue;
            if (NamedCombination.Joined(note, drugs, i) is { } second)
            {
                entry = new(EntryKind.Drug, $"{entry.Name} / {second.Name}", [.. entry.Codes, .. second.Codes], entry.Curated);
                sentence.Used.Add(name);
                name = drugs[++i];
                // "norgestimate-ethinyl estradiol (Sprintec)": the bracket names the product of both.
                if (i + 1 < drugs.Count && drugs[i + 1].First == name.End + 1 && note.Tokens[name.End].IsMark('(') && drugs[i + 1].As(EntryKind.Drug)!.Name.Split(" / ").Order(StringComparer.Ordinal).SequenceEqual(entry.Name.Split(" / ").Order(StringComparer.Ordinal)))
                {
                    sentence.Used.Add(name);
                    name = drugs[++i];
                    entry = name.As(EntryKind.Drug)!;
                }
            }

            // "Insulin glargin 16 IE": the next word says which.
            if (entry.Name == "insulin" && i + 1 < drugs.Count && drugs[i + 1].First == name.End) continue;
            if (NoMedicine.Is(note, sentence, name, entry) || (i > 0 && CourseWords.IsOnlyTheTime(note, drugs[i - 1], name))) continue;
            // "Apixaban   Eliquis   5 mg": a table names the substance and the brand.
            if (i + 1 < drugs.Count && drugs[i + 1].First == name.End && drugs[i + 1].As(EntryKind.Drug)!.Name == entry.Name && note.Tokens[name.First].Line == note.Tokens[drugs[i + 1].First].Line) continue;
            var calcium = DrugItem.IsWithCalcium(note, name, entry);
            if (calcium) entry = new(EntryKind.Drug, $"calcium / {entry.Name}", [], entry.Curated);
            var brand = i + 1 < drugs.Count && TableColumns.NamesTheBrand(note, name, drugs[i + 1]) ? drugs[i + 1] : null;
            if (brand is not null) explained.Add(brand);
            var row = SegmentEnd(note, sentence, brand ?? name);
            var segment = DoseSteps.Unconditional(note, name, TableColumns.Dispensed(note, name, row));
            if (ChangedDose.GaveWay(note, drugs, i) || ChangedRoute(note, name, segment) || (i > 0 && IsReasonInRow(note, sentence, drugs[i - 1], name))) continue;
            var direction = AdministrationGrid.Read(directions, note, sentence, name) ?? DirectionBelow.Read(directions, note, sentence, name) ?? DirectionBehind.Read(directions, note, sentence, name) ?? WrappedRow.Read(directions, note, sentence, name) ?? dayTable.Read(note, name, row) ?? WeekTable.Read(directions, note, name) ?? _changes.Of(note, name, segment) ?? Wrapped(note, sentence, name, segment) ?? BesideSupply(note, name, segment) ?? directions.Parse(note.Text, note.Tokens, NamedCombination.DirectionStart(note, name, entry), segment, calcium);
            if (!direction.SaysSomething || Stray(direction, name)) direction = Before(note, sentence, name) ?? (direction.SaysSomething ? directions.Parse(note.Text, note.Tokens, name.End, name.End) : direction);
            direction = RouteHeading.Applied(directions, note, name, AsNeededHeading.Applied(note, name, PassingMention.WithoutDay(BareStrength.Applied(note, name, entry, WithFormBefore(note, name, direction), sentence.Section.Kind == SectionKind.Medications), entry.Name)));
            if (PassingMention.Is(note, sentence, drugs, i, direction)) continue;
            direction = ReportedUse.Applied(note, name, direction);
            if (ProposedDose.Is(note, sentence, name, direction) || EmergencyDose.Is(note, sentence, name, direction)) direction = directions.Parse(note.Text, note.Tokens, name.End, name.End);
            var meaning = note.Qualifier.Qualify(name, EntryKind.Drug, allergy: false, sentence.Section, triggers, sentence.Names);
            if (meaning.Course is null or Meaning.Active && EventOn(note, sentence, name)) continue;
            if (TakenOn.Is(note, sentence, name, segment, direction, meaning)) meaning = TakenOn.Said(meaning);
            meaning = EndOfRow.Read(note, name, meaning);
            if (meaning.Course is null or Meaning.Active && (CourseWords.EndedByNext(note, sentence, name) || CourseWords.ReplacedThen(note, name) || CourseWords.OfFormerRegimen(note, sentence, name, direction))) meaning = meaning with { Course = Meaning.Stopped };
            var listed = sentence.Section.Kind is SectionKind.Medications or SectionKind.Stopped or SectionKind.OnHold;
            if (!listed && !direction.SaysSomething && meaning.Course is null && !meaning.Assertion.Negated && !TookThePlace.Is(note, sentence, drugs, i) && !CourseUnderWay.Is(note, sentence, name)) continue;
            var amongAllergies = sentence.Section.Kind == SectionKind.Allergies;
            // What an allergy section names is never a drug that is taken, unless a whole direction says so; then nobody can tell.
            var carried = amongAllergies && direction.Dosing?.Dose is not null && DrugItem.IsCarried(note, name);
            if (amongAllergies && !carried && !(direction.Dosing is { Dose: not null, TimesPerDay: not null })) continue;
            if (name.NearMiss is not null && direction.Dosing?.Dose is null && direction.Dosing?.TimesPerDay is null && !(listed && NameFinder.AmountFollows(note.Tokens, name.End, sentence.Range.End))) continue;
            sentence.Used.Add(name);
            yield return Finding(note, sentence, name, entry, direction, segment, meaning, listed, amongAllergies && !carried ? "it stands among the allergies" : TreatmentCycle.Of(note, name, segment, direction) ?? (entry.Name is "diuretic" ? "only the kind of drug is named" : i > 0 && !direction.SaysSomething && CourseWords.IsTheTime(note, name, sentence.Range.First) ? "named only as the time for which another is taken" : null));
        }
    }

    // A cell that goes on below is read as the one direction that it is.
    private Direction? Wrapped(Note note, NotedSentence sentence, FoundName name, int segment) =>
        segment > name.End && TableColumns.Below(note, sentence, name, segment) is { } below
            ? directions.Parse($"{note.Words(name.End, segment)} {below}") with { First = name.End, End = segment }
            : null;

    // "LANTUS SOLOSTAR 100U/ML   15   46   INJECT 32 UNITS NIGHTLY": how much was handed out, and for how many days, is no part of the dose.
    private Direction? BesideSupply(Note note, FoundName name, int segment) =>
        TableColumns.SupplyWithin(note, name, segment) is var (from, to)
            ? directions.Parse(from > name.End ? $"{note.Words(name.End, from)} {note.Words(to, segment)}" : note.Words(to, segment)) with { First = name.End, End = segment }
            : null;

    // "Ibuprofen 400 mg    STOPPED    heart failure / warfarin": the last column says why, and the drug in it goes on.
    private static bool IsReasonInRow(Note note, NotedSentence sentence, FoundName first, FoundName name) =>
        sentence.Section.Kind is SectionKind.Stopped or SectionKind.OnHold && note.Tokens[first.First].Line == note.Tokens[name.First].Line && name.First - first.End > 1
        && Enumerable.Range(first.End, name.First - first.End).Any(at => note.Tokens[at].Start - note.Tokens[at - 1].End >= 3);

    // "Alfacalcidol caps - STOPPED (changed to IV)": one form ended, the drug did not; the other form stands elsewhere.
    private static bool ChangedRoute(Note note, FoundName name, int segment)
    {
        for (var at = name.End; at + 2 < segment; at++)
            if (note.Tokens[at].Folded is "changed" or "switched" or "converted" or "moved" && note.Tokens[at + 1].Is("to") && Routes.Contains(note.Tokens[at + 2].Folded)) return true;
        return false;
    }

    // "GI bleed on apixaban 2023" tells an event, not what is taken now; "…, which was stopped" does.
    private static bool EventOn(Note note, NotedSentence sentence, FoundName name) =>
        name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "on" or "with" or "from" or "unter"
        && sentence.Names.Any(other => other.End == name.First - 1 && (other.As(EntryKind.Problem) ?? other.As(EntryKind.Finding) ?? other.As(EntryKind.Reaction)) is { } what && Happens(what.Name))
        && !(name.End < note.Tokens.Count && note.Tokens[name.End].Kind == TokenKind.Number && note.DateAt(name.End) is null && note.Tokens[name.End].Line == note.Tokens[name.First].Line);

    private static bool Happens(string problem) => problem.Contains("bleed", StringComparison.OrdinalIgnoreCase) || problem.Contains("hemorrhage", StringComparison.OrdinalIgnoreCase) || problem.Contains("rash", StringComparison.OrdinalIgnoreCase)
        || problem.Contains("angioedema", StringComparison.OrdinalIgnoreCase) || problem.Contains("overdose", StringComparison.OrdinalIgnoreCase) || problem.Contains("injury", StringComparison.OrdinalIgnoreCase);

    private TextFinding Finding(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry, Direction direction, int segment, Qualification meaning, bool listed, string? odd)
    {
        var item = CourseLength.ItemEnd(note, name, segment);
        var (start, end) = CourseDates.Of(note, name, item, meaning.Course);
        if (meaning.Course is not Meaning.OnHold) end ??= CourseLength.LastDay(note, name, item);
        var (soon, onCondition) = CourseWords.StopsSoon(note, name, segment);
        if (CourseWords.IsAhead(note, meaning, end) || soon is not null) (meaning, end) = (meaning with { Course = Meaning.Active }, end ?? soon);
        // "28/7" on a repeat prescription is how much was supplied.
        var issued = IssuedSupply.Of(note, name);
        if (end is null && (meaning.Course is not (Meaning.Stopped or Meaning.Completed) || (meaning.Course == Meaning.Completed && !EndedWords.Say(meaning) && !TapersOff(note, name, segment))) && !NamesTheLastDose(note, name, segment) && !(meaning.Course == Meaning.OnHold && direction.Dosing?.TimesPerDay is not null) && (CourseLength.Days(directions, note, name, direction, item) ?? SharedLength.Days(directions, note, sentence, name, entry)) is { } days && (!CourseEndedRule.IsSupply(days) || CourseLength.ToldAsCourse(note, name, item)) && (start ?? issued?.On ?? note.Date) is { Day: not null } from) end = PartialDate.From(from.Earliest.AddDays(days));
        if (issued?.Ends is { } over) end ??= over;
        var (limited, open) = LimitedTime.Of(note, name, item, start ?? issued?.On);
        end ??= limited;
        if (issued is not null && OfAcuteNeed(note, sentence.Section)) end ??= issued.UsedUp(direction.Dosing?.TimesPerDay);
        if (meaning.Course == Meaning.Completed && TheatreDrugs.IsUsual(note, sentence, name, direction.Dosing, segment)) meaning = meaning with { Course = null };
        var givenThere = TheatreDrugs.GivenThere(note, sentence, name, entry, direction.Dosing, segment);
        var status = meaning.Course switch
        {
            Meaning.DoNotGive => MedicationStatus.DoNotGive,
            Meaning.Stopped => MedicationStatus.Stopped,
            // "Aspirin withheld - allergy": it is not to be given at all.
            Meaning.OnHold => ForAllergy(note, name, sentence) ? MedicationStatus.DoNotGive : MedicationStatus.OnHold,
            Meaning.Planned => MedicationStatus.Planned,
            Meaning.Completed when EndedWords.Say(meaning) => MedicationStatus.Completed,
            Meaning.Completed when TapersOff(note, name, segment) => MedicationStatus.Active,
            Meaning.Completed => (Steady(direction) && listed) || direction.Dosing is { TimesPerDay: < 1 } ? MedicationStatus.Active : MedicationStatus.Completed,
            null or Meaning.Active when givenThere && meaning.Assertion is { Negated: false, Likelihood: not Likelihood.Hypothetical } => MedicationStatus.Completed,
            null or Meaning.Active when !listed && (GivenOnce(direction) && !DrugItem.IsCarried(note, name) && meaning.Assertion.Likelihood != Likelihood.Hypothetical || CourseWords.GivenInStay(note, sentence, name, direction) || (Remedies.Stop(entry) && Remedies.AreGiven(note, sentence, name))) => MedicationStatus.Completed,
            // "Tell us if you take warfarin or clopidogrel" asks; "Advice: continue ustekinumab" tells.
            Meaning.Active when meaning is { Assertion.Likelihood: Likelihood.Hypothetical, Because: not ("" or "general instructions") } && direction.Dosing is null or { Dose: null } => MedicationStatus.Planned,
            Meaning.Active => MedicationStatus.Active,
            _ when meaning.Assertion.Negated => MedicationStatus.Stopped,
            // "If fever above 38.5: acetaminophen 300 mg every 6 hours as needed", among the medicines, is one of them.
            _ when meaning.Assertion.Likelihood == Likelihood.Hypothetical => listed && direction.Dosing is { Dose: not null } said && (said.AsNeeded || said.TimesPerDay is not null) ? MedicationStatus.Active : MedicationStatus.Planned,
            _ => listed ? MedicationStatus.Active : MedicationStatus.Unknown,
        };
        // "Heparin 2000 u bolus + 500 u/h" on the run sheet of a dialysis flows through the machine.
        if (status is MedicationStatus.Unknown && entry.Name is "heparin" or "tinzaparin" or "dalteparin" or "enoxaparin" && RunsThroughTheMachine(note, name, segment)) status = MedicationStatus.Completed;
        // What was given there and then belongs to that day, and ends nothing that is taken at home.
        if (status == MedicationStatus.Completed && (givenThere || GivenThere(sentence, direction, meaning) || RunsThroughTheMachine(note, name, segment)) && (start ?? end ?? (sentence.Section.Kind == SectionKind.Given ? ItemDates.OfHeading(note, sentence.Section) : note.Date)) is { } day) (start, end) = (day, day);
        var changes = DoseSteps.Follow(note, name, segment, direction.DurationDays is not null || end is not null);
        var coming = DoseSteps.Coming(note, sentence, name, segment);
        var doubt = odd ?? onCondition ?? (end is null && meaning.Course is null or Meaning.Active ? open : null) ?? DoseDoubt.Of(note, name.First, name.End, segment) ?? CountedPieces.Apart(note, sentence, direction, segment) ?? issued?.Doubt ?? (TapersOff(note, name, segment) ? TaperedOff : null) ?? (changes || coming is not null ? "the dose changes during the course" : direction.Doubt is "more than one amount is written" or "more than one frequency is written" ? direction.Doubt : null);
        if (status is MedicationStatus.Active or MedicationStatus.Unknown && end is null) doubt ??= CourseDates.EndsInSomeWeek(note, name, item);
        if (status == MedicationStatus.Active) doubt ??= CourseWords.StopsSomeDay(meaning, end);
        if (status is MedicationStatus.Active or MedicationStatus.Unknown && end is null) doubt ??= TheatreDrugs.OrderedForAfterwards(note, name, entry);
        if (direction.Dosing is { Dose: not null, TimesPerDay: null } && Runs(direction.Dosing.Text)) doubt ??= "more than one amount is written";
        if (Unfinished(note, direction, segment) is { } rest)
        {
            direction = direction with { Dosing = direction.Dosing! with { Text = $"{direction.Dosing.Text} {rest}" } };
            // "3 capsules with meals and 1 with snacks": each amount has its own time, so no one dose is the dose, and nothing is in doubt.
            if (rest.Contains("snack", StringComparison.OrdinalIgnoreCase)) direction = direction with { Dosing = direction.Dosing! with { Dose = null } };
            else doubt ??= "more than one amount is written";
        }

        if (coming is { } later && direction.Dosing is { } stepped) direction = direction with { Dosing = stepped with { Text = later } };
        var box = note.Boxes.Governing(note.Tokens, name.First);
        // "[ ] METFORMIN 500mg TABLETS  ONE TWICE A DAY": on a repeat slip the box is for ordering; on any page without one tick nobody has chosen yet.
        if (box == BoxState.Unticked && direction.Dosing is { TimesPerDay: not null } or { AsNeeded: true } && (note.IsRepeatSlip || !note.Boxes.AnyTicked))
        {
            if (!note.IsRepeatSlip) doubt ??= "its box is empty, as are all boxes of the page";
            box = BoxState.None;
        }

        var dosing = direction.SaysSomething ? direction.Dosing : null;
        if (doubt is not null && dosing is not null) dosing = dosing with { Dose = null, TimesPerDay = null };
        // Only the first step has a length: the drug itself goes on.
        if (changes) (end, dosing) = (null, dosing is null ? null : dosing with { Duration = null });
        var finding = Doubt.Weigh(new MedicationFinding
        {
            Concept = entry.Concept,
            Dosing = dosing,
            FormerDosing = dosing is null ? null : FormerDose.Of(directions, note, name, segment),
            Status = status,
            Start = start,
            End = end,
            Reason = CourseWords.OnlyWhile(note, sentence, name, segment),
            Recorded = issued?.On ?? (status == MedicationStatus.Stopped ? ItemDates.OfEntry(note, name) : null),
        }, name, meaning with { Assertion = meaning.Assertion with { Temporality = status == MedicationStatus.Planned ? Temporality.Planned : Temporality.Current, Likelihood = status == MedicationStatus.Active && meaning.Assertion.Likelihood == Likelihood.Hypothetical ? Likelihood.Confirmed : meaning.Assertion.Likelihood } }, box, doubt);
        var (first, last) = direction.SaysSomething ? (Math.Min(name.First, direction.First), Math.Max(name.End, direction.End)) : (name.First, name.End);
        return new(finding, note.Span(first, last), sentence.Section.Kind == SectionKind.Given && status == MedicationStatus.Completed ? GivenHere : ChangedDose.Is(note, sentence, name, last) ? DoseChange : meaning.Assertion.Negated && meaning.Course is null or Meaning.Active ? Denied : !listed ? Told : ListOf(note, sentence.Section), listed ? 0.95 : 0.85) { Core = direction.Parts is { } parts ? [note.Span(name.First, name.End), .. parts.Select(part => note.Span(part.First, part.End))] : null };
    }

    private static bool RunsThroughTheMachine(Note note, FoundName name, int segment) =>
        (note.WordSet.Contains("dialyzer") || note.WordSet.Contains("dialyser") || note.WordSet.Contains("hemodialysis") || note.WordSet.Contains("dialysate") || note.WordSet.Contains("hamodialyse") || note.WordSet.Contains("hemodialyse") || note.WordSet.Contains("hemodialisis"))
        && Enumerable.Range(name.End, Math.Max(0, segment - name.End)).Any(at => note.Tokens[at].Folded is "bolus" or "h" or "hr" or "load" or "loading");

    // "2 comp en desayuno y 2 en comida", "1 tab AM and 2 at bedtime": what was not understood belongs to the dose all the same.
    private static string? Unfinished(Note note, Direction direction, int segment)
    {
        var at = direction.End;
        if (direction.Dosing is not { Dose: not null } || at <= 0 || at + 1 >= segment || note.Tokens[at].Folded is not ("and" or "y" or "et" or "und" or "e" or "plus" or "+" or "&") || note.Tokens[at + 1].Kind != TokenKind.Number || note.Tokens[at].Line != note.Tokens[at - 1].Line) return null;
        var end = at + 2;
        while (end < segment && end < at + UnfinishedReach && note.Tokens[end].Kind != TokenKind.Mark && note.Tokens[end].Line == note.Tokens[at].Line) end++;
        return note.Words(at, end);
    }

    private static bool ForAllergy(Note note, FoundName name, NotedSentence sentence) =>
        Enumerable.Range(name.End, Math.Max(0, Math.Min(sentence.Range.End, name.End + 5) - name.End)).Any(at => note.Tokens[at].Folded.StartsWith("allerg", StringComparison.Ordinal));

    // "Last dose 05/12" is a day; "05/12" elsewhere may be five months.
    private static bool NamesTheLastDose(Note note, FoundName name, int segment) =>
        Enumerable.Range(name.End, Math.Max(0, segment - name.End - 1)).Any(at => note.Tokens[at].Is("last") && note.Tokens[at + 1].Is("dose"));

    private static bool OfAcuteNeed(Note note, Section section) =>
        Enumerable.Range(section.HeaderToken, Math.Max(1, section.FirstToken - section.HeaderToken)).Any(at => note.Tokens[at].Folded is "acute");

    public static bool IsListed(TextFinding found) => found.Rule is Listed or ListedBefore or ListedAfterwards or DoseChange;

    private static string ListOf(Note note, Section section)
    {
        if (section.Kind != SectionKind.Medications) return ListedAsEnded;
        var words = Enumerable.Range(section.HeaderToken, section.FirstToken - section.HeaderToken).Select(at => note.Tokens[at].Folded).ToList();
        return words.Exists(Leaving.Contains) ? ListedAfterwards : words.Exists(Coming.Contains) ? ListedBefore : Listed;
    }

    // "Reduce to 30 mg for two weeks then 15 mg then stop": when it ends depends on the day that nobody knows.
    private static bool TapersOff(Note note, FoundName name, int segment)
    {
        var thens = 0;
        for (var at = name.End; at + 1 < segment; at++)
        {
            if (!note.Tokens[at].Is("then")) continue;
            if (note.Tokens[at + 1].Folded is "stop" or "off" or "discontinue" or "cease") return thens > 0;
            thens++;
        }

        return false;
    }

    // "Morphine 4 mg IV" in a story: an injection without a word on how often was given there and then.
    private static bool GivenOnce(Direction direction) =>
        direction.Dosing is { Text: var words, Dose: not null, TimesPerDay: null, FrequencyText: null, AsNeeded: false, Duration: null, Route.Text: "intravenous" or "intramuscular" } && !Runs(words);

    // "80 u/kg bolus, then 18 u/kg/h gtt - started": an infusion goes on.
    private static bool Runs(string words) => words.Contains("gtt", StringComparison.OrdinalIgnoreCase) || words.Contains("/h", StringComparison.OrdinalIgnoreCase) || words.Contains("infusion", StringComparison.OrdinalIgnoreCase) || words.Contains("drip", StringComparison.OrdinalIgnoreCase);

    private static bool GivenThere(NotedSentence sentence, Direction direction, Qualification meaning) =>
        sentence.Section.Kind == SectionKind.Given || GivenOnce(direction)
        || meaning.Because.Split(", ").Any(phrase => phrase is "stat" or "x1" or "x 1" or "given once" or "single dose" or "single dose of" or "one dose of" or "one-time dose of" or "loading dose of" or "loading dose" or "as a loading dose" or "loaded with" or "load of" or "loading with" or "loaded on" or "bolus of" or "given in ed" or "in ed" or "in the ed" or "en route" or "prior to arrival");

    // A regular direction outweighs words like "given": "given 5 mg daily".
    private static bool Steady(Direction direction) => direction.Dosing is { TimesPerDay: not null, Dose: not null };

    private int SegmentEnd(Note note, NotedSentence sentence, FoundName name)
    {
        var limit = Math.Min(sentence.Range.End, name.End + LongestDirection);
        foreach (var other in sentence.Names)
        {
            // Names come in order: the first that ends the segment decides.
            if (other.First >= limit) break;
            if (other.First >= name.End && (other.As(EntryKind.Drug) is { } drug ? !NoMedicine.IsDrunk(drug) && !NamedCombination.Alias(note, name, other) && !NamedCombination.Explains(note, [name, other], 1) : other.As(EntryKind.Lab) is not null && other.End < note.Tokens.Count && note.Tokens[other.End].Kind == TokenKind.Number))
                limit = other.First;
        }
        if (_unlisted.NextItem(note, name.End, limit) is { } next) return next;
        if (limit < sentence.Range.End) return DrugItem.BeforeNext(note, name.End, limit);
        // A prescription puts the direction under the drug.
        var at = limit;
        for (var lines = 0; lines < 2 && at < note.Tokens.Count && note.Tokens[at].Line == note.Tokens[at - 1].Line + 1; lines++)
        {
            // " Tab Telma 40 OD" above " Tab Amaryl 2 mg": the word opens another item, as it does not in "Tab 1 OD".
            if (DrugItem.IsForm(note.Tokens[at].Folded) && !BeginsDirection(note, at + 1)) break;
            // "Takes vitamin D3 2000 units" tells of the patient; it is no direction for what the line above names.
            if (note.Tokens[at].Folded is "take" or "use" && note.Text[note.Tokens[at].End - 1] is 's' or 'S') break;
            // "Take paracetamol 1 g": the order names its own drug.
            if (note.Tokens[at].Kind == TokenKind.Word && at + 2 < note.Tokens.Count && note.Tokens[at + 1] is { Kind: TokenKind.Word, Folded.Length: > 4 } && note.Tokens[at + 2].Kind == TokenKind.Number && !BeginsDirection(note, at + 1)) break;
            if (note.Tokens[at].Folded is not ("sig" or "sis" or "take" or "apply" or "inhale" or "use" or "inject" or "tab" or "instill") && !(CountedPieces.Begin(note, at) && !NumbersAnItem(note, at))) break;
            at = SectionFinder.LineEnd(note.Tokens, at);
        }

        return Math.Min(at, name.End + LongestDirection);
    }

    // "2   Tab. BRILINTA 90 mg" below an item is the next of the list; "2 tabs bid" is how the item is taken.
    private bool NumbersAnItem(Note note, int at)
    {
        var next = at + 2;
        if (next < note.Tokens.Count && note.Tokens[next].IsMark('.')) next++;
        return next < note.Tokens.Count && note.Tokens[next] is { Kind: TokenKind.Word, Folded.Length: > 2 } word && word.Line == note.Tokens[at].Line && !BeginsDirection(note, next);
    }

    private bool BeginsDirection(Note note, int at)
    {
        if (at < note.Tokens.Count && note.Tokens[at].IsMark('.')) at++;
        return at < note.Tokens.Count && (note.Tokens[at].Kind == TokenKind.Number || directions.Words.Phrases.LongestAt(note.Tokens, at, note.Tokens.Count).Values.Count > 0);
    }

    // "Recommence capecitabine tonight at the same dose, call in AM": a time of day alone, far behind the name, is none of its direction.
    private static bool Stray(Direction direction, FoundName name) =>
        direction.First - name.End > 4 && direction.Dosing is { Dose: null, AsNeeded: false, Route: null, Form: null, Strength: null, Duration: null };

    // "TAB. ECOSPRIN 75 MG 0-1-0", "S/C Insulatard 12 units": what stands before the name says how it is taken.
    private Direction WithFormBefore(Note note, FoundName name, Direction direction)
    {
        if (direction.Dosing is not { Route: null } dosing || ItemOpening.Before(note, name.First) is not { Length: > 0 } opening || directions.Parse(opening).Dosing is not { } said) return direction;
        return direction with { Dosing = dosing with { Form = dosing.Form ?? said.Form, Route = said.Route } };
    }

    // "New Eltroxin 75 and once daily furosemide in the blister pack": behind the frequency of another's direction no name stands without a mark.
    private Direction? OftenBefore(Note note, NotedSentence sentence, FoundName name)
    {
        var first = name.First - 2;
        if (first < sentence.Range.First || note.Tokens[first].Folded is not ("once" or "twice") || note.Tokens[first + 1].Folded is not ("daily" or "weekly" or "nightly" or "monthly")) return null;
        return first == sentence.Range.First || note.Tokens[first - 1].Folded is "and" or "on" or "take" or "takes" or "taking" or "now" or "her" or "his" or "the" or "a" or "," or "new" or "remains" or "remain" or "continues" or "continue" ? directions.Parse(note.Text, note.Tokens, first, name.First) : null;
    }

    // "22 units of glargine", "takes 5 mg warfarin"
    private Direction? Before(Note note, NotedSentence sentence, FoundName name)
    {
        if (OftenBefore(note, sentence, name) is { } often) return often;
        var first = name.First;
        if (first > sentence.Range.First && note.Tokens[first - 1].Is("of")) first--;
        if (first - 2 < sentence.Range.First || note.Tokens[first - 2].Kind != TokenKind.Number || note.Tokens[first - 1].Kind != TokenKind.Word) return null;
        var direction = directions.Parse(note.Text, note.Tokens, first - 2, first);
        return direction.Dosing?.Dose is null ? null : direction;
    }
}
