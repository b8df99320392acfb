using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.History;

/// <summary>
/// An infection whose treatment is over: "TB Rx COMPLETED (6/12)", "end of TB treatment", "she completed TB treatment (Rifafour) in Nov 2022 for pulmonary TB".
/// Of a cancer, only its doctor says that it is over.
/// </summary>
internal static class AntiInfection
{
    private const int Reach = 4;
    private const int Course = 6;

    // These go on after a treatment has ended: HIV (ICD-10 B20-B24) and chronic viral hepatitis (B18).
    private static readonly string[] Lasting = ["B18", "B20", "B21", "B22", "B23", "B24"];

    private static readonly HashSet<string> Treatments = new(StringComparer.Ordinal) { "rx", "tx", "treatment", "therapy", "course", "medication", "meds", "regimen" };

    private static readonly HashSet<string> Complaints = new(StringComparer.Ordinal) { "sx", "sxs", "symptom", "symptoms", "symptomatology" };

    private static readonly HashSet<string> NotYet = new(StringComparer.Ordinal) { "not", "never", "to", "be", "until", "when", "if", "once", "before", "by" };

    public static bool Ended(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem) =>
        IsInfection(problem) && (SaidBehind(note, sentence, name) || SymptomsGone(note, sentence, name) || WithItsDrug(note, sentence, name) || OfAFinishedDrug(note, sentence, name) || SaidBefore(note, sentence, name, problem) || TreatedThen(note, sentence, name) || CourseCompleted(note, sentence, name));

    /// <summary>"UTI sx - MSU: no growth": complaints like those of an infection are a suspicion, which its test settles.</summary>
    public static Qualification OnlySymptoms(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem, Qualification meaning)
    {
        if (!IsInfection(problem) || meaning.Assertion is not { Negated: false, Likelihood: Likelihood.Confirmed } || name.End >= sentence.Range.End || !Complaints.Contains(note.Tokens[name.End].Folded)) return meaning;
        return SettledByTest.Is(note.Tokens, name, sentence.Names) ? meaning with { Assertion = meaning.Assertion with { Negated = true } } : meaning with { Assertion = meaning.Assertion with { Likelihood = Likelihood.Possible } };
    }

    private static bool IsInfection(LexiconEntry problem) =>
        (problem.Codes.Any(code => code.Value is ['A' or 'B', ..]) && !problem.Codes.Any(code => Lasting.Any(start => code.Value.StartsWith(start, StringComparison.Ordinal))))
        || problem.Name is "pneumonia" or "urinary tract infection" or "endocarditis" or "osteomyelitis" or "pyelonephritis" or "cellulitis" or "cystitis" or "bronchitis" or "acute bronchitis" or "tonsillitis" or "sinusitis" or "otitis media" or "pharyngitis" or "diverticulitis" or "impetigo";

    // "Nitrofurantoin for cystitis finished on 9/1/26", "finished levofloxacin on 02/27 for bronchitis": the drug's end is the infection's.
    private static bool OfAFinishedDrug(Note note, NotedSentence sentence, FoundName name)
    {
        var link = name.First - 1;
        while (link > sentence.Range.First && note.Tokens[link].Folded is "a" or "an" or "the" or "his" or "her" or "acute" or "recent" or "presumed" or "lower" or "simple") link--;
        if (link <= sentence.Range.First || !note.Tokens[link].Is("for") || sentence.Names.LastOrDefault(drug => drug.End <= link && drug.As(EntryKind.Drug) is not null) is not { } treated) return false;
        return sentence.Triggers.Any(trigger => trigger.Rule.Means == Meaning.Completed && EndedWords.Contain(trigger.Rule.Phrase) && (trigger.First == name.End || (trigger.End <= treated.First && treated.First - trigger.End <= Reach))
            && !Enumerable.Range(Math.Max(sentence.Range.First, trigger.First - 2), trigger.First - Math.Max(sentence.Range.First, trigger.First - 2)).Any(at => NotYet.Contains(note.Tokens[at].Folded)));
    }

    // "Pulmonary TB 2011, full course of AKT completed", "Macrobid x 5 days for cystitis in December: course completed"
    private static bool CourseCompleted(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        for (var at = name.End; at < sentence.Range.End && tokens[at].Folded is not ";"; at++)
        {
            if (sentence.Names.Any(other => other.First == at && other.As(EntryKind.Problem) is not null)) return false;
            if (!Treatments.Contains(tokens[at].Folded)) continue;
            for (var end = at + 1; end < Math.Min(sentence.Range.End, at + Reach + 1); end++)
            {
                if (NotYet.Contains(tokens[end].Folded)) return false;
                if (tokens[end].Folded is "completed" or "finished") return true;
            }
        }

        return false;
    }

    // "TB treated 1998", "prev pulmonary TB (fully treated, 1990s)": in a year that has passed.
    private static bool TreatedThen(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Reach); at++)
        {
            if (NotYet.Contains(note.Tokens[at].Folded) || note.Tokens[at].Folded is "being" or "," or ";") return false;
            if (!note.Tokens[at].Is("treated")) continue;
            for (var day = at + 1; day < Math.Min(sentence.Range.End, at + Reach); day++)
                if (note.DateAt(day) is { } then) return note.Date is { } now ? then.Year < now.Year : then.Month is null;
            return false;
        }

        return false;
    }

    // "TB Rx completed", "end of TB treatment"
    private static bool SaidBehind(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        if (name.End >= sentence.Range.End || !Treatments.Contains(tokens[name.End].Folded)) return false;
        for (var behind = name.End + 1; behind < Math.Min(sentence.Range.End, name.End + Reach) && tokens[behind].Kind != Sections.TokenKind.Mark; behind++)
        {
            if (NotYet.Contains(tokens[behind].Folded)) return false;
            if (tokens[behind].Folded is "completed" or "complete" or "finished" or "ended" or "done") return true;
        }

        for (var before = name.First - 1; before >= Math.Max(sentence.Range.First, name.First - Reach) && tokens[before].Kind == Sections.TokenKind.Word; before--)
        {
            if (tokens[before].Folded is "completed" or "finished" or "end") return before == sentence.Range.First || !NotYet.Contains(tokens[before - 1].Folded);
            if (tokens[before].Folded is "on" or "started" or "start" or "to") return false;
        }

        return false;
    }

    // "UTI symptoms gone"
    private static bool SymptomsGone(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.End;
        if (at >= sentence.Range.End || note.Tokens[at].Folded is not ("symptom" or "symptoms" or "sx")) return false;
        at++;
        while (at < sentence.Range.End && note.Tokens[at].Folded is "have" or "has" or "ha" or "are" or "is" or "now" or "all" or "fully" or "completely" or "since") at++;
        return at < sentence.Range.End && note.Tokens[at].Folded is "gone" or "resolved" or "settled" or "cleared" or "disappeared";
    }

    // "UTI in May: nitrofurantoin 100 mg bd for 5 days, finished 20 May"
    private static bool WithItsDrug(Note note, NotedSentence sentence, FoundName name)
    {
        if (sentence.Names.FirstOrDefault(drug => drug.First >= name.End && drug.As(EntryKind.Drug) is not null) is not { } drug || drug.First - name.End > Course) return false;
        if (!Enumerable.Range(name.End, drug.First - name.End).Any(at => note.Tokens[at].Folded is ":" or "-" or "(" or "->") || sentence.Names.Any(other => other.First >= name.End && other.First < drug.First)) return false;
        for (var at = drug.End; at < sentence.Range.End && note.Tokens[at].Folded is not ";"; at++)
        {
            if (sentence.Names.Any(other => other.First == at && (other.As(EntryKind.Drug) ?? other.As(EntryKind.Problem)) is not null)) return false;
            if (note.Tokens[at].Folded is "finished" or "completed") return !Enumerable.Range(Math.Max(drug.End, at - 2), at - Math.Max(drug.End, at - 2)).Any(back => NotYet.Contains(note.Tokens[back].Folded));
        }

        return false;
    }

    // "Completed treatment for TB", "completed TB treatment in Nov 2022 for pulmonary TB"
    private static bool SaidBefore(Note note, NotedSentence sentence, FoundName name, LexiconEntry problem)
    {
        for (var at = sentence.Range.First; at + 1 < sentence.Range.End; at++)
        {
            if (note.Tokens[at].Folded is not ("completed" or "finished") || (at > sentence.Range.First && NotYet.Contains(note.Tokens[at - 1].Folded))) continue;
            for (var behind = at + 1; behind < Math.Min(sentence.Range.End, at + Course); behind++)
                if (Treatments.Contains(note.Tokens[behind].Folded) && (name.First > at && name.End <= behind + 1 || IsOf(note, behind, name) || sentence.Names.Any(other => other.First > at && other.End <= behind && other.As(EntryKind.Problem)?.Name == problem.Name))) return true;
        }

        return false;
    }

    private static bool IsOf(Note note, int treated, FoundName name) =>
        name.First > treated && Enumerable.Range(treated + 1, name.First - treated - 1).All(at => note.Tokens[at].Folded is "for" or "of" or "his" or "her" or "the" or "pulmonary" or "active" or "latent");
}
