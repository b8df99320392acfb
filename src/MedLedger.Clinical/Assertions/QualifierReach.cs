using MedLedger.Clinical.Assertions.Bars;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>Which names a trigger reaches, and what stands in its way.</summary>
internal sealed partial class Qualifier
{
    private bool Reaches(int at, FoundName name, EntryKind kind, bool allergy, IReadOnlyList<Trigger> triggers, IReadOnlyList<FoundName> names)
    {
        var trigger = triggers[at];
        if (trigger.Rule.Means is Meaning.Pseudo or Meaning.Terminate || Anybody.IsOne(trigger, tokens)) return false;
        if (trigger.First < name.End && trigger.End > name.First)
            // "In no acute distress": the words of the negation and of the name share one.
            return trigger.Rule.Means == Meaning.Negated && trigger.Rule.Direction != Toward.Backward && trigger.First < name.First && trigger.End <= name.End;
        // A "former smoker" who quit has not ceased to be one.
        if (trigger.Rule.Means == Meaning.Resolved && name.Terms[0].Entry.Name.StartsWith("former", StringComparison.Ordinal)) return false;
        var forward = trigger.End <= name.First;
        if (forward ? trigger.Rule.Direction == Toward.Backward : trigger.Rule.Direction == Toward.Forward) return false;
        var (from, to) = forward ? (trigger.End, name.First) : (name.End, trigger.First);
        if (to - from > Farthest(trigger, kind, forward) && !(!forward && kind == EntryKind.Drug && (InTheLastColumn(trigger, name) || IsVerdict(trigger, name))) && !(forward && kind == EntryKind.Drug && StillOnCondition(trigger, name))) return false;
        if (trigger.Rule.Only.Count > 0 && CourseBars.IsCourse(trigger.Rule.Means) && LooksOtherWay(at, forward, triggers, names)) return false;
        return !Blocked(at, forward, from, to, triggers) && !Barred(new(tokens, trigger, name, kind, allergy, forward, names, triggers));
    }

    private static bool Barred(in Reach reach) =>
        CommonBars.Bar(reach) || CourseBars.Bar(reach) || (reach.Allergy && AllergyBars.Bar(reach)) || reach.Kind switch
        {
            EntryKind.Drug => DrugBars.Bar(reach),
            EntryKind.Problem => ProblemBars.Bar(reach),
            EntryKind.Device => DeviceBars.Bar(reach),
            EntryKind.Vaccine => VaccineBars.Bar(reach),
            EntryKind.Procedure => ProcedureBars.Bar(reach),
            EntryKind.Directive => DirectiveBars.Bar(reach),
            _ => false,
        };

    private bool Blocked(int at, bool forward, int from, int to, IReadOnlyList<Trigger> triggers)
    {
        for (var other = forward ? at + 1 : at - 1; other >= 0 && other < triggers.Count; other += forward ? 1 : -1)
        {
            if (forward ? triggers[other].First >= to : triggers[other].End <= from) break;
            if (triggers[other].First >= from && triggers[other].End <= to && Blocks(triggers[other], triggers[at]) && !RefersBack(triggers[other], triggers[at]) && !(!forward && (OpensItsCell(triggers[at]) || (triggers[other].Rule.Means == Meaning.Active && EndsTheStory(triggers[at]))))) return true;
        }

        return false;
    }

    // "Weakness, although that seemed to have resolved", "pain, which resolved": the new clause is about the same thing.
    // "I do not believe the patient is having an MI": the clause is what is not believed.
    private bool RefersBack(Trigger terminator, Trigger trigger) =>
        (trigger.Rule.Phrase.EndsWith("believe", StringComparison.Ordinal) || trigger.Rule.Phrase.EndsWith("think", StringComparison.Ordinal))
        || trigger.Rule.Phrase.Contains("withdrawn", StringComparison.Ordinal) || trigger.Rule.Phrase.Contains("revised", StringComparison.Ordinal)
        || CourseBars.IsCourse(trigger.Rule.Means) && terminator.Rule.Phrase == "which" && terminator.End == trigger.First
        || trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold or Meaning.Completed && SpeaksOfTheSame(terminator.End, trigger.First)
        || trigger.Rule.Means == Meaning.Resolved
        && (terminator.Rule.Phrase == "which" || (terminator.End < tokens.Count && tokens[terminator.End].Folded is "that" or "this" or "these" or "it" or "they" or "which" or "both"));

    // "Has been on olanzapine for years and put on weight; it was tapered and ceased": the second clause is about the drug of the first.
    private bool SpeaksOfTheSame(int from, int to) =>
        Enumerable.Range(from, Math.Max(0, to - from)).Any(at => tokens[at].Folded is "it" or "which" or "this" or "these" or "they" or "both" or "ceci" or "esto" or "diese" or "dieses" && at + 1 < tokens.Count
            && tokens[at + 1].Folded is "was" or "wa" or "were" or "is" or "ha" or "has" or "have" or "had" or "wurde" or "wurden");

    // "Started in May, then stopped in June": the later clause is about the same drug; in "continued and stopped smoking" it is not.
    private bool EndsTheStory(Trigger trigger)
    {
        if (!(trigger.Rule.Means == Meaning.Stopped || (trigger.Rule.Means == Meaning.Completed && EndedWords.Contain(trigger.Rule.Phrase))) || tokens[trigger.First - 1].Folded is not ("," or ";" or "and" or "but" or "then" or "since" or "subsequently" or "later" or "now")) return false;
        if (trigger.End >= tokens.Count || tokens[trigger.End].Line != tokens[trigger.End - 1].Line || tokens[trigger.End].Kind != TokenKind.Word) return true;
        return tokens[trigger.End].Folded is "it" or "on" or "in" or "at" or "by" or "due" or "because" or "after" or "since" or "for" or "as" or "when" or "last" or "yesterday" or "today" or "again" or "owing" or "following";
    }

    // "4mg ON - withheld": at night.
    private bool AtNight(Trigger other) =>
        other.Rule.Phrase == "on" && other.First > 0 && (tokens[other.First - 1].Kind == TokenKind.Number || tokens[other.First - 1].Folded is "mg" or "mcg" or "g" or "unit" or "tab" or "tablet" or "cap" or "capsule" or "ml" or "puff")
        && other.End < tokens.Count && (tokens[other.End].Kind == TokenKind.Mark || tokens[other.End].Line != tokens[other.First].Line || tokens[other.End].Start - tokens[other.First].End > 1);

    // "(finished 3 May)", "Therapie abgeschlossen am 10.10.", "x 5/7 completed": a word on its own, or with its day.
    private bool StandsApart(Trigger trigger) =>
        tokens[trigger.First - 1].Folded is "(" or "-" or "–" or "," or "|"
        || trigger.End >= tokens.Count || tokens[trigger.End].Line != tokens[trigger.First].Line || tokens[trigger.End].Kind == TokenKind.Date || tokens[trigger.End].Folded is "on" or "am" or "le" or "el" or "il" or "al" or "." or ")";

    // "| ibuprofen | was taking 2 tabs | STOP - avoid all NSAIDs |": the cell answers for its row.
    private bool OpensItsCell(Trigger trigger) =>
        trigger.First > 1 && tokens[trigger.First - 1].IsMark('|') && tokens[trigger.First - 1].Line == tokens[trigger.First].Line;

    // "If pressure exceeds 160/110, give hydralazine 5 mg and load with magnesium": what the order joins with "and" depends on the same.
    private bool StillOnCondition(Trigger trigger, FoundName name)
    {
        if (trigger.Rule.Means != Meaning.Hypothetical || !ScopeWords.All.Conditions.Contains(trigger.Rule.Phrase) || name.First - trigger.End > ChainReach) return false;
        for (var at = trigger.End; at < name.First; at++)
            if (tokens[at].Folded is "." or ";" || tokens[at].Line - tokens[trigger.First].Line > 1) return false;
        for (var at = name.First - 1; at > Math.Max(trigger.End, name.First - ConditionReach); at--)
            if (tokens[at].Folded is "give" or "load" or "start" or "add" or "administer" or "use" or "begin" or "commence" or "repeat") return tokens[at - 1].Folded is "and" or "or" or "then" or "," or "+" or "&";
        return false;
    }

    // A drug's whole direction may stand between its name and "not started"; a suspicion, though, is hardly ever about a drug.
    private int Farthest(Trigger trigger, EntryKind kind, bool forward) => kind != EntryKind.Drug ? trigger.Rule.Within
        : trigger.Rule.Means == Meaning.Possible ? 2
        : !forward && trigger.Rule.Means == Meaning.Completed && EndedWords.Contain(trigger.Rule.Phrase) && StandsApart(trigger) ? trigger.Rule.Within + 12
        : !forward && trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold or Meaning.Planned or Meaning.DoNotGive && trigger.Rule.Within >= ShortReach ? trigger.Rule.Within + 12
        : trigger.Rule.Within;

    private const int ChainReach = 30;

    // "Ozempic 0.25 mg …   3   28   0   08/10/25   SANTOS   INACTIVE": the column at the end of a row tells what became of its drug.
    private bool InTheLastColumn(Trigger trigger, FoundName name) =>
        trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold or Meaning.Completed && trigger.First - name.End <= LongestReach
        && tokens[trigger.First].Line == tokens[name.First].Line && tokens[trigger.First].Line == tokens[trigger.First - 1].Line && tokens[trigger.First].Start - tokens[trigger.First - 1].End >= ColumnGap;

    // "On Septra 7 days to Aug 17 for UTI - probable interaction. Finished."
    private bool IsVerdict(Trigger trigger, FoundName name)
    {
        if (trigger.Rule.Means is not (Meaning.Completed or Meaning.Stopped) || trigger.First - name.End > LongestReach) return false;
        var first = trigger.First;
        while (first > name.End && tokens[first - 1].Kind == TokenKind.Word && trigger.First - first < ShortReach) first--;
        return tokens[first - 1].IsMark('.') && SentenceCutter.IsVerdict(tokens, first);
    }

    private bool Blocks(Trigger other, Trigger trigger) =>
        other.Rule.Means == Meaning.Terminate
            ? trigger.Rule.Means is not (Meaning.Family or Meaning.Hypothetical) || other.Rule.Phrase is "patient has" or "patient is" or "he has" or "she has" or "pt has"
            : CourseBars.IsCourse(trigger.Rule.Means) && CourseBars.IsCourse(other.Rule.Means) && other.Rule.Means != trigger.Rule.Means && other.First != trigger.First && !AtNight(other)
            // "Take 1 tablet daily ** discontinued **": the direction's verb tells what was to be done, not that it still is.
            && !(trigger.Rule.Means == Meaning.Stopped && other.Rule.Phrase == "takes" && other.First < trigger.First);

    // "Stopped" may follow its drug or precede it: the name that stands next to it decides.
    private bool LooksOtherWay(int at, bool forward, IReadOnlyList<Trigger> triggers, IReadOnlyList<FoundName> names)
    {
        var trigger = triggers[at];
        // The rules of one phrase stand next to each other.
        var bothWays = false;
        for (var other = at; other >= 0 && triggers[other].First == trigger.First; other--) bothWays |= Opposite(triggers[other].Rule, trigger.Rule);
        for (var other = at; other < triggers.Count && triggers[other].First == trigger.First; other++) bothWays |= Opposite(triggers[other].Rule, trigger.Rule);
        if (!bothWays) return false;
        var next = trigger.End;
        while (next < tokens.Count && (tokens[next].Folded is "the" or "his" or "her" or "taking" or ":" or "old" or "home" or "your" or "all" || BeforeTheName(trigger, next))) next++;
        // "…  TWICE DAILY     0    Discontinued" above the next drug's row: a cell of its own speaks of its row.
        var inItsCell = trigger.First > 0 && tokens[trigger.First].Line == tokens[trigger.First - 1].Line && tokens[trigger.First].Start - tokens[trigger.First - 1].End >= ColumnGap;
        var drugFollows = names.Any(name => name.First == next && CommonBars.Nameable(name)) && !(inItsCell && next < tokens.Count && tokens[next].Line > tokens[trigger.First].Line);
        return forward != drugFollows;
    }

    // "STOP Tab. Amaryl 2 mg", "Stopped Inj. Lantus", "Stop low-dose aspirin", "- stop: - T. Glucophage": what stands between an order and the name of its drug.
    private bool BeforeTheName(Trigger trigger, int at)
    {
        var word = tokens[at];
        if (word.Line != tokens[trigger.First].Line) return false;
        if (word.IsMark('.')) return tokens[at - 1].End == word.Start && (IsForm(tokens[at - 1].Folded) || tokens[at - 1].Folded is "t" or "c" or "i");
        // A dash parts an order that opens its line from its drug; elsewhere it parts two statements ("amlodipine stopped - ramipril started").
        if (word.IsMark('-')) return at > trigger.End ? tokens[at - 1].Is("low") || tokens[at - 1].Is("long") : trigger.First == 0 || tokens[trigger.First - 1].Line != word.Line;
        return IsForm(word.Folded) || word.Folded is "low" or "dose" or "current" or "existing" or "their" or "my" or "regular" or "longstanding" or "standing" or "long" or "further" or "both" or "that" or "this" or "these"
            || (word.Folded is "t" or "c" or "i" && at + 1 < tokens.Count && tokens[at + 1].IsMark('.'));
    }

    private static bool IsForm(string word) => word is "tab" or "tabs" or "tablet" or "cap" or "caps" or "capsule" or "inj" or "injection" or "syp" or "syr" or "syrup" or "susp" or "patch" or "inhaler" or "tbl" or "neb" or "oint" or "cream" or "drop";

    private static bool Opposite(ContextRule one, ContextRule other) => one.Means == other.Means && one.Direction != other.Direction;
}
