using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.History;

/// <summary>What a text says of the need of a device, when it does not say that the patient has it.</summary>
internal enum DeviceNeed
{
    /// <summary>Nothing of the kind.</summary>
    Unsaid,

    /// <summary>"Assessed for home oxygen": nobody says what came of it.</summary>
    Weighed,

    /// <summary>"Home oxygen assessed: does not qualify", "ICD declined", "CPAP not indicated".</summary>
    NotNeeded,
}

/// <summary>Reads a <see cref="DeviceNeed"/> beside a device's name.</summary>
internal static class DeviceNeeds
{
    private const int Reach = 9;

    private static readonly HashSet<string> Denials = new(StringComparer.Ordinal) { "not", "t", "never", "nt", "no", "cannot" };

    private static readonly HashSet<string> Weighs = new(StringComparer.Ordinal) { "qualify", "qualifie", "qualifies", "qualified", "eligible", "meet", "met", "need", "needed", "required", "require", "requires", "indicated", "approved", "funded", "warranted", "recommended", "candidate", "justified", "indication" };

    private static readonly HashSet<string> Refusals = new(StringComparer.Ordinal) { "declined", "refused", "ineligible", "denied", "rejected" };

    private static readonly HashSet<string> Assessments = new(StringComparer.Ordinal) { "assessed", "assessment", "evaluation", "evaluated", "application", "referral", "considered", "eligibility", "screening" };

    private static readonly HashSet<string> LeadsIn = new(StringComparer.Ordinal) { "for", "a", "an", "of", "the", "to", "as", "home", "criteria", "any", "permanent", "indication", "candidate", "need" };

    // "Does not need ICD battery change", "no longer required": these speak of one that is there.
    private static readonly HashSet<string> OfOneThere = new(StringComparer.Ordinal) { "longer", "replacement", "change", "check", "shocks", "therapy", "increase", "overnight", "changed", "settings", "adjustment", "interrogation", "today", "maintenance", "revision" };

    public static DeviceNeed Of(Note note, NotedSentence sentence, FoundName name)
    {
        if (Before(note, sentence, name) is { } before) return before;
        var tokens = note.Tokens;
        var weighed = false;
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Reach); at++)
        {
            var word = tokens[at].Folded;
            if (word is ";" or "." or "•" || OfOneThere.Contains(word) || sentence.Names.Any(other => other.First == at && (other.As(EntryKind.Device) ?? other.As(EntryKind.Drug) ?? other.As(EntryKind.Procedure)) is not null)) break;
            // "Home oxygen, no need for …": behind a comma another clause begins, unless the need itself was told before it.
            if (word is "," && !weighed && at > name.End) break;
            if (Refusals.Contains(word) && (weighed || at - name.End <= 3)) return DeviceNeed.NotNeeded;
            if (Assessments.Contains(word) && at - name.End <= 3) weighed = true;
            if (!Weighs.Contains(word) || !Enumerable.Range(Math.Max(name.End, at - 3), at - Math.Max(name.End, at - 3)).Any(back => Denials.Contains(tokens[back].Folded))) continue;
            return at + 1 < sentence.Range.End && OfOneThere.Contains(tokens[at + 1].Folded) ? DeviceNeed.Unsaid : DeviceNeed.NotNeeded;
        }

        return weighed ? DeviceNeed.Weighed : DeviceNeed.Unsaid;
    }

    // "Does not qualify for home oxygen", "not a candidate for ICD", "assessed for home oxygen".
    private static DeviceNeed? Before(Note note, NotedSentence sentence, FoundName name)
    {
        var tokens = note.Tokens;
        var at = name.First - 1;
        while (at > sentence.Range.First && LeadsIn.Contains(tokens[at].Folded) && name.First - at < Reach) at--;
        if (at < sentence.Range.First || at + 1 >= name.First || name.End < sentence.Range.End && OfOneThere.Contains(tokens[name.End].Folded)) return null;
        var led = Enumerable.Range(at, name.First - at).Any(word => Weighs.Contains(tokens[word].Folded));
        if (led && Enumerable.Range(Math.Max(sentence.Range.First, at - 2), at + 1 - Math.Max(sentence.Range.First, at - 2)).Any(back => Denials.Contains(tokens[back].Folded))) return DeviceNeed.NotNeeded;
        return Assessments.Contains(tokens[at].Folded) && tokens[at + 1].Folded is "for" ? Of(note, sentence, name, DeviceNeed.Weighed) : null;
    }

    // "Assessed for home oxygen and does not qualify"
    private static DeviceNeed Of(Note note, NotedSentence sentence, FoundName name, DeviceNeed otherwise)
    {
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + Reach); at++)
        {
            if (note.Tokens[at].Folded is "approved" or "started" or "installed" or "qualifies" or "prescribed" or "qualifie" && !Denials.Contains(note.Tokens[at - 1].Folded)) return DeviceNeed.Unsaid;
            if (Weighs.Contains(note.Tokens[at].Folded) && Enumerable.Range(Math.Max(name.End, at - 3), at - Math.Max(name.End, at - 3)).Any(back => Denials.Contains(note.Tokens[back].Folded))) return DeviceNeed.NotNeeded;
        }

        return otherwise;
    }
}
