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
        if (trigger.Rule.Means is Meaning.Pseudo or Meaning.Terminate) return false;
        if (trigger.First < name.End && trigger.End > name.First)
            // "In no acute distress": the words of the negation and of the name share one.
            return trigger.Rule.Means == Meaning.Negated && trigger.Rule.Direction != Toward.Backward && trigger.First < name.First && trigger.End <= name.End;
        // A "former smoker" who quit has not ceased to be one.
        if (trigger.Rule.Means == Meaning.Resolved && name.Terms[0].Entry.Name.StartsWith("former", StringComparison.Ordinal)) return false;
        var forward = trigger.End <= name.First;
        // "Allergies: [x] Yes [ ] No   cefazolin": the word of an empty box denies nothing.
        if (forward && trigger.Rule.Phrase is "no" && trigger.First > 0 && (tokens[trigger.First - 1].Folded is "☐" or "□" or "◻" or "❏" or "❑" || (trigger.First > 1 && tokens[trigger.First - 1].Folded is "]" or ")" && tokens[trigger.First - 2].Folded is "[" or "("))) return false;
        if (forward ? trigger.Rule.Direction == Toward.Backward : trigger.Rule.Direction == Toward.Forward) return false;
        var (from, to) = forward ? (trigger.End, name.First) : (name.End, trigger.First);
        if (to - from > Reach(trigger, kind, forward) && !(!forward && kind == EntryKind.Drug && (InTheLastColumn(trigger, name) || IsVerdict(trigger, name))) && !(forward && kind == EntryKind.Drug && StillOnCondition(trigger, name))) return false;
        if (trigger.Rule.Only.Count > 0 && IsCourse(trigger.Rule.Means) && LooksOtherWay(at, forward, triggers, names)) return false;
        if (Blocked(at, forward, from, to, triggers)) return false;
        if (forward && trigger.Rule.Means is Meaning.Family or Meaning.Other && IsPerson(trigger) && ScopeWords.All.OnlyPresent(tokens, trigger.First, trigger.End)) return false;
        if (!forward && allergy && trigger.Rule.Means is Meaning.Refuted or Meaning.Negated && SpeaksOfAnother(trigger, from, names)) return false;
        // "Vancomycin (red man syndrome, tolerated at a slow rate)": who has it only so still reacts to it.
        if (!forward && allergy && trigger.Rule.Means == Meaning.Refuted && ToleratedOnlySo(trigger)) return false;
        // "Type 2 DM      Pulmonary embolism 2010, resolved": the words of another column speak of what stands there.
        if (!forward && kind == EntryKind.Problem && trigger.Rule.Means is Meaning.Resolved or Meaning.Historical && InAnotherColumn(from, to, names)) return false;
        // "AF diagnosed 3 years ago": that is when it began.
        if (!forward && trigger.Rule is { Means: Meaning.Historical, Phrase: "years ago" } && Enumerable.Range(from, to - from).Any(between => ScopeWords.All.Begins(tokens[between]))) return false;
        // "On warfarin for PE 3 years ago", "10 mg (5 mg previously)": the time is that of what stands nearer.
        if (!forward && trigger.Rule is { Means: Meaning.Stopped, Within: <= ShortReach } && (OtherBetween(from, to, names) || BeganThen(trigger, name, triggers))) return false;
        // "Change furosemide 40 mg to torsemide 20 mg" ends the first; "change ramipril to 5 mg" ends nothing.
        if (forward && trigger.Rule is { Means: Meaning.Stopped, Phrase: "change" or "switch" or "convert" or "swap" } && !names.Any(other => other.First > name.End && other.First - name.End <= ReplacementReach && other.As(EntryKind.Drug) is not null && tokens[other.First - 1].Folded is "to" or "onto" or "for" or "->")) return false;
        // "Changed from ramipril to candesartan", "se cambia acenocumarol por edoxabán", "Umstellung von A auf B", "remplacé par losartan": what stands behind that word took the place.
        if (forward && trigger.Rule.Means == Meaning.Stopped && kind == EntryKind.Drug && LeadsOn(trigger, from, to)) return false;
        // "Not anticoagulated (GI bleed 2023)": the bracket says why.
        if (forward && trigger.Rule.Means == Meaning.Negated && trigger.Rule.Phrase is "not" or "not on" or "never" or "is not" or "was not" && from < to && !tokens[from].IsMark('(') && Enumerable.Range(from, to - from).Any(between => tokens[between].IsMark('('))) return false;
        // "Shingrix #1 09/28/2025 (#2 due 11/2025)": the bracket speaks of the next dose.
        if (!forward && kind == EntryKind.Vaccine && Enumerable.Range(from, to - from).Any(open => tokens[open].IsMark('(') && tokens[open + 1].Folded is "#" or "2nd" or "second" or "next" or "booster")) return false;
        // "Shingrix dose 1 28 Jan 2026, dose 2 due": behind the day on which it was given the words speak of the next.
        if (!forward && kind == EntryKind.Vaccine && trigger.Rule.Means == Meaning.Planned && Enumerable.Range(from, to - from).Any(day => tokens[day].Kind == TokenKind.Date)) return false;
        // "COVID booster today, RSV due": each vaccine of a list has its own word.
        if (!forward && kind == EntryKind.Vaccine && Enumerable.Range(from, to - from).Any(between => tokens[between].Folded is "," or ";")) return false;
        // "Avoid NSAIDs with lithium": what stands behind "with" is what they are avoided for.
        if (forward && trigger.Rule.Means == Meaning.DoNotGive && Enumerable.Range(from, to - from).Any(between => tokens[between].Folded is "with" or "while" or "whilst" or "on" or "given" or "due" or "because" or "during")) return false;
        // "Stop latanoprost -> Cosopt": the arrow leads to what takes its place.
        if (forward && trigger.Rule.Means is Meaning.Stopped && Enumerable.Range(from, to - from).Any(between => tokens[between].IsMark('→') || tokens[between].Folded == "->")) return false;
        // "Hyperthyroidism probable: Cordarone stopped": the colon ends what is only probable.
        if (forward && trigger.Rule.Means == Meaning.Possible && kind == EntryKind.Drug && Enumerable.Range(from, to - from).Any(between => tokens[between].IsMark(':'))) return false;
        // "GDM in prior pregnancy, hypothyroid": the word is the pregnancy's.
        if (forward && trigger.Rule.Means == Meaning.Historical && to > from && tokens[from].Folded is "pregnancy" or "pregnancies" && Enumerable.Range(from, to - from).Any(between => tokens[between].Folded is "," or ";")) return false;
        // "AKI on CKD 3b (resolved)": what it came on goes on. "GERD, breast cancer 2012 (NED)": the bracket speaks of the last.
        if (!forward && kind == EntryKind.Problem && trigger.Rule.Means is Meaning.Resolved or Meaning.Historical && (CameOn(name, names) || IsOfTheLast(trigger, from, to, names))) return false;
        // "ICD, IVC filter, PICC removed": each device has its own word. "Amlodipine 5 mg (bleeding stopped)": the bracket tells of something else. "Port placed 2023, removed 2024" goes on about the same.
        if (kind == EntryKind.Device && trigger.Rule.Means == Meaning.Resolved && (Enumerable.Range(from, to - from).Any(between => tokens[between].Folded is "," or ";" && (forward || between + 1 < to)) || (!forward && names.Any(other => other.First > from && other.End <= to && other.As(EntryKind.Device) is not null)))) return false;
        // "Urethral catheter removed and suprapubic catheter inserted": the word belongs to the device before it.
        if (forward && kind == EntryKind.Device && trigger.Rule is { Means: Meaning.Resolved, Phrase: "removed" } && names.Any(other => other.End <= trigger.First && trigger.First - other.End <= ShortReach && other.As(EntryKind.Device) is not null)) return false;
        if (!forward && kind == EntryKind.Drug && trigger.Rule.Means == Meaning.Stopped && names.Any(other => other.First > from && other.End == trigger.First && tokens[other.First - 1].IsMark('(') && other.As(EntryKind.Drug) is null)) return false;
        // "No intubation, no CPR": each directive has its own word. "COVID 10/24/24   TST neg": a vaccine has no result.
        if (forward && kind == EntryKind.Directive && trigger.Rule.Means == Meaning.Negated && Enumerable.Range(from, to - from).Any(between => tokens[between].Folded is "," or "/" or "&")) return false;
        if (!forward && kind == EntryKind.Vaccine && trigger.Rule.Means == Meaning.Negated && trigger.Rule.Phrase.Contains("neg", StringComparison.Ordinal)) return false;
        // "Hold warfarin? No, uninterrupted": a question orders nothing.
        if (forward && trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold && name.End < tokens.Count && tokens[name.End].IsMark('?')) return false;
        // "Warfarin 4.5 mg daily   1700   HOLD TL": in the cell of one day one dose was held.
        if (!forward && trigger.Rule is { Means: Meaning.OnHold, Phrase: "hold" } && tokens[trigger.First - 1].Kind == TokenKind.Number && tokens[trigger.First].Start - tokens[trigger.First - 1].End >= ColumnGap && tokens[trigger.First].Line == tokens[trigger.First - 1].Line) return false;
        // "Counselled no NSAIDs with lithium": what stands behind "with" is what they would meet.
        if (forward && kind == EntryKind.Drug && !allergy && trigger.Rule.Means == Meaning.Negated && Enumerable.Range(from, to - from).Any(between => tokens[between].Folded is "with" or "w" or "while" or "whilst" or "on")) return false;
        if (!forward && trigger.Rule.Phrase == "negative" && Describes(trigger.End)) return false;
        if (!forward && trigger.Rule.Means == Meaning.Negated && AnswersItsOwnLine(trigger, name, names)) return false;
        // "Valganciclovir until CMV neg x2": a drug has no result.
        if (!forward && kind == EntryKind.Drug && !allergy && trigger.Rule.Means == Meaning.Negated && trigger.Rule.Phrase.Contains("neg", StringComparison.Ordinal)) return false;
        // "LRKT 11/2017 (brother)": the bracket behind what was done tells who gave.
        if (!forward && kind == EntryKind.Procedure && trigger.Rule.Means == Meaning.Family && tokens[trigger.First].IsMark('(')) return false;
        // "COPD (quit smoking 2010)", "BPCO post-tabagique (tabac sevré en 2010)": in the bracket it is the smoking that ended.
        if (!forward && kind == EntryKind.Problem && trigger.Rule.Means is Meaning.Resolved or Meaning.Historical && OfTheHabit(trigger, from)) return false;
        // "No NSAIDs (asthma)", "no metformin - CKD": behind a drug that is not to be given stands why.
        if (forward && kind == EntryKind.Problem && trigger.Rule.Means == Meaning.Negated && trigger.Rule.Phrase is "no" or "not" or "never" && names.Any(drug => drug.First == from && drug.End < to && (drug.As(EntryKind.Drug) ?? drug.As(EntryKind.Allergen)) is not null && drug.As(EntryKind.Problem) is null && tokens[drug.End].Folded is "(" or "-" or ":" or "due" or "because" or "as" or "since" or "given")) return false;
        // "Asthma, penicillin allergy, COVID test negative": the list has gone on to other things.
        if (!forward && kind == EntryKind.Problem && trigger.Rule.Means == Meaning.Negated && names.Any(other => other.First >= from && other.End <= to && (other.As(EntryKind.Drug) ?? other.As(EntryKind.Allergen)) is not null)) return false;
        // "FH (familial hypercholesterolaemia)": the bracket says what the letters stand for.
        if (forward && trigger.Rule.Phrase is "fh" && trigger.End < tokens.Count && tokens[trigger.End].IsMark('(') && trigger.End + 1 < tokens.Count && tokens[trigger.End + 1].Folded.StartsWith("famil", StringComparison.Ordinal)) return false;
        // "PE ruled out, DVT suspected": a comma behind the words closes them; "leucocytes 2+, nitrites neg": a value answered the first.
        if (trigger.Rule.Means == Meaning.Negated && (forward ? to > from && tokens[from].IsMark(',') : Valued(from, to))) return false;
        return forward ? !ClosesBracket(from, to) && !EndsWithTheProcedure(trigger, kind, from, to, names) && !ListEnds(trigger, name, kind, from, to) : !AnotherDrugBetween(trigger, name, from, to, names);
    }

    private bool ToleratedOnlySo(Trigger trigger)
    {
        if (!Tolerance.Any(word => trigger.Rule.Phrase.Contains(word, StringComparison.Ordinal))) return false;
        for (var at = trigger.End; at < Math.Min(tokens.Count, trigger.End + ConditionReach) && tokens[at].Folded is not ("." or ";" or ")" or ","); at++)
        {
            // "Tolerated w/o premed"
            if (tokens[at].Folded is "w" or "w/o" or "wo" or "without" or "no" or "not" or "ohne" or "sans" or "sin" or "senza") return false;
            if (OnlySo.Contains(tokens[at].Folded)) return true;
        }

        return false;
    }

    private bool InAnotherColumn(int from, int to, IReadOnlyList<FoundName> names)
    {
        for (var at = from; at <= to && at < tokens.Count && tokens[at].Line == tokens[at - 1].Line; at++)
            if (tokens[at].Start - tokens[at - 1].End >= ColumnGap && names.Any(other => other.First >= at && other.End <= to && other.As(EntryKind.Problem) is not null)) return true;
        return false;
    }

    private bool OfTheHabit(Trigger trigger, int from)
    {
        var open = trigger.First - 1;
        while (open >= from && !tokens[open].IsMark('(')) open--;
        return open >= from && Enumerable.Range(open, Math.Min(tokens.Count, trigger.End + 2) - open).Any(at => tokens[at].Folded is "tabac" or "tabagisme" or "tobacco" or "smoking" or "smoker" or "cigarette" or "cigarettes" or "nikotin" or "nikotinabusus" or "rauchen" or "alcool" or "alcohol" or "tabaco" or "fumo");
    }

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
        || IsCourse(trigger.Rule.Means) && terminator.Rule.Phrase == "which" && terminator.End == trigger.First
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

    private static bool IsPerson(Trigger trigger) => !trigger.Rule.Phrase.Contains("history", StringComparison.Ordinal) && trigger.Rule.Phrase is not ("fh" or "fhx" or "fh of" or "maternal" or "paternal");

    private bool OtherBetween(int from, int to, IReadOnlyList<FoundName> names) =>
        names.Any(other => other.First >= from && other.End <= to)
        || Enumerable.Range(from, to - from).Any(at => tokens[at].IsMark('(') && at + 1 < to && tokens[at + 1].Kind == TokenKind.Number);

    // "Started apixaban 2 years ago", "75 mcg previously, now 100 mcg": it is still taken.
    private bool BeganThen(Trigger trigger, FoundName name, IReadOnlyList<Trigger> triggers) =>
        triggers.Any(other => other.Rule.Means == Meaning.Active && other.End == name.First && other.Rule.Phrase.Split(' ')[0] is "start" or "started" or "began" or "begin" or "initiated" or "commenced" or "prescribed" or "put" or "placed")
        || (trigger.End + 1 < tokens.Count && tokens[trigger.End].Folded is "now" or "currently" && tokens[trigger.End + 1].Kind == TokenKind.Number);

    // "Penicillin allergy, urine hCG negative", "allergic to latex, tolerated procedure well": the answer is to something else.
    private bool SpeaksOfAnother(Trigger trigger, int from, IReadOnlyList<FoundName> names)
    {
        if (names.Any(other => other.First >= from && other.First < trigger.End && IsOtherThing(other))) return true;
        var ofTest = trigger.Rule.Phrase.Contains("challenge", StringComparison.Ordinal) || trigger.Rule.Phrase.Contains("test", StringComparison.Ordinal);
        if ((trigger.Rule.Phrase.EndsWith("tolerated", StringComparison.Ordinal) || trigger.Rule.Phrase == "removed") && Describes(trigger.End) && !ScopeWords.All.SaysHow(tokens[trigger.End])) return true;
        var clause = trigger.First;
        while (clause > from && tokens[clause - 1].Folded is not ("," or ";")) clause--;
        return clause > from && Enumerable.Range(clause, trigger.First - clause).Any(at => !ScopeWords.All.OfATest(tokens[at]) && !(ofTest && names.Any(other => other.First <= at && at < other.End && Nameable(other))));
    }

    private bool IsOtherThing(FoundName other) =>
        other.As(EntryKind.Drug) is null && other.As(EntryKind.Allergen) is null && other.As(EntryKind.Reaction) is null
        && Enumerable.Range(other.First, other.End - other.First).Any(at => !ScopeWords.All.OfATest(tokens[at]))
        && (other.As(EntryKind.Lab) ?? other.As(EntryKind.Problem) ?? other.As(EntryKind.Vaccine) ?? other.As(EntryKind.Procedure)) is not null;

    private bool Valued(int from, int to)
    {
        for (var at = from; at < to; at++)
            if (tokens[at].Kind == TokenKind.Number || tokens[at].IsMark('+')) return true;
        return false;
    }

    // "Diagnosis: asthma, hypertension" above "Malaria smear negative": a result that opens a line of its own answers for that line.
    private bool AnswersItsOwnLine(Trigger trigger, FoundName name, IReadOnlyList<FoundName> names)
    {
        if (!trigger.Rule.Phrase.Contains("neg", StringComparison.Ordinal)) return false;
        var first = trigger.First;
        while (first > 0 && tokens[first - 1].Line == tokens[trigger.First].Line) first--;
        if (first == trigger.First || tokens[name.End - 1].Line >= tokens[first].Line || !names.Any(other => other.First >= first && other.End <= trigger.First)) return false;
        return !LeadsIntoTheNext(tokens[first]) && !LeadsIntoTheNext(tokens[first - 1]);
    }

    private static bool LeadsIntoTheNext(Token token) => token.Folded is "," or "and" or "or" or "/" or "&" or "+" or "for" or "of" or "no" or "-" or "und" or "et" or "y";

    // "Negative deflections": the word describes what follows it, not what stands before.
    private bool Describes(int behind) =>
        behind < tokens.Count && tokens[behind].Kind == TokenKind.Word && tokens[behind].Line == tokens[behind - 1].Line
        && tokens[behind].Folded is not ("and" or "or" or "but" or "on" or "at" or "in" or "for" or "x" or "by" or "today" or "bilaterally" or "except" or "throughout" or "this" or "to" or "as" or "now" or "so" or "with" or "from" or "again");

    // A drug's whole direction may stand between its name and "not started"; a suspicion, though, is hardly ever about a drug.
    private int Reach(Trigger trigger, EntryKind kind, bool forward) => kind != EntryKind.Drug ? trigger.Rule.Within
        : trigger.Rule.Means == Meaning.Possible ? 2
        : !forward && trigger.Rule.Means == Meaning.Completed && EndedWords.Contain(trigger.Rule.Phrase) && StandsApart(trigger) ? trigger.Rule.Within + 12
        : !forward && trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold or Meaning.Planned or Meaning.DoNotGive && trigger.Rule.Within >= ShortReach ? trigger.Rule.Within + 12
        : trigger.Rule.Within;

    // "AKI stage 2 on CKD 3b"
    private const int CameOnReach = 4;
    private const int ChainReach = 30;
    private const int ReplacementReach = 8;

    private bool CameOn(FoundName name, IReadOnlyList<FoundName> names) =>
        name.First > 1 && tokens[name.First - 1].Is("on") && names.Any(other => other.End < name.First && name.First - other.End <= CameOnReach && other.As(EntryKind.Problem) is not null);

    private bool IsOfTheLast(Trigger trigger, int from, int to, IReadOnlyList<FoundName> names)
    {
        var open = tokens[trigger.First].IsMark('(') ? trigger.First : to - 1;
        while (open > from && !tokens[open].IsMark('(') && !tokens[open].IsMark(')')) open--;
        if (open < from || open >= tokens.Count || !tokens[open].IsMark('(')) return false;
        var comma = from;
        while (comma < open && !tokens[comma].IsMark(',')) comma++;
        return names.Any(other => other.First > comma && other.End <= open && other.As(EntryKind.Problem) is not null);
    }

    // "Ozempic 0.25 mg …   3   28   0   08/10/25   SANTOS   INACTIVE": the column at the end of a row tells what became of its drug.
    private bool InTheLastColumn(Trigger trigger, FoundName name) =>
        trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold or Meaning.Completed && trigger.First - name.End <= LongestReach
        && tokens[trigger.First].Line == tokens[name.First].Line && tokens[trigger.First].Line == tokens[trigger.First - 1].Line && tokens[trigger.First].Start - tokens[trigger.First - 1].End >= ColumnGap;

    private bool LeadsOn(Trigger trigger, int from, int to)
    {
        var change = trigger.Rule.Phrase is var phrase && (phrase.EndsWith(" from", StringComparison.Ordinal) || phrase.EndsWith(" von", StringComparison.Ordinal) || phrase.EndsWith(" de", StringComparison.Ordinal) || phrase.EndsWith(" du", StringComparison.Ordinal) || phrase is "se cambia");
        if (change) return Enumerable.Range(from, to - from).Any(at => tokens[at].Folded is "to" or "onto" or "into" or "auf" or "par" or "por" or "a" or "vers" or "->");
        return phrase is "remplace" or "ersetzt" or "replaced" or "sustituye" && from < to && tokens[from].Folded is "par" or "by" or "with" or "durch" or "por";
    }

    // "On Septra 7 days to Aug 17 for UTI - probable interaction. Finished."
    private bool IsVerdict(Trigger trigger, FoundName name)
    {
        if (trigger.Rule.Means is not (Meaning.Completed or Meaning.Stopped) || trigger.First - name.End > LongestReach) return false;
        var first = trigger.First;
        while (first > name.End && tokens[first - 1].Kind == TokenKind.Word && trigger.First - first < ShortReach) first--;
        return tokens[first - 1].IsMark('.') && SentenceCutter.IsVerdict(tokens, first);
    }

    private static bool IsCourse(Meaning meaning) => meaning is Meaning.Stopped or Meaning.OnHold or Meaning.Completed or Meaning.Planned or Meaning.DoNotGive or Meaning.Active;

    private static bool Blocks(Trigger other, Trigger trigger) =>
        other.Rule.Means == Meaning.Terminate
            ? trigger.Rule.Means is not (Meaning.Family or Meaning.Hypothetical) || other.Rule.Phrase is "patient has" or "patient is" or "he has" or "she has" or "pt has"
            : IsCourse(trigger.Rule.Means) && IsCourse(other.Rule.Means) && other.Rule.Means != trigger.Rule.Means && other.First != trigger.First
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
        var drugFollows = names.Any(name => name.First == next && Nameable(name)) && !(inItsCell && next < tokens.Count && tokens[next].Line > tokens[trigger.First].Line);
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

    private bool ClosesBracket(int from, int to)
    {
        var depth = 0;
        for (var at = from; at < to; at++)
        {
            if (tokens[at].IsMark('(')) depth++;
            else if (tokens[at].IsMark(')') && --depth < 0) return true;
        }

        return false;
    }

    // "Status post kidney transplant, immunosuppressed": what was done is past, what the comma adds is not.
    private bool EndsWithTheProcedure(Trigger trigger, EntryKind kind, int from, int to, IReadOnlyList<FoundName> names) =>
        kind == EntryKind.Problem && trigger.Rule.Phrase is "status post" or "s/p"
        && names.Any(other => other.First >= from && other.End <= to && (other.As(EntryKind.Procedure) ?? other.As(EntryKind.Device)) is not null)
        && Enumerable.Range(from, to - from).Any(at => tokens[at].IsMark(','));

    // "No fever, lisinopril 20 mg daily": a drug with an amount behind a comma starts something new.
    private bool ListEnds(Trigger trigger, FoundName name, EntryKind kind, int from, int to)
    {
        if (kind != EntryKind.Drug || trigger.Rule.Means is not (Meaning.Negated or Meaning.Historical or Meaning.Possible)) return false;
        if (trigger.Rule.Means is Meaning.Historical) return to - from > 2;
        var amountFollows = name.End < tokens.Count && tokens[name.End].Kind == TokenKind.Number && tokens[name.End].Line == tokens[name.End - 1].Line;
        return Enumerable.Range(from, to - from).Any(at => tokens[at].IsMark(',')) && amountFollows;
    }

    private bool AnotherDrugBetween(Trigger trigger, FoundName name, int from, int to, IReadOnlyList<FoundName> names)
    {
        if (!IsCourse(trigger.Rule.Means)) return false;
        foreach (var other in names)
        {
            if (other.First < from) continue;
            if (other.End > to) break;
            if (!Nameable(other)) continue;
            // "Metformin, ramipril, aspirin -- all discontinued" is said of each.
            for (var at = from; at < other.First; at++)
                if (tokens[at].Folded is not ("and" or "or" or "," or "/" or "&" or "+" or "(") && !names.Any(listed => listed.First <= at && at < listed.End && Nameable(listed))) return true;
            if (trigger.Rule.Means == Meaning.Active) return true;
        }

        return false;
    }

    private static bool Nameable(FoundName name) => name.As(EntryKind.Drug) is not null || name.As(EntryKind.Allergen) is not null || name.As(EntryKind.Procedure) is not null || name.As(EntryKind.Vaccine) is not null;
}
