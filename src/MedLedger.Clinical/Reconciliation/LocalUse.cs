using MedLedger.Clinical.Identification;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Whether a drug is used where it acts (a cream, drops, an inhaler), told by its name, route and form; by the whole direction only where no route is known.</summary>
internal static class LocalUse
{
    private static readonly HashSet<string> _words = ["topical", "topically", "ophthalmic", "ocular", "eye", "eyes", "otic", "ear", "ears", "cutaneous", "cream", "ointment", "nasal", "intranasal"];

    private static readonly string[] _beginnings = ["inhal", "nebul"];

    public static bool Is(CodedText concept, Dosing? dosing) => Words(concept, dosing).Any(IsLocal);

    /// <summary>Into the rectum: local for what a drug does elsewhere, unlike for what it meets in the blood.</summary>
    public static bool IsRectal(CodedText concept, Dosing? dosing) => Words(concept, dosing).Contains("rectal");

    // "Early", "year", "antibiotic", "subcutaneous" are no ears and no creams, so whole words count.
    private static bool IsLocal(string word) => _words.Contains(word) || _beginnings.Any(start => word.StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> Words(CodedText concept, Dosing? dosing) =>
        PlainWords.Of(string.Join(' ', [concept.Text, dosing?.Route?.Text, dosing?.Form, dosing?.Route is null ? dosing?.Text : null]));
}
