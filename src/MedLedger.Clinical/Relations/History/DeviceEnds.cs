using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;

namespace MedLedger.Clinical.Relations.History;

/// <summary>How a sentence ends a device: when it came out, or that it is only to come out.</summary>
internal sealed record DeviceEnd(bool Ordered, PartialDate? When);

/// <summary>"Port inserted September 2022, removed 12 February 2024", "the line came out in September", "Foley (remove today)", "PICC 2021-2023": the words behind a device that end it.</summary>
internal static class DeviceEnds
{
    private const int Reach = 16;
    private const int DayReach = 4;

    private static readonly HashSet<string> Ended = new(StringComparer.Ordinal) { "removed", "explanted", "returned", "pulled", "extracted", "withdrawn", "decannulated", "dislodged", "retrieved", "decommissioned", "unhooked", "entfernt", "gezogen", "explantiert", "retire", "retiree", "enleve", "retirado", "retirada", "rimosso", "rimossa" };

    private static readonly HashSet<string> Orders = new(StringComparer.Ordinal) { "remove", "pull", "removal", "twoc", "retrieve", "explant" };

    // What may stand between "out" and the device: "came out", "taken out", "is now out".
    private static readonly HashSet<string> LeadsOut = new(StringComparer.Ordinal) { "came", "taken", "is", "now", "was", "fell", "been", "pulled", "already" };

    private static readonly HashSet<string> BehindOut = new(StringComparer.Ordinal) { "on", "in", "this", "yesterday", "today", "last", "since", ",", ".", ";", ")", "at", "day" };

    private static readonly HashSet<string> NotYet = new(StringComparer.Ordinal) { "not", "never", "if", "until", "till", "unless", "before", "when", "cannot", "without", "no", "failed", "difficult", "attempted", "attempt", "unsuccessfully", "should", "could", "may" };

    // The subject of the verb is still the device: "was infected and removed", "(left chest), since removed".
    private static readonly HashSet<string> Verbal = new(StringComparer.Ordinal) { "was", "wa", "has", "been", "were", "is", "since", "then", "later", "subsequently", "finally", "now", "which", "that", "it", "and", "electively", "surgically", "already", "also" };

    private static readonly HashSet<string> Placed = new(StringComparer.Ordinal) { "inserted", "placed", "sited", "fitted", "implanted", "situ", "line", "catheter", "infected", "blocked", "chest", "arm", "left", "right", "side", "tube", "stent", "coil", "old" };

    public static DeviceEnd? Of(Note note, NotedSentence sentence, FoundName name)
    {
        if (Lasted(note, sentence, name) is { } until) return new(false, until);
        var tokens = note.Tokens;
        // "Port removed 2024": the word that ends it belongs to the name, for a bare "port" names many things.
        if (Ended.Contains(tokens[name.End - 1].Folded) || tokens[name.End - 1].Folded is "out") return new(false, DayBehind(note, sentence, name.End - 1));
        if (Retrieval(note, sentence, name) is { } retrieved) return retrieved;
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Reach) && tokens[at].Folded is not ";"; at++)
        {
            if (sentence.Names.Any(other => other.First == at && other.First >= name.End && other.As(EntryKind.Device) is not null)) return null;
            var word = tokens[at].Folded;
            var back = word == "back" && at > name.End && tokens[at - 1].Folded is "given" or "handed" or "sent" or "went" or "gone" or "taken";
            var ended = back || Ended.Contains(word) || (word == "out" && IsOut(note, sentence, name, at));
            if (!ended && !(Orders.Contains(word) && IsOrder(note, name, at))) continue;
            if (Enumerable.Range(Math.Max(name.End, at - 3), at - Math.Max(name.End, at - 3)).Any(back => NotYet.Contains(tokens[back].Folded))) return null;
            if (!ended || tokens[at - 1].Folded is "be" or "being") return new(true, null);
            if (!SpeaksOfIt(note, sentence, name, back ? at - 1 : at)) return null;
            return new(false, DayBehind(note, sentence, at));
        }

        return null;
    }

    private static PartialDate? DayBehind(Note note, NotedSentence sentence, int at) =>
        Enumerable.Range(at + 1, Math.Max(0, Math.Min(sentence.Range.End, at + 1 + DayReach) - at - 1)).Select(note.DateAt).FirstOrDefault(day => day is not null);

    // "IVC filter retrieval 2016", "IVC filter 2015, retrieval 03/2016": with its day it was done; without one it may only be planned.
    private static DeviceEnd? Retrieval(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.End;
        while (at < Math.Min(sentence.Range.End, name.End + DayReach) && (note.DateAt(at) is not null || note.Tokens[at].Kind is TokenKind.Date or TokenKind.Number || note.Tokens[at].Folded is "," or "(" or ")" or "with" or "in" or "on" or "placed" or "inserted" or "since")) at++;
        if (at >= sentence.Range.End || note.Tokens[at].Folded is not ("retrieval" or "explantation" or "extraction")) return null;
        if (at + 1 < sentence.Range.End && note.Tokens[at + 1].Folded is "planned" or "due" or "booked" or "failed" or "attempted" or "declined" or "not" or "if") return null;
        return DayBehind(note, sentence, at) is { } day && !(note.Date is { } today && day > today) ? new(false, day) : null;
    }

    // "Tunnelled line (2021-2023)"
    private static PartialDate? Lasted(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.End < sentence.Range.End && note.Tokens[name.End].IsMark('(') ? name.End + 1 : name.End;
        if (at + 2 >= sentence.Range.End || note.DateAt(at) is not { } from || !(note.Tokens[at + 1].IsMark('-') || note.Tokens[at + 1].Folded is "to" or "until" or "–" or "till")) return null;
        return note.DateAt(at + 2) is { } until && until >= from ? until : null;
    }

    private static bool IsOut(Note note, NotedSentence sentence, FoundName name, int at)
    {
        if (at > name.End && LeadsOut.Contains(note.Tokens[at - 1].Folded)) return true;
        // "Sited 03:50, out 07:10"
        if (at > name.End && note.Tokens[at - 1].IsMark(',') && at + 1 < sentence.Range.End && note.Tokens[at + 1].Kind is TokenKind.Number or TokenKind.Date) return true;
        return at == name.End && (at + 1 >= sentence.Range.End || note.DateAt(at + 1) is not null || BehindOut.Contains(note.Tokens[at + 1].Folded));
    }

    // "Foley (remove today)", "PICC - for removal": an order right behind the device.
    private static bool IsOrder(Note note, FoundName name, int at) =>
        Enumerable.Range(name.End, at - name.End).All(between => note.Tokens[between].Folded is "(" or "-" or ":" or "," or "for" or "to" or "please" or "come" or "plan" or "can");

    private static bool SpeaksOfIt(Note note, NotedSentence sentence, FoundName name, int at)
    {
        var before = at - 1;
        while (before >= name.End && (Verbal.Contains(note.Tokens[before].Folded) || LeadsOut.Contains(note.Tokens[before].Folded))) before--;
        if (before < name.End) return true;
        var word = note.Tokens[before];
        if (word.Folded is "," or "(" or "-") return before == at - 1 || note.Tokens[before + 1].Kind == TokenKind.Word;
        return note.DateAt(before) is not null || word.Kind is TokenKind.Date or TokenKind.Number || word.IsMark(')') || Placed.Contains(word.Folded);
    }
}
