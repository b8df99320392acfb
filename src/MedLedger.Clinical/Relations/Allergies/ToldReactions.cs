using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Allergies;

/// <summary>What a substance did, and whether the sentence leaves no doubt that it was the cause.</summary>
internal sealed record ToldReaction(FoundName Reaction, bool Sure);

/// <summary>Reactions that a sentence tells and no list: "developed itchy rash on Bactrim", "hives after eating shrimp", "cephalexin discontinued due to hives", "had cefalexin: urticaria", "Reglan not tolerated (restless legs)".</summary>
internal static class ToldReactions
{
    private const int Apart = 9;
    private const int StopReach = 14;
    private const int Tail = 8;

    // What a drug does to the one who cannot have it, and hardly anything else does while it is taken.
    private static readonly HashSet<string> Typical = new(StringComparer.Ordinal)
    {
        "anaphylaxis", "rash", "hives", "angioedema", "throat swelling", "Stevens-Johnson syndrome", "toxic epidermal necrolysis", "red man syndrome", "agranulocytosis", "heparin-induced thrombocytopenia", "acute dystonia", "itching", "blisters", "DRESS syndrome", "serum sickness", "neuroleptic malignant syndrome", "malignant hyperthermia",
    };

    public static bool IsTypical(string reaction) => Typical.Contains(reaction);

    // What else ends a drug for good; a bleeding, a low pressure or a failing kidney ends many that are no intolerance.
    private static readonly HashSet<string> EndsADrug = new(StringComparer.Ordinal)
    {
        "cough", "myalgia", "rhabdomyolysis", "tendon pain", "liver injury", "pancreatitis", "serotonin syndrome", "hallucinations", "photosensitivity", "pneumonitis", "mouth ulcers",
    };

    private static readonly HashSet<string> Links = new(StringComparer.Ordinal)
    {
        "on", "after", "following", "from", "taking", "eating", "ingesting", "ingestion", "starting", "commencing", "receiving", "drinking", "sou", "sous", "unter", "nach", "apre", "apres", "tra", "tras", "con", "bajo", "dopo", "bij", "na", "tomar", "comer",
    };

    // "… first dose of", "day 3 of the", "IV".
    private static readonly HashSet<string> InTheTail = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "his", "her", "their", "first", "second", "third", "last", "dose", "doses", "tablet", "tablets", "day", "days", "week", "of", "course", "courses", "iv", "oral", "po", "im", "high", "low", "some", "single", "one", "two", "both", "la", "le", "el", "l", "prise", "d", "de", "du",
    };

    private static readonly HashSet<string> Better = new(StringComparer.Ordinal)
    {
        "improved", "improving", "improve", "better", "settled", "settling", "cleared", "clearing", "treated", "managed", "controlled", "responded", "responding", "started", "given", "need", "needs", "take", "takes", "use", "uses", "put", "remain", "remains", "continue", "continues", "kept", "relief", "relieved", "helped", "for", "which", "but", "now", "currently", "still", "gone", "healed", "healing", "fading", "resolving",
    };

    // "Watch for rash on lamotrigine", "may cause": a warning and no story.
    private static readonly HashSet<string> Warns = new(StringComparer.Ordinal) { "watch", "may", "might", "could", "should", "risk", "warned", "warn", "counselled", "counseled", "monitor", "if", "report", "any", "possibility", "leaflet", "unlikely" };

    private static readonly HashSet<string> Tells = new(StringComparer.Ordinal)
    {
        "developed", "develop", "develops", "broke", "came", "got", "get", "gets", "had", "after", "following", "within", "eating", "taking", "starting", "stopped", "stop", "discontinued", "ceased", "withdrawn", "switched", "changed", "avoid", "avoided", "reacted", "recurred", "rechallenge", "previou", "previous", "previously", "age", "child", "childhood", "hx", "history", "reported", "mentions", "mention", "eu", "developpe", "nach", "tras", "dopo",
    };

    private static readonly HashSet<string> Exposes = new(StringComparer.Ordinal) { "had", "given", "used", "took", "tried", "received", "ate", "eaten", "started", "commenced", "prescribed", "on", "trialled", "trial", "course", "dose", "doses", "injection", "infusion", "minute", "minutes", "hour", "hours", "after", "following" };

    private static readonly HashSet<string> SetsIn = new(StringComparer.Ordinal) { "developed", "broke", "came", "got", "resulted", "followed", "reacted", "->", ":", "-" };

    private static readonly HashSet<string> Because = new(StringComparer.Ordinal) { "because", "due", "for", "after", "owing", "secondary", "following", "with", "since", "as", "(", "-", ":", "wegen", "pour", "por" };

    public static ToldReaction? Of(Note note, NotedSentence sentence, FoundName substance, AllergyRules rules, IReadOnlyList<FoundName> substances)
    {
        var name = (substance.As(EntryKind.Allergen) ?? substance.As(EntryKind.Drug))!.Name;
        if (rules.Remedies.Contains(name) || rules.TreatSkin.Contains(name) || sentence.Section.Kind is SectionKind.Family or SectionKind.Instructions or SectionKind.Negative) return null;
        var told = Before(note, sentence, substance) ?? Behind(note, sentence, substance, substances);
        return told is not null && Meant(note, sentence, told.Reaction) ? told : null;
    }

    // "No rash on amoxicillin", "her son got a rash on amoxicillin", "watch for rash".
    private static bool Meant(Note note, NotedSentence sentence, FoundName reaction)
    {
        for (var at = Math.Max(sentence.Range.First, reaction.First - Apart); at < reaction.First; at++)
            if (Warns.Contains(note.Tokens[at].Folded) && !note.Words(at, at + 1).Equals("reports", StringComparison.OrdinalIgnoreCase)) return false;
        var assertion = note.Qualifier.Qualify(reaction, EntryKind.Problem, allergy: false, sentence.Section, sentence.Triggers, sentence.Names).Assertion;
        return assertion is { Negated: false, Experiencer: Experiencer.Patient } && assertion.Likelihood != Likelihood.Hypothetical;
    }

    // "Diffuse itchy rash 3/20 on Bactrim", "hives after eating shrimp".
    private static ToldReaction? Before(Note note, NotedSentence sentence, FoundName substance)
    {
        var tokens = note.Tokens;
        var link = substance.First - 1;
        while (link > sentence.Range.First && substance.First - link < Tail && (InTheTail.Contains(tokens[link].Folded) || tokens[link].Kind is TokenKind.Number or TokenKind.Date) && !Links.Contains(tokens[link].Folded)) link--;
        if (link <= sentence.Range.First || !Links.Contains(tokens[link].Folded)) return null;
        var reaction = sentence.Names.LastOrDefault(other => other.End <= link && link - other.End <= Apart && IsTypical(other));
        if (reaction is null || sentence.Names.Any(other => other.First >= reaction.End && other.End <= link && (other.As(EntryKind.Drug) ?? other.As(EntryKind.Allergen)) is not null)) return null;
        for (var at = reaction.End; at < link; at++)
            if (Better.Contains(tokens[at].Folded) || tokens[at].Folded is "," or ";" or ":" or "." || (tokens[at].Is("and") && at + 1 == link)) return null;
        // "Rash on dupilumab much better": what is taken helps.
        if (Improves(tokens, substance.End, sentence.Range.End)) return null;
        return new(reaction, TellsAStory(note, sentence) || reaction.As(EntryKind.Reaction)!.Name == "anaphylaxis");
    }

    private static bool TellsAStory(Note note, NotedSentence sentence)
    {
        for (var at = sentence.Range.First; at < sentence.Range.End; at++)
            if (Tells.Contains(note.Tokens[at].Folded) || note.DateAt(at) is not null) return true;
        return false;
    }

    private static ToldReaction? Behind(Note note, NotedSentence sentence, FoundName substance, IReadOnlyList<FoundName> substances)
    {
        var next = substances.Where(other => other.First >= substance.End).Select(other => other.First).DefaultIfEmpty(sentence.Range.End).Min();
        var reaction = sentence.Names.FirstOrDefault(other => other.First >= substance.End && other.End <= next && other.First - substance.End <= StopReach && other.As(EntryKind.Reaction) is not null);
        // "Metoclopramide for vomiting caused acute dystonia": what it was given for is not what it did.
        for (var at = substance.End; at + 1 < next && at - substance.End <= StopReach; at++)
            if (note.Tokens[at].Folded is "caused" or "causing" or "triggered" or "provoked" && note.Tokens[at - 1].Folded is not ("it" or "this" or "which" or "that" or "has" or "had" or "and" or "have") && sentence.Names.FirstOrDefault(other => other.First > at && other.First - at <= 3 && other.As(EntryKind.Reaction) is not null) is { } done) return IsTypical(done) || EndsADrug.Contains(done.As(EntryKind.Reaction)!.Name) ? new(done, Sure: true) : null;
        if (reaction is null || (Improves(note.Tokens, reaction.End, sentence.Range.End) && !Enumerable.Range(substance.End, reaction.First - substance.End).Any(at => note.Tokens[at].Folded is "followed" or "caused" or "resulted"))) return NotTolerated(note, sentence, substance, next);
        // "His sixth year of infliximab ended when he developed hives and flushing ten minutes into the infusion"
        if (!Improves(note.Tokens, reaction.End, sentence.Range.End) && ReactionTiming.Follows(note, sentence, reaction)) return new(reaction, Sure: true);
        return StoppedFor(note, sentence, substance, reaction) ?? SetIn(note, sentence, substance, reaction) ?? NotTolerated(note, sentence, substance, next);
    }

    // "Cephalexin discontinued due to hives", "stopped lisinopril because of cough".
    private static ToldReaction? StoppedFor(Note note, NotedSentence sentence, FoundName substance, FoundName reaction)
    {
        if (!IsTypical(reaction) && !EndsADrug.Contains(reaction.As(EntryKind.Reaction)!.Name)) return null;
        var course = note.Qualifier.Qualify(substance, EntryKind.Drug, allergy: false, sentence.Section, sentence.Triggers, sentence.Names).Course;
        if (course is not (Meaning.Stopped or Meaning.OnHold) || !sentence.Triggers.Any(trigger => trigger.Rule.Means == course && trigger.End <= reaction.First && Math.Max(trigger.First - substance.End, substance.First - trigger.End) <= Apart)) return null;
        for (var at = reaction.First - 1; at >= Math.Max(substance.End, reaction.First - 5); at--)
        {
            if (Because.Contains(note.Tokens[at].Folded)) return new(reaction, course == Meaning.Stopped);
            if (note.Tokens[at].Kind == TokenKind.Mark && !note.Tokens[at].IsMark('/')) return null;
        }

        return null;
    }

    // "Had cefalexin: urticaria and lip swelling", "took ibuprofen and developed hives".
    private static ToldReaction? SetIn(Note note, NotedSentence sentence, FoundName substance, FoundName reaction)
    {
        if (AppliedForm.Told(note, sentence, substance, reaction) is { } applied) return applied;
        if (!(IsTypical(reaction) || EndsADrug.Contains(reaction.As(EntryKind.Reaction)!.Name)) || reaction.First - substance.End > Apart) return null;
        if (ToldOutright.Is(note, sentence, substance, reaction)) return new(reaction, Sure: true);
        var exposed = Enumerable.Range(Math.Max(sentence.Range.First, substance.First - 4), Math.Min(4, substance.First - sentence.Range.First)).Any(at => Exposes.Contains(note.Tokens[at].Folded));
        exposed |= IsAlert(note, substance);
        // "NKDA per family, but the chart of 2014: sulfa = hives"
        if (note.Tokens[substance.End].Folded is "=" && reaction.First - substance.End <= 2) return new(reaction, Sure: true);
        // "Reaction today to LATEX gloves: hives"
        if (substance.First - 1 > sentence.Range.First && note.Tokens[substance.First - 1].Is("to") && Enumerable.Range(Math.Max(sentence.Range.First, substance.First - 4), substance.First - 1 - Math.Max(sentence.Range.First, substance.First - 4)).Any(at => note.Tokens[at].Folded is "reaction" or "reacted")) return new(reaction, Sure: true);
        for (var at = substance.End; at < reaction.First; at++)
        {
            var word = note.Tokens[at].Folded;
            if (Better.Contains(word) && !(word == "for" && at == substance.End)) return null;
            if (!SetsIn.Contains(word)) continue;
            var mark = note.Tokens[at].Kind == TokenKind.Mark;
            // "Given ceftriaxone for cellulitis - rash on legs": the dash parts two stories.
            if (mark && at != substance.End) continue;
            // "Ciprofloxacin: tendon rupture 2018" opens a line as in a list of allergies; a leaflet knows no year.
            // "Nevirapine - Stevens-Johnson rash, week 5. NEVER AGAIN"
            if (mark && !exposed && substance.First == sentence.Range.First && NeverAgain(note, reaction.End, sentence.Range.End)) return new(reaction, Sure: true);
            if (mark && !exposed && substance.First == sentence.Range.First && Enumerable.Range(reaction.End, sentence.Range.End - reaction.End).Any(behind => note.DateAt(behind) is not null)) return new(reaction, Sure: false);
            if (mark ? exposed : exposed || substance.First == sentence.Range.First) return new(reaction, Sure: true);
        }

        return null;
    }

    private static bool NeverAgain(Note note, int from, int sentenceEnd)
    {
        for (var at = from; at + 1 < Math.Min(note.Tokens.Count, sentenceEnd + 4); at++)
            if (note.Tokens[at].Folded is "never" or "not" && Enumerable.Range(at + 1, Math.Min(5, note.Tokens.Count - at - 1)).Any(next => note.Tokens[next].Folded is "again" or "rechallenge" or "reexpose")) return true;
        return false;
    }

    // "Alerts: Bactrim - rash. Contrast dye - hives.", or below "Alerts" alone on its line.
    private static bool IsAlert(Note note, FoundName substance)
    {
        var first = substance.First;
        while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[substance.First].Line) first--;
        // "NEW ALERT: roxithromycin - rash", "Updated drug alert: …"
        while (first + 1 < substance.First && (note.Tokens[first].Kind == TokenKind.Mark || note.Tokens[first].Folded is "new" or "updated" or "drug" or "medication" or "clinical" or "medical" or "additional" or "further" or "patient" or "ward" or "hospital" or "important") && (IsAlertWord(note, first + 1) || note.Tokens[first + 1].Kind == TokenKind.Word)) first++;
        return IsAlertWord(note, first) || (first > 0 && IsAlertWord(note, first - 1) && note.Tokens[first].Line - note.Tokens[first - 1].Line <= 1 && (first == 1 || note.Tokens[first - 2].Line < note.Tokens[first - 1].Line || first == 2 || note.Tokens[first - 3].Line < note.Tokens[first - 1].Line));
    }

    private static bool IsAlertWord(Note note, int at) => note.Tokens[at].Folded is "alert" or "alerts" or "warning" or "warnings" || (note.Tokens[at].IsMark(':') && at > 0 && note.Tokens[at - 1].Folded is "alert" or "alerts" or "warning" or "warnings");

    // "Reglan not tolerated (restless legs)", "metformin was poorly tolerated: diarrhoea". A higher dose that was not tolerated says nothing of the drug.
    private static ToldReaction? NotTolerated(Note note, NotedSentence sentence, FoundName substance, int next)
    {
        var tokens = note.Tokens;
        var at = substance.End;
        while (at < next && tokens[at].Folded is "was" or "were" or "is" or "wa" or "(" or ":" or "-") at++;
        if (at < next && tokens[at].Folded is "not" or "poorly" or "badly" or "mal" or "nicht" or "no") at++; else return null;
        if (at < next && tokens[at].Folded is "well" or "at") at++;
        if (at >= next || tokens[at].Folded is not ("tolerated" or "tolere" or "toleree" or "vertragen" or "tolerado" or "tolerada")) return null;
        if (substance.First > sentence.Range.First && tokens[substance.First - 1].Folded is "oral" or "higher" or "increased" or "more") return null;
        var reason = sentence.Names.FirstOrDefault(other => other.First > at && other.First - at <= 5 && other.End <= next && (other.As(EntryKind.Reaction) ?? other.As(EntryKind.Problem)) is not null);
        return reason is null ? null : new(reason, Sure: true);
    }

    private static bool IsTypical(FoundName name) => name.As(EntryKind.Reaction) is { } reaction && Typical.Contains(reaction.Name);

    private static bool Improves(IReadOnlyList<Token> tokens, int from, int limit)
    {
        for (var at = from; at < Math.Min(limit, from + 3); at++)
        {
            if (tokens[at].Folded is "," or "." or "(" or ";") return false;
            if (tokens[at].Folded is "improved" or "improving" or "better" or "settled" or "cleared" or "resolved" or "resolving" or "controlled" or "gone" or "healed" or "much") return true;
        }

        return false;
    }
}
