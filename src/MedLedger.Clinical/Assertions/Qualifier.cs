using MedLedger.Clinical.Assertions.Bars;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Assertions;

/// <summary>How one name is meant in its sentence. <paramref name="Course"/> is what the sentence says about taking a drug (stopped, on hold, planned … active), null when it says nothing.</summary>
internal sealed record Qualification(Assertion Assertion, Meaning? Course, bool Resolved, bool Refuted, string Because);

/// <summary>Applies the context rules to a name: the sentence, the rules' reach, what ends it, and the section's default.</summary>
internal sealed partial class Qualifier(IReadOnlyList<Token> tokens)
{
    private const int LongestReach = 45;

    // Such rules speak of what stands directly before them ("previously)", "years ago").
    private const int ShortReach = 3;
    private const int ColumnGap = 3;
    private const int ConditionReach = 6;

    private static readonly HashSet<string> AvoidsItself = new(StringComparer.Ordinal) { "in", "if", "due", "because", "as", "given", "for", "future", "further", "use", "using", "please", "re", "rechallenge", "rechallenging", "this", "it", "these", "them", "at", "during", "when", "while", "whilst", "and", "or", "until", "where", "unless", "long", "completely", "altogether", "all", "again", "now", "since", "after", "permanently", "lifelong", "forever", "restarting", "giving", "prescribing", "by", "with", "per", "secondary", "pending" };

    // "Wants to come off quetiapine": she has not.
    private static readonly HashSet<string> Wishes = new(StringComparer.Ordinal) { "wants", "keen", "like", "hoping", "hopes", "wishes", "thinking", "wanting", "wanted", "eager", "contemplating" };

    // The most cautious reading of a drug's course comes first.
    private static readonly Meaning[] Courses = [Meaning.DoNotGive, Meaning.Stopped, Meaning.OnHold, Meaning.Planned, Meaning.Completed, Meaning.Active];

    public Qualification Qualify(FoundName name, EntryKind kind, bool allergy, Section section, IReadOnlyList<Trigger> triggers, IReadOnlyList<FoundName> names)
    {
        var assertion = Assertion.Plain;
        var applying = Applying(name, kind, allergy, triggers, names);
        var answered = AnsweredQuestion.WithYes(tokens, name, names);
        if (answered) applying.RemoveAll(trigger => AnsweredQuestion.Asks(tokens, trigger));
        var because = new List<string>();
        var course = Course(applying) ?? (answered && kind == EntryKind.Drug && !allergy ? Meaning.Active : null);
        foreach (var trigger in applying)
        {
            assertion = trigger.Rule.Means switch
            {
                Meaning.Negated => assertion with { Negated = true },
                Meaning.Possible when assertion.Likelihood == Likelihood.Confirmed => assertion with { Likelihood = Likelihood.Possible },
                Meaning.Hypothetical => assertion with { Likelihood = Likelihood.Hypothetical },
                Meaning.Family => assertion with { Experiencer = Experiencer.Family },
                Meaning.Other => assertion with { Experiencer = Experiencer.Other },
                Meaning.Historical or Meaning.Resolved when assertion.Temporality == Temporality.Current => assertion with { Temporality = Temporality.Historical },
                Meaning.Planned => assertion with { Temporality = Temporality.Planned },
                _ => assertion,
            };
            if (trigger.Rule.Means is not (Meaning.Active or Meaning.Terminate or Meaning.Pseudo)) because.Add(trigger.Rule.Phrase);
        }

        // "If unwell stop lithium": until then it goes on. "Counselled on bleeding and aspirin stopped": that was done.
        if (assertion.Likelihood == Likelihood.Hypothetical && course is Meaning.Stopped or Meaning.OnHold or Meaning.DoNotGive && applying.First(trigger => trigger.Rule.Means == Meaning.Hypothetical) is var depends && depends.First < applying.First(trigger => trigger.Rule.Means == course).First && !Anybody.IsMeantBy(depends))
            (course, assertion) = (WasDone(applying, course.Value) ? course : null, assertion with { Likelihood = Likelihood.Confirmed });
        // "If BP stays high add amlodipine 5 mg", "if pain persists switch to tapentadol": until then it is not taken.
        if (course == Meaning.Active && applying.FindLast(trigger => trigger.Rule.Means == Meaning.Hypothetical && ScopeWords.All.Conditions.Contains(trigger.Rule.Phrase) && trigger.End <= name.First) is { Rule: not null } condition
            && applying.Exists(trigger => trigger.Rule.Means == Meaning.Active && trigger.First >= condition.End && trigger.End <= name.First && (ScopeWords.All.StartsAnew.Contains(trigger.Rule.Phrase) || (trigger.Rule.Phrase == "give" && section.Kind != SectionKind.Medications))))
            course = Meaning.Planned;
        // "Add glipizide 5 mg daily if A1c is above 8": so does the condition behind it.
        if (course == Meaning.Active && kind == EntryKind.Drug && applying.Exists(trigger => trigger.Rule.Means == Meaning.Active && trigger.End <= name.First && name.First - trigger.End <= 1 && trigger.Rule.Phrase is "start" or "add" or "begin" or "initiate" or "commence") && WaitsFor(name))
            course = Meaning.Planned;
        if (course == Meaning.Active && kind == EntryKind.Drug && assertion.Likelihood == Likelihood.Hypothetical && TakenIf.Is(tokens, applying, name)) course = Meaning.Planned;
        if (kind == EntryKind.Drug && TakenIf.IsForAnEmergency(tokens, applying, name)) assertion = assertion with { Likelihood = Likelihood.Possible };
        if (kind == EntryKind.Problem && assertion is { Negated: false, Likelihood: Likelihood.Possible } && SettledByTest.Is(tokens, name, names)) assertion = assertion with { Negated = true };
        // "r/o PE: negative for PE" is settled.
        if (assertion is { Negated: true, Likelihood: Likelihood.Possible }) assertion = assertion with { Likelihood = Likelihood.Confirmed };
        switch (section.Kind)
        {
            case SectionKind.Family:
                assertion = assertion with { Experiencer = Experiencer.Family };
                because.Add("family history section");
                break;
            case SectionKind.Negative:
                assertion = assertion with { Negated = true };
                because.Add("section of negative findings");
                break;
            case SectionKind.Instructions:
                assertion = assertion with { Likelihood = Likelihood.Hypothetical };
                because.Add("general instructions");
                break;
            case SectionKind.Stopped when kind == EntryKind.Drug && course is not (Meaning.DoNotGive or Meaning.OnHold) && !TakesThePlace(name, applying):
                course = Meaning.Stopped;
                because.Add("section of stopped drugs");
                break;
            case SectionKind.OnHold when kind == EntryKind.Drug && course is not (Meaning.DoNotGive or Meaning.Stopped) && !TakesThePlace(name, applying):
                course = Meaning.OnHold;
                because.Add("section of drugs on hold");
                break;
            case SectionKind.Given when kind == EntryKind.Drug && course is not (Meaning.DoNotGive or Meaning.Planned):
                course = Meaning.Completed;
                because.Add("section of what was given");
                break;
            default:
                break;
        }

        var words = string.Join(", ", because.Distinct());
        return new(
            assertion with { Because = words },
            course,
            applying.Any(trigger => trigger.Rule.Means == Meaning.Resolved),
            section.Kind == SectionKind.Negative || applying.Any(trigger => trigger.Rule.Means == Meaning.Refuted),
            words);
    }

    // "Stopped: metoprolol 50 mg (changed to bisoprolol)": what took the place of a stopped drug is taken.
    private static bool TakesThePlace(FoundName name, List<Trigger> applying) =>
        applying.Exists(trigger => trigger.Rule.Means == Meaning.Active && trigger.End == name.First && trigger.Rule.Phrase.Split(' ')[^1] is "to" or "by" or "with");

    private static Meaning? Course(List<Trigger> applying)
    {
        foreach (var meaning in Courses)
            if (applying.Exists(trigger => trigger.Rule.Means == meaning)) return meaning;
        return null;
    }

    // Triggers come in the order of the text; those beyond the longest reach need not be looked at.
    private List<Trigger> Applying(FoundName name, EntryKind kind, bool allergy, IReadOnlyList<Trigger> triggers, IReadOnlyList<FoundName> names)
    {
        var applying = new List<Trigger>();
        for (var at = 0; at < triggers.Count && triggers[at].First <= name.End + LongestReach; at++)
            if (triggers[at].End >= name.First - LongestReach && triggers[at].Rule.Concerns(kind, allergy) && Reaches(at, name, kind, allergy, triggers, names)) applying.Add(triggers[at]);
        if (kind == EntryKind.Drug)
        {
            Weigh(applying, triggers, name);
            applying.RemoveAll(trigger => OnCondition(trigger, name) || ThenGoesOn(trigger, name) || SaysOnlyWhen(trigger, name));
            if (TakenAgain(applying, triggers, name, names) is { } again)
            {
                applying.RemoveAll(trigger => trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold);
                applying.Add(again);
            }
            else if (applying.FindIndex(trigger => trigger.Rule.Means == Meaning.OnHold) is var hold && hold >= 0)
            {
                if (NotTakenUpAgain(applying[hold], name, names) is { } left) applying[hold] = applying[hold] with { Rule = left };
                else applying.RemoveAll(trigger => trigger.Rule.Means == Meaning.DoNotGive && trigger.Rule.Phrase.Contains("restart", StringComparison.Ordinal) && trigger.End < tokens.Count && OnlyForNow(tokens[trigger.End].Folded));
            }
        }

        return applying;
    }

    private bool WaitsFor(FoundName name)
    {
        for (var at = name.End; at + 1 < Math.Min(tokens.Count, name.End + ConditionReach + ConditionReach) && tokens[at].Folded is not ("." or ";" or "," or "(") && tokens[at].Line - tokens[name.First].Line <= 1; at++)
            if (tokens[at].Folded is "if" or "once" && tokens[at + 1].Folded is not ("needed" or "required" or "necessary" or "tolerated" or "possible" or "daily" or "weekly" or "a" or "per" or "every" or "nightly" or "monthly" or "in" or "at" or "pain" or "nausea" or "not" or "you" or "he" or "she")) return true;
        return false;
    }

    private static bool WasDone(List<Trigger> applying, Meaning course) =>
        course != Meaning.DoNotGive
        && !applying.Exists(trigger => trigger.Rule.Means == Meaning.Hypothetical && Wishes.Contains(trigger.Rule.Phrase.Split(' ')[^(trigger.Rule.Phrase.EndsWith(" to", StringComparison.Ordinal) || trigger.Rule.Phrase.EndsWith(" of", StringComparison.Ordinal) ? 2 : 1)]))
        && !applying.Exists(trigger => trigger.Rule.Means == Meaning.Hypothetical && ScopeWords.All.Conditions.Contains(trigger.Rule.Phrase))
        && applying.Exists(trigger => trigger.Rule.Means == course && !Orders(trigger) && !trigger.Rule.Phrase.Contains("ing", StringComparison.Ordinal));

    // "Stopped for surgery and restarted on day 3": the last word about a drug decides, unless it only says when.
    private Trigger? TakenAgain(List<Trigger> applying, IReadOnlyList<Trigger> triggers, FoundName name, IReadOnlyList<FoundName> names)
    {
        var stopped = applying.Where(trigger => trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold).Select(trigger => trigger.First).DefaultIfEmpty(-1).Max();
        if (stopped < 0) return null;
        Trigger? again = null;
        for (var at = 0; at < triggers.Count; at++)
        {
            var trigger = triggers[at];
            if (trigger.First < name.End || trigger.First <= stopped || trigger.First - name.End > LongestReach) continue;
            if (names.Any(other => other.First >= name.End && other.End <= trigger.First && other.As(EntryKind.Drug) is not null)) break;
            if (trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold && !LooksOtherWay(at, forward: false, triggers, names)) again = null;
            else if (trigger.Rule is { Means: Meaning.Active, Direction: Toward.Backward } && ScopeWords.All.Restarted.Contains(trigger.Rule.Phrase) && !ScopeWords.All.LeavesOpen(tokens[trigger.First - 1]) && !Depends(trigger) && !LooksOtherWay(at, forward: false, triggers, names)) again = trigger;
        }

        return again;
    }

    // "Withheld and not restarted", "held and never resumed", "on hold permanently": what was held was stopped; "held, not to be restarted before clinic" was not.
    private ContextRule? NotTakenUpAgain(Trigger hold, FoundName name, IReadOnlyList<FoundName> names)
    {
        var from = Math.Max(hold.End, name.End);
        for (var at = hold.End; at < Math.Min(tokens.Count, from + ConditionReach + ConditionReach) && tokens[at].Line - tokens[hold.First].Line <= 1 && tokens[at].Folded is not ("." or ";"); at++)
        {
            if (names.Any(other => other.First == at && at >= name.End && other.As(EntryKind.Drug) is not null)) return null;
            var again = ScopeWords.All.Restarted.Contains(tokens[at].Folded) || tokens[at].Folded is "restart" or "resume" or "recommence" or "reintroduce";
            var never = again && Enumerable.Range(Math.Max(hold.End, at - 3), at - Math.Max(hold.End, at - 3)).Any(back => tokens[back].Folded is "never" or "dont" or "don't" or "without"
                // "Metformin held, not restarted" may be a hold that goes on; "and not restarted", "not to be restarted" end it.
                || (tokens[back].Is("not") && (tokens[back - 1].Folded is "and" or "but" or "was" or "do" or "then" || tokens[back + 1].Is("to"))));
            if (!never && !tokens[at].Is("permanently") && !(tokens[at].Is("good") && tokens[at - 1].Is("for"))) continue;
            for (var next = at + 1; next < Math.Min(tokens.Count, at + 3); next++)
                if (OnlyForNow(tokens[next].Folded)) return null;
            return new(Meaning.Stopped, Toward.Both, 0, [], hold.Rule.Phrase);
        }

        return null;
    }

    private static bool OnlyForNow(string word) => word is "yet" or "before" or "until" or "till" or "unless" or "if" or "when" or "without" or "pending" or "while" or "today" or "for" or "at" or "prior" or "during";

    // "Held, restart at 500 mg when eGFR above 30": not yet.
    private bool Depends(Trigger trigger)
    {
        for (var at = trigger.End; at < Math.Min(tokens.Count, trigger.End + ConditionReach) && tokens[at].Line == tokens[trigger.First].Line && !tokens[at].IsMark('.'); at++)
            if (tokens[at].Folded is "if" or "when" or "once" or "unless") return true;
        return false;
    }

    // "Would consider starting midodrine" plans it; "consider holding rivaroxaban" leaves it as it is.
    private void Weigh(List<Trigger> applying, IReadOnlyList<Trigger> triggers, FoundName name)
    {
        for (var at = applying.Count - 1; at >= 0; at--)
        {
            var verb = applying[at];
            if (verb.End > name.First || !CourseBars.IsCourse(verb.Rule.Means) || verb.Rule.Means == Meaning.Planned) continue;
            var plan = triggers.FirstOrDefault(other => other.Rule is { Means: Meaning.Planned, Direction: not Toward.Backward } && other.End <= verb.First && verb.First - other.End <= 1 && (other.End == verb.First || tokens[other.End].Folded is not ("and" or "," or ";" or "but" or "then")));
            if (plan.Rule is null) continue;
            applying.RemoveAt(at);
            if (verb.Rule.Means != Meaning.Active) applying.RemoveAll(trigger => trigger.First == plan.First);
            else if (!applying.Contains(plan)) applying.Insert(0, plan);
            at = Math.Min(at, applying.Count);
        }
    }

    // "Tacrolimus held x2 doses, then 2 mg BD": what follows is taken.
    private bool ThenGoesOn(Trigger trigger, FoundName name)
    {
        if (trigger.Rule.Means is not (Meaning.OnHold or Meaning.Stopped or Meaning.Completed) || trigger.First < name.End) return false;
        for (var at = trigger.End; at + 2 < Math.Min(tokens.Count, trigger.End + (2 * ConditionReach)) && tokens[at].Line == tokens[trigger.First].Line; at++)
            if (tokens[at].Is("then") && tokens[at + 1].Kind == TokenKind.Number && tokens[at + 2].Folded is "mg" or "mcg" or "g" or "unit" or "ml" or "tablet" or "tab") return true;
        return false;
    }

    // "Hold metoprolol if HR < 55", "25 mg BID, hold for SBP < 100": the drug is taken.
    private bool OnCondition(Trigger trigger, FoundName name)
    {
        if (trigger.Rule.Means is not (Meaning.OnHold or Meaning.Stopped) || !Orders(trigger)) return false;
        var from = Math.Max(trigger.End, name.End);
        for (var at = from; at < Math.Min(tokens.Count, from + ConditionReach) && tokens[at].Line == tokens[from].Line && tokens[at].Folded is not ("." or ";" or "until" or "till" or "restart" or "resume" or "review"); at++)
        {
            // "Hold ramipril, restart when AKI resolves": what the next words depend on is not the hold.
            if (tokens[at].Folded is "," or "-" or "(" && at + 1 < tokens.Count && tokens[at + 1].Folded is not ("if" or "unless" or "for" or "when")) break;
            // "Prednisolone 30 mg, stop after 3 days": until then it is taken.
            if (tokens[at].Is("after") && at == from && at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Number) return true;
            // "Stop 3 days before", asked of somebody who is to be operated on: until then it is taken.
            if (tokens[at].Folded is "before" or "prior" or "preop" or "pre" && at > from && Enumerable.Range(from, at - from).Any(back => tokens[back].Kind == TokenKind.Number)) return true;
            if (tokens[at].Folded is "if" or "when" or "unless" or "should" or "<" or ">" or "<=" or ">=") return true;
            if (tokens[at].Folded is "for" && at + 2 < tokens.Count && (tokens[at + 2].Folded is "<" or ">" or "under" or "below" or "les" or "less")) return true;
        }

        return false;
    }

    // "Folic acid 5 mg weekly, do not take on the same day as methotrexate", "not to be taken with milk", "do not take more than 8 a day": how a drug with its amount is not to be taken.
    private bool SaysOnlyWhen(Trigger trigger, FoundName name)
    {
        if (trigger.Rule.Means is not (Meaning.Stopped or Meaning.DoNotGive or Meaning.Negated or Meaning.Planned) || trigger.First < name.End || trigger.End >= tokens.Count || tokens[trigger.End].Line - tokens[trigger.First].Line > 1) return false;
        if (!Enumerable.Range(name.End, trigger.First - name.End).Any(at => tokens[at].Kind == TokenKind.Number)) return false;
        var (next, behind) = (tokens[trigger.End].Folded, trigger.End + 1 < tokens.Count ? tokens[trigger.End + 1].Folded : "");
        // "Amiodarone 200 mg od, avoid grapefruit juice": what is to be avoided stands behind; "NSAIDs: avoid in CKD" names it before.
        if (trigger.Rule.Phrase is "avoid" or "- avoid" && tokens[trigger.End] is { Kind: TokenKind.Word } what && what.Line == tokens[trigger.First].Line && !AvoidsItself.Contains(what.Folded)) return true;
        if (trigger.Rule.Phrase is "avoid" or "avoiding" or "- avoid") return next is "day" or "days" or "taking" or "on" or "within" or "same" || (next == "the" && behind is "day" or "same");
        if (!trigger.Rule.Phrase.Contains("take", StringComparison.Ordinal) && !trigger.Rule.Phrase.Contains("use", StringComparison.Ordinal)) return false;
        return next switch
        {
            "within" or "more" or "same" or "les" or "less" => true,
            "on" => behind is "the" or "same" or "an" or "a" or "day" or "days" or "empty" or "your" or "monday" or "sunday",
            "at" => behind is "the" or "same" or "night" or "bedtime",
            "with" => behind is "food" or "milk" or "meal" or "meals" or "dairy" or "alcohol" or "grapefruit" or "tea" or "coffee" or "antacid" or "antacids" or "juice" or "calcium" or "iron",
            "after" or "before" => behind is "food" or "meal" or "meals" or "breakfast" or "noon" or "bed" or "lunch" or "dinner" || tokens[Math.Min(trigger.End + 1, tokens.Count - 1)].Kind == TokenKind.Number,
            _ => false,
        };
    }

    private static bool Orders(Trigger trigger) => trigger.Rule.Phrase is "hold" or "stop" or "withhold" or "pause" or "discontinue" or "cease" or "suspend";
}
