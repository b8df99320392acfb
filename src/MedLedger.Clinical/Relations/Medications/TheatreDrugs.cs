using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>What is given in a theatre, a labour ward or an ambulance, and what is ordered for the days after: neither is a medicine that the patient takes at home.</summary>
internal static class TheatreDrugs
{
    private const int Quarter = 15;
    private const int Behind = 6;

    // No one takes these at home, in whatever form (names as the lexicon writes them).
    private static readonly HashSet<string> NeverAtHome =
    [
        .. "oxytocin|carbetocin|carboprost|ergometrine|methylergonovine|dinoprostone|propofol|thiopental|thiopentone|etomidate|methohexital|succinylcholine|suxamethonium|rocuronium|vecuronium|atracurium|cisatracurium|mivacurium|pancuronium|sugammadex|sevoflurane|desflurane|isoflurane|halothane|nitrous oxide|remifentanil|alfentanil|sufentanil|protamine|protamine sulfate|tenecteplase|reteplase|adenosine|remimazolam|dexmedetomidine".Split('|'),
    ];

    // What is ordered for some days after an operation and seldom for longer; antibiotics besides.
    private static readonly HashSet<string> ForSomeDays =
    [
        .. "acetaminophen|ibuprofen|diclofenac|naproxen|ketorolac|celecoxib|etoricoxib|parecoxib|ketoprofen|dexketoprofen|mefenamic acid|metamizole|dipyrone|tramadol|codeine|oxycodone|morphine|hydromorphone|hydrocodone|dihydrocodeine|tapentadol|fentanyl|meperidine|ondansetron|granisetron|metoclopramide|cyclizine|dimenhydrinate|promethazine|prochlorperazine|droperidol|dexamethasone|prednisone|prednisolone|methylprednisolone|enoxaparin|dalteparin|tinzaparin|heparin|fondaparinux|docusate|senna|sennosides|lactulose|bisacodyl|macrogol|polyethylene glycol 3350|simethicone".Split('|'),
    ];

    private static readonly string[][] Moments = [.. new[] { "at incision", "at skin incision", "before incision", "before skin incision", "prior to incision", "pre incision", "at induction", "on induction", "with induction", "at knife to skin", "before knife to skin", "at cord clamping", "after cord clamping", "at cord clamp", "intraoperatively", "intra operatively", "intraop", "intra op", "in theatre", "in the operating room", "in recovery", "in pacu", "on the table", "at extubation", "at delivery of the anterior shoulder", "with anterior shoulder", "after delivery of the placenta", "for the third stage", "before tourniquet" }.Select(phrase => Tokenizer.Words(phrase).ToArray())];

    public static bool IsAcute(LexiconEntry entry) => entry.Name.Split(" / ").All(part => ForSomeDays.Contains(part) || UnendedCourseRule.AntiInfectives.Contains(part));

    /// <summary>Whether it was given there and then, though no word says so: by its kind, by the moment behind it, or by the time of day before it.</summary>
    public static bool GivenThere(Note note, NotedSentence sentence, FoundName name, LexiconEntry entry, Dosing? dosing, int end)
    {
        if (dosing is { TimesPerDay: not null } or { AsNeeded: true } or { FrequencyText: not null }) return false;
        if (NeverAtHome.Contains(entry.Name)) return true;
        for (var at = name.End; at < Math.Min(sentence.Range.End, Math.Max(name.End, end) + Behind) && note.Tokens[at].Folded is not ("." or ";"); at++)
        {
            if (sentence.Names.Any(other => other.First == at && other.As(EntryKind.Drug) is not null)) break;
            if (Moments.Any(moment => StandsAt(note, at, moment))) return true;
        }

        return dosing is { Dose: not null } && BehindItsTime(note, name);
    }

    /// <summary>The doubt about a drug that an operation's report orders for afterwards, where nobody wrote for how long.</summary>
    public static string? OrderedForAfterwards(Note note, FoundName name, LexiconEntry entry) =>
        IsAcute(entry) && OperationParts.IsAfterwards(note.Tokens, name.First) ? "it was ordered for the days after an operation" : null;

    /// <summary>"On ramipril 5 mg daily" among what was given: a whole direction that says that it is the usual one.</summary>
    public static bool IsUsual(Note note, NotedSentence sentence, FoundName name, Dosing? dosing, int end) =>
        sentence.Section.Kind == SectionKind.Given && dosing is { Dose: not null, TimesPerDay: not null }
        && Enumerable.Range(sentence.Range.First, Math.Min(sentence.Range.End, end + Behind) - sentence.Range.First).Any(at => note.Tokens[at].Folded is "home" or "usual" or "usually" or "regular" or "regularly" or "takes" or "taking" or "normally" || (at < name.First && note.Tokens[at].Is("on") && at == sentence.Range.First));

    // "18:02  Tranexamic acid 1 g": nobody draws up a schedule for such minutes.
    private static bool BehindItsTime(Note note, FoundName name)
    {
        var first = name.First;
        while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[name.First].Line && name.First - first < Behind) first--;
        while (first < name.First && note.Tokens[first].Kind is TokenKind.Date or TokenKind.Mark) first++;
        return GivenTables.Clock(note.Text, note.Tokens, first) is var (minutes, end) && minutes % Quarter != 0 && end > first + 2 && (end == name.First || (end + 1 == name.First && note.Tokens[end].Folded is "gave" or "given" or "-" or "iv" or "im" or "po" or "inj" or "|"));
    }

    private static bool StandsAt(Note note, int at, string[] words)
    {
        foreach (var word in words)
        {
            if (at < note.Tokens.Count && note.Tokens[at].IsMark('-')) at++;
            if (at >= note.Tokens.Count || note.Tokens[at].Folded != word) return false;
            at++;
        }

        return true;
    }
}
