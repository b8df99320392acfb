using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Relations.Medications;
using MedLedger.Clinical.Relations.Results;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>Reads allergies and intolerances with their reactions, and positive statements that there are none.</summary>
internal sealed class AllergyReader(AllergyRules rules, DirectionParser directions)
{
    private const int CueReach = 10;

    private static readonly HashSet<string> BetweenReactionAndDrug = new(StringComparer.Ordinal) { "after", "with", "to", "from", "following", "due", "iv", "on", "the", "oral", "taking" };

    /// <summary>"NKDA" may stand in a line that names nothing else.</summary>
    public bool SaysNoneKnown(Note note, Sentence range)
    {
        for (var at = range.First; at < range.End; at++)
            if (rules.NoKnown.LongestAt(note.Tokens, at, range.End).Values.Count > 0) return true;
        return false;
    }

    public IEnumerable<TextFinding> Read(Note note, NotedSentence sentence)
    {
        foreach (var none in NoneKnown(note, sentence)) yield return none;
        var inSection = sentence.Section.Kind == SectionKind.Allergies;
        var cues = FindCues(note, sentence);
        var substances = sentence.Names.Where(name => Substance(name) is not null).ToList();
        var told = inSection ? [] : substances.Select(name => (name, Told: ToldReactions.Of(note, sentence, name, rules, substances))).Where(pair => pair.Told is not null).ToDictionary(pair => pair.name, pair => pair.Told!);
        // "Hives after local anaesthetic gel containing benzocaine": it was the one that is named last.
        foreach (var (whole, part) in substances.Select(whole => (whole, Part: PartNamed(note, whole, substances))).Where(pair => pair.Part is not null).ToList())
        {
            if (told.Remove(whole, out var story)) told.TryAdd(part!, story);
            substances.Remove(whole);
        }

        substances.RemoveAll(name => AllergyRemark.Is(note, sentence, name) || (!inSection && AllergyRemark.IsAsked(note, sentence, name, cues)));
        var takenBack = substances.Where(name => TakenBack.Is(note, sentence, name) || RecordedInError.Outright(note, sentence, name)).ToHashSet();
        var orders = substances.ToDictionary(name => name, name => ForbiddenSubstance.Of(note, sentence, name, substances));
        var chosen = substances.Where(name => !sentence.Used.Contains(name) && (inSection || takenBack.Contains(name) || orders.GetValueOrDefault(name) == NoBefore.Forbids || told.ContainsKey(name) || Cued(note, sentence, name, cues, substances)) && !IsRemedy(note, sentence, name, substances) && (inSection || !Induces(note, name))).ToList();
        if (sentence.Section.Kind == SectionKind.Negative) chosen = [.. substances.Where(name => name.As(EntryKind.Problem) is null)];
        var done = new HashSet<string>(StringComparer.Ordinal);
        var triggers = sentence.Triggers.Where(trigger => !InNoneKnown(note, sentence, trigger)).ToList();
        for (var i = 0; i < chosen.Count; i++)
        {
            var name = chosen[i];
            var entry = Substance(name)!;
            // "Pflasterallergie (adhesive tape)": the later word of the same substance carries the reaction.
            if (done.Contains(entry.Name) || (i + 1 < chosen.Count && chosen[i + 1].First - name.End <= 1 && Substance(chosen[i + 1])!.Name == entry.Name))
            {
                sentence.Used.Add(name);
                continue;
            }

            var limit = i + 1 < chosen.Count ? chosen[i + 1].First : sentence.Range.End;
            var reactions = sentence.Names.Where(other => other != name && other.As(EntryKind.Reaction) is not null && other.First >= name.End && other.End <= limit).ToList();
            if (reactions.Count == 0 && i == 0)
                reactions = [.. sentence.Names.Where(other => other.As(EntryKind.Reaction) is not null && other.End <= name.First && (inSection ? LeadsTo(note, other, name) : !ToldBefore(note, other, name, cues)))];
            if (reactions.Count == 0 && i + 1 < chosen.Count && SlashBetween(note, name.End, chosen[i + 1].First))
                reactions = [.. sentence.Names.Where(other => other.As(EntryKind.Reaction) is not null && other.First >= chosen[i + 1].End && (i + 2 >= chosen.Count || other.End <= chosen[i + 2].First))];
            var story = told.GetValueOrDefault(name);
            var order = orders[name];
            reactions.RemoveAll(reaction => AllergyAnswers.DidNotHappen(note, reaction));
            if (story is not null && !reactions.Contains(story.Reaction)) reactions = [story.Reaction];
            var meaning = note.Qualifier.Qualify(name, entry.Kind, allergy: true, sentence.Section, [.. triggers.Where(trigger => Own(trigger, name, limit) && !ForbiddenSubstance.SpeaksOfAnother(note, order, name, trigger))], sentence.Names);
            // A drug that was stopped or is taken is no allergy only because the list of allergies stands above.
            if (name.As(EntryKind.Drug) is not null && reactions.Count == 0 && !meaning.Refuted && !cues.Any(cue => cue.Cue == AllergyCue.Forward && cue.End <= name.First && name.First - cue.End <= 1) && TakenDrugs.Is(note, sentence, name, limit, inSection, directions)) continue;
            // "Rash on Bactrim, stopped": that it was stopped is told of the drug, too.
            if (inSection || name.As(EntryKind.Drug) is null || note.Qualifier.Qualify(name, EntryKind.Drug, allergy: false, sentence.Section, sentence.Triggers, sentence.Names).Course != Meaning.Stopped) sentence.Used.Add(name);
            foreach (var reaction in reactions) sentence.Used.Add(reaction);
            done.Add(entry.Name);
            var none = AllergyAnswers.NoneBehind(note, name, limit, cues);
            // "Cow's milk allergy (resolved)" is over, and so is what a child has outgrown.
            var outgrown = meaning.Resolved && reactions.Count == 0 && (!inSection || meaning.Because.Contains("outgrown", StringComparison.Ordinal));
            // "Penicillin: childhood rash, but tolerated amoxicillin 2021; delabelled": the label is the first one's.
            // "Penicillin allergy is ruled out" is a finding of tests; "denies a penicillin allergy" is the patient's word.
            var refuted = meaning.Refuted || RuledOut(meaning) || RecordedInError.Is(note, sentence, name) || none || takenBack.Contains(name) || (i == 0 && inSection && triggers.Exists(trigger => trigger.Rule.Means == Meaning.Refuted && trigger.Rule.Phrase.Contains("label", StringComparison.Ordinal) && trigger.First >= name.End));
            // "Tolerates penicillin" is no allergy, and no statement that one was refuted.
            // Behind another's reaction it tells which relative may be given: "simvastatin: myalgia - tolerates atorvastatin".
            if (meaning.Because.Contains("tolerates", StringComparison.Ordinal) && reactions.Count == 0 && !(inSection && i > 0)) continue;
            var box = note.Boxes.Governing(note.Tokens, name.First);
            if (box == BoxState.None && sentence.Section.TickList) box = BoxState.Unclear;
            var finding = Doubt.Weigh(new AllergyFinding
            {
                Concept = entry.Concept,
                Category = rules.CategoryOf(entry.Name),
                Type = cues.Any(cue => cue.Cue == AllergyCue.Intolerance && cue.First >= name.End && cue.First < limit)
                    || cues.Any(cue => cue.Cue == AllergyCue.Intolerance && cue.End <= name.First && name.First - cue.End <= 3) ? "intolerance" : "allergy",
                Status = refuted ? AllergyStatus.Refuted : outgrown ? AllergyStatus.Resolved : inSection && AllergyAnswers.Inactive(note, name, sentence.Range.End) ? AllergyStatus.Inactive : AllergyStatus.Active,
                Reactions = [.. reactions.Select(reaction => (reaction.As(EntryKind.Reaction) ?? reaction.As(EntryKind.Problem))!.Concept with { Codes = [] })],
                Severity = Severity(note, name.End, limit, reactions),
                Onset = ItemDates.After(note, sentence, reactions.Count > 0 && reactions[^1].End > name.End ? reactions[^1] : name) ?? (inSection ? ItemDates.OpensLine(note, name) : null),
            }, name, meaning with { Assertion = meaning.Assertion with { Negated = refuted || meaning.Assertion.Negated, Temporality = Temporality.Current, Likelihood = takenBack.Contains(name) ? Likelihood.Confirmed : meaning.Assertion.Likelihood } }, box, story is { Sure: false } ? "told as a reaction while it was taken, not as an allergy" : order == NoBefore.Shouted ? "it is not clear whether the no denies or forbids it" : inSection && !refuted && AllergyRemark.IsAsked(note, sentence, name, cues) ? "it is asked after, and not answered" : null);
            var end = reactions.Count > 0 ? Math.Max(name.End, reactions[^1].End) : name.End;
            var first = reactions.Count > 0 ? Math.Min(name.First, reactions[0].First) : name.First;
            yield return new(finding, note.Span(first, end), takenBack.Contains(name) ? "allergy taken back" : inSection ? "allergy section" : "allergy words", inSection ? 0.95 : 0.9);
        }

        // The words of the header are no substances.
        if (inSection && sentence.Range.First >= sentence.Section.HeaderToken && sentence.Range.End <= sentence.Section.FirstToken) yield break;
        if (inSection && chosen.Count == 0 && UnknownSubstance(note, sentence) is { } unknown) { yield return unknown; yield break; }
        if (SaysNoneKnown(note, sentence.Range)) yield break;
        foreach (var unlisted in UnlistedSubstances.Read(note, sentence, rules)) yield return unlisted;
    }

    // "Heparin - HIT; use danaparoid or citrate only": what is to be used is no allergy. "Rash following use of trimethoprim" and "cannot use NSAIDs" order nothing.
    private static bool UsedInstead(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - 4) && tokens[at].Folded is not ("," or ";" or "." or ":" or "-"); at--)
        {
            if (tokens[at + 1].Folded is "of" or "to") continue;
            if (tokens[at].Folded is "alternative" or "instead" or "substitute") return true;
            if (tokens[at].Folded is "use" or "give" && (at == sentence.Range.First || tokens[at - 1].Kind != TokenKind.Word || tokens[at - 1].Folded is "please" or "can" or "may" or "should" or "must" or "and" or "then" or "so" or "only" or "instead")) return true;
        }

        return false;
    }

    private static FoundName? PartNamed(Note note, FoundName whole, List<FoundName> substances)
    {
        for (var at = whole.End; at < Math.Min(note.Tokens.Count, whole.End + 3); at++)
            if (note.Tokens[at].Folded is "containing" or "contains" or "contained") return substances.Find(part => part.First > at && part.First - at <= 2);
        return null;
    }

    // "Clozapine-induced constipation" is a side effect of what is taken.
    private static bool Induces(Note note, FoundName name) =>
        name.End + 1 < note.Tokens.Count && note.Tokens[name.End].IsMark('-') && note.Tokens[name.End].Start == note.Tokens[name.End - 1].End && note.Tokens[name.End + 1].Folded is "induced" or "related" or "associated";

    // "Peanuts - anaphylaxis (EpiPen)": what is carried or was given against a reaction is not what caused it, unless it has a reaction of its own.
    private bool IsRemedy(Note note, NotedSentence sentence, FoundName name, List<FoundName> substances)
    {
        if (name.First == 0 || Substance(name) is not { Name: var drug }) return false;
        if (UsedInstead(note, sentence, name)) return true;
        if (!rules.Remedies.Contains(drug)) return false;
        if (Remedies.AreGiven(note, sentence, name)) return true;
        var before = note.Tokens[name.First - 1];
        if (Remedies.Treated(note, sentence, name)) return true;
        // "Carries epinephrine 0.3 mg as needed for anaphylaxis"
        if (before.Folded is "carry" or "carrie" or "carries" or "carried") return true;
        if (sentence.Names.Any(other => other.First >= name.End && other.As(EntryKind.Reaction) is not null)) return false;
        // "Nut allergy, EpiPen x2 in date"
        if (substances[0].First < name.First && DrugItem.IsCarried(note, name)) return true;
        // "Anaphylaxis at induction (adrenaline given)": what was given for it, behind the reaction.
        if (name.End < sentence.Range.End && note.Tokens[name.End].Folded is "given" or "administered" or "required" or "needed" or "used" or "im" or "x1" or "x2" or "x" && sentence.Names.Any(other => other.End <= name.First && other.As(EntryKind.Reaction) is not null)) return true;
        return (substances[0].First < name.First && (before.Kind == TokenKind.Mark && before.Folded is "(" or "-" or ";" or "+" or "->" || before.Folded is "has" or "ha" or "have" or "use" or "need" or "needed" or "given" or "with" or "an" or "and" or "required" or "received" or "im" or "iv"));
    }

    private static LexiconEntry? Substance(FoundName name) => name.As(EntryKind.Allergen) ?? name.As(EntryKind.Drug);

    // "Penicillin (co-amoxiclav) | Anaphylaxis": the bracket names the product of the same allergy.
    private static bool SlashBetween(Note note, int from, int to) => to - from == 1 && note.Tokens[from].Folded is "/" or "and" or "&" or "+" or "(";

    private static bool RuledOut(Qualification meaning) =>
        meaning.Assertion.Negated && meaning.Because.Split(", ").Any(phrase => phrase.EndsWith("ruled out", StringComparison.Ordinal) || phrase.EndsWith("excluded", StringComparison.Ordinal) || phrase.EndsWith("disproved", StringComparison.Ordinal) || phrase.EndsWith("disproven", StringComparison.Ordinal));

    // "No known food allergies, penicillin (rash)": the denial ends with its own phrase, unless it goes on ("no known allergies to latex").
    private bool InNoneKnown(Note note, NotedSentence sentence, Trigger trigger)
    {
        var (end, scopes) = rules.NoKnown.LongestAt(note.Tokens, trigger.First, sentence.Range.End);
        return scopes.Count > 0 && trigger.End <= end && (end == sentence.Range.End || note.Tokens[end].Folded is "," or ";" or "." or "-" or "(" or "except" or "apart" or "other" or "aside" or "but");
    }

    // In a list of allergies each item's words belong to that item alone.
    private static bool Own(Trigger trigger, FoundName name, int limit) => trigger.First < limit || trigger.End <= name.First;

    private List<(AllergyCue Cue, int First, int End)> FindCues(Note note, NotedSentence sentence)
    {
        var cues = new List<(AllergyCue, int, int)>();
        for (var at = sentence.Range.First; at < sentence.Range.End; at++)
        {
            var (end, found) = rules.Cues.LongestAt(note.Tokens, at, sentence.Range.End);
            // "☐ New allergy reported": an empty box asks, whatever stands below it.
            if (!Susceptibility.IsMeant(note, sentence, at) && note.Boxes.Governing(note.Tokens, at) != BoxState.Unticked)
                foreach (var cue in found) cues.Add((cue, at, end));
            if (found.Count > 0) at = end - 1;
        }

        return cues;
    }

    // "Sulfasalazine (agranulocytosis - never rechallenge)": what it did, and that it must not be given again.
    private static bool NeverAgain(NotedSentence sentence, FoundName name, List<FoundName> substances) => sentence.Triggers.Any(trigger =>
        trigger.Rule.Means == Meaning.DoNotGive && (trigger.Rule.Phrase.Contains("rechallenge", StringComparison.Ordinal) || trigger.Rule.Phrase.EndsWith("again", StringComparison.Ordinal)) && trigger.First >= name.End && trigger.First - name.End <= CueReach * 2
        && sentence.Names.Any(reaction => reaction.As(EntryKind.Reaction) is not null && reaction.First >= name.End && reaction.End <= trigger.First)
        && !substances.Exists(other => other.First >= name.End && other.End <= trigger.First));

    private static bool Cued(Note note, NotedSentence sentence, FoundName name, List<(AllergyCue Cue, int First, int End)> cues, List<FoundName> substances)
    {
        var tokens = note.Tokens;
        if (ListedWithReaction(note, sentence, name) || NeverAgain(sentence, name, substances)) return true;
        foreach (var (cue, first, end) in cues)
        {
            // "Allergic to X, Y and Z": the words between may only be other substances, their reactions and list marks.
            if (cue == AllergyCue.Forward && end <= name.First && name.First - end <= CueReach * 3 && ListBetween(note, sentence, end, name.First)) return true;
            if (cue == AllergyCue.Forward && end <= name.First && tokens[end - 1].End < tokens[name.First].Start && name.First - end <= 1) return true;
            if (cue == AllergyCue.Backward && first >= name.End && first - name.End <= 4 && NamedTogether(note, name.End, first, substances)) return true;
            if (cue == AllergyCue.Backward && first >= name.End && first - name.End <= 3 && !substances.Any(other => other.First >= name.End && other.End <= first)
                && Enumerable.Range(name.End, first - name.End).All(at => tokens[at].Folded is "drug" or "dressing" or "dressings" or "tape" or "(" or "-" or ":" or "label" or "caused" or "severe" or "an" or "is" or "causes" or "known" or "contrast" or "media")) return true;
            // "Ramipril was changed to candesartan as it caused a cough": the first one did.
            if (cue == AllergyCue.Causing && first > 0 && tokens[first - 1].Folded is "it" or "this" or "which" or "that" or "he" or "she" && name.First > sentence.Range.First && tokens[name.First - 1].Folded is "to" or "by" or "with" && substances[0].End < name.First) continue;
            if (cue == AllergyCue.Causing && Replaced(note, sentence, name, first, end, substances)) return true;
            if (cue == AllergyCue.Causing && tokens[first].Folded is not ("with" or "developed" or "develop" or "get" or "gave") && first >= name.End && first - name.End <= 6
                && sentence.Names.Any(other => other.As(EntryKind.Reaction) is not null && other.First >= end && other.First - end <= 4)) return true;
            if (cue == AllergyCue.Causing && tokens[first].Folded == "gave" && sentence.Names.Any(other => other.As(EntryKind.Reaction) is not null && other.First >= end && other.First - end <= 4) && first >= name.End && first - name.End <= 6) return true;
            if (cue == AllergyCue.Intolerance && ((first >= name.End && first - name.End <= 8 && sentence.Names.Any(other => other.As(EntryKind.Reaction) is not null && other.First >= name.End && other.End <= first + 1))
                || (end <= name.First && name.First - end <= 2))) return true;
        }

        // "hives and wheeze after IV contrast"
        var before = sentence.Names.LastOrDefault(other => other.As(EntryKind.Reaction) is not null && other.End <= name.First && name.First - other.End <= 4);
        return before is not null && name.First > before.End
            && Enumerable.Range(before.End, name.First - before.End).All(at => BetweenReactionAndDrug.Contains(tokens[at].Folded))
            && tokens[before.End].Folded is "after" or "from" or "following" or "due" or "to" or "with"
            && (ToldReactions.IsTypical(before.As(EntryKind.Reaction)!.Name) || sentence.Section.Kind is not (SectionKind.Problems or SectionKind.Assessment or SectionKind.PastHistory))
            && !sentence.Triggers.Any(trigger => trigger.Rule.Means is Meaning.Active or Meaning.Negated && trigger.End <= before.First);
    }

    private static bool Replaced(Note note, NotedSentence sentence, FoundName name, int cue, int end, List<FoundName> substances) =>
        cue > 0 && note.Tokens[cue - 1].Folded is "it" or "this" && note.Tokens[cue].Folded is "caused" or "causing" or "gave" or "led" or "triggered" or "provoked" && name == substances[0] && substances.Count > 1
        && substances.Exists(other => other.First > name.End && other.End < cue && note.Tokens[other.First - 1].Folded is "to" or "by" or "with" && cue - other.End <= 3)
        && sentence.Names.Any(reaction => reaction.As(EntryKind.Reaction) is not null && reaction.First >= end && reaction.First - end <= 4);

    // "Peanut & cashew allergy": one word for both.
    private static bool NamedTogether(Note note, int from, int to, List<FoundName> substances)
    {
        var others = 0;
        for (var at = from; at < to; at++)
        {
            if (substances.Find(other => other.First == at && other.End <= to) is { } second) (others, at) = (others + 1, second.End - 1);
            else if (note.Tokens[at].Folded is not ("and" or "&" or "+" or "/")) return false;
        }

        return others > 0;
    }

    // "• Bee venom: large local reaction": an item of a list that pairs a substance with a reaction needs no header. A drug does, for leaflets list its effects in the same way.
    private static bool ListedWithReaction(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        if (name.As(EntryKind.Allergen) is null || name.First == 0 || name.End + 1 >= sentence.Range.End) return false;
        if (!tokens[name.First - 1].IsMark('•') && !(tokens[name.First - 1].IsMark('-') && (name.First == 1 || tokens[name.First - 2].Line < tokens[name.First].Line))) return false;
        return tokens[name.End].Kind == TokenKind.Mark && tokens[name.End].Folded is ":" or "-" or "->"
            && sentence.Names.Any(other => other.As(EntryKind.Reaction) is not null && other.First >= name.End && other.First - name.End <= 3);
    }

    private static bool ListBetween(Note note, NotedSentence sentence, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            var inside = sentence.Names.FirstOrDefault(name => name.First <= at && at < name.End);
            if (inside is not null && (Substance(inside) is not null || inside.As(EntryKind.Reaction) is not null))
            {
                at = inside.End - 1;
                continue;
            }

            if (note.Tokens[at].Kind == TokenKind.Mark && note.Tokens[at].Folded is not ";" and not ".") continue;
            if (note.Tokens[at].Kind is TokenKind.Date or TokenKind.Number) continue;
            if (note.Tokens[at].Folded is not ("and" or "or" or "the" or "severe" or "mild" or "causing" or "to" or "also" or "both" or "reaction" or "cause" or "e" or "g" or "with" or "in" or "iv")) return false;
        }

        return true;
    }

    // "Allergies: rash following use of trimethoprim"
    private static bool LeadsTo(Note note, FoundName reaction, FoundName name) =>
        name.First > reaction.End && Enumerable.Range(reaction.End, name.First - reaction.End).All(at => BetweenReactionAndDrug.Contains(note.Tokens[at].Folded) || note.Tokens[at].Folded is "use" or "of");

    // "Brought in with confusion, allergic to penicillin": what stands before those words and a comma is why the patient came.
    private static bool ToldBefore(Note note, FoundName reaction, FoundName name, List<(AllergyCue Cue, int First, int End)> cues) =>
        cues.Any(cue => cue.Cue == AllergyCue.Forward && cue.End <= name.First && cue.First >= reaction.End
            && (cue.First - reaction.End > 2 || Enumerable.Range(reaction.End, cue.First - reaction.End).Any(at => note.Tokens[at].IsMark(','))));

    private static string? Severity(Note note, int from, int limit, List<FoundName> reactions)
    {
        if (reactions.Any(reaction => reaction.As(EntryKind.Reaction)?.Name is "anaphylaxis" or "respiratory arrest" or "Stevens-Johnson syndrome" or "toxic epidermal necrolysis")) return "severe";
        for (var at = from; at < limit; at++)
            if (note.Tokens[at].Folded is "severe" or "mild" or "moderate") return note.Tokens[at].Folded;
        return null;
    }

    private IEnumerable<TextFinding> NoneKnown(Note note, NotedSentence sentence)
    {
        for (var at = sentence.Range.First; at < sentence.Range.End; at++)
        {
            var (end, scopes) = rules.NoKnown.LongestAt(note.Tokens, at, sentence.Range.End);
            var scope = scopes.Count > 0 ? scopes[0] : NoKnownScope.Unknown;
            if (scopes.Count == 0 && sentence.Section.Kind == SectionKind.Allergies && at == sentence.Range.First && end == at
                && note.Tokens[at].Folded is "none" or "nil" or "keine" && (at + 1 == sentence.Range.End || note.Tokens[at + 1].Kind == TokenKind.Mark))
                (end, scope) = (at + 1, NoKnownScope.Allergies);
            if (scope == NoKnownScope.Unknown) continue;
            // "| Latex | NIL KNOWN |" answers for what stands before it in the row.
            if (note.Tokens[at].Folded is "nil" or "none" && sentence.Names.Any(name => Substance(name) is not null && name.End <= at && note.Tokens[name.First].Line == note.Tokens[at].Line))
            {
                at = Math.Max(at, end - 1);
                continue;
            }

            // "Nil, except codeine"
            var behind = end < sentence.Range.End && note.Tokens[end].IsMark(',') ? end + 1 : end;
            var next = behind < sentence.Range.End ? note.Tokens[behind].Folded : "";
            var limited = next is "except" or "other" or "apart" or "save" or "aside" || (behind == end && next is "but" or "to");
            var elsewhere = scope is NoKnownScope.Allergies && note.Tokens[at].Folded is "none" && sentence.Section.Kind is not SectionKind.Allergies && note.Boxes.Governing(note.Tokens, at) == BoxState.None;
            // "4. Egg. She eats eggs. No allergy.": what one item is about, not the whole list.
            elsewhere |= at == sentence.Range.First && end - at == 2 && note.Tokens[at].Is("no") && sentence.Section.Kind != SectionKind.Allergies && at > 0 && note.Tokens[at - 1].Line == note.Tokens[at].Line;
            var box = note.Boxes.Governing(note.Tokens, at);
            if (box == BoxState.None && sentence.Section.TickList) box = BoxState.Unclear;
            var family = sentence.Section.Kind == SectionKind.Family;
            if (!limited && !elsewhere && !family && box != BoxState.Unticked)
                yield return new(new NoKnownFinding
                {
                    Concept = new(note.Words(at, end)),
                    Scope = scope,
                    Certainty = box == BoxState.Unclear ? Domain.Provenance.ReadingCertainty.Unsure : Domain.Provenance.ReadingCertainty.Sure,
                    UnsureBecause = box == BoxState.Unclear ? "the tick box could not be read" : null,
                }, note.Span(at, end), "none known", 0.95);
            at = end - 1;
        }
    }

    // A substance that no list knows is kept in its own words when a reaction stands beside it: a missed allergy harms more than an odd name.
    private static TextFinding? UnknownSubstance(Note note, NotedSentence sentence)
    {
        var reaction = sentence.Names.FirstOrDefault(name => name.As(EntryKind.Reaction) is not null);
        if (reaction is null || reaction.First <= sentence.Range.First || note.Boxes.Governing(note.Tokens, reaction.First) == BoxState.Unticked) return null;
        int first = sentence.Range.First, end = first;
        while (first < reaction.First && (note.Tokens[first].Kind != TokenKind.Word || note.Boxes.StartsAt(first))) first++;
        for (end = first; end < reaction.First && end - first < 4 && note.Tokens[end].Kind == TokenKind.Word; end++) { }
        if (end == first || end == reaction.First || sentence.Names.Any(name => name.First >= first && name.First < end && name.As(EntryKind.Drug) is not null) || sentence.Triggers.Any(trigger => trigger.Rule.Means is Meaning.Negated or Meaning.Hypothetical)) return null;
        sentence.Used.Add(reaction);
        var finding = new AllergyFinding
        {
            Concept = new(note.Words(first, end)),
            Status = AllergyStatus.Active,
            Reactions = [reaction.As(EntryKind.Reaction)!.Concept with { Codes = [] }],
            UnsureBecause = "the substance is not in the lexicon",
        };
        return new(finding, note.Span(first, reaction.End), "allergy section", 0.5);
    }
}
