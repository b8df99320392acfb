using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>"Patients taking lithium should avoid ibuprofen", "students with diabetes": printed advice for anybody tells nothing of this patient.</summary>
internal static class Anybody
{
    // Words are folded to their singular: "patient with COPD" is this one.
    private static readonly HashSet<string> Singular = new(StringComparer.Ordinal) { "patient", "person", "student", "pupil", "adult", "individual", "carrier", "user", "resident", "smoker", "diabetic", "asthmatic" };

    private static readonly HashSet<string> Plural = new(StringComparer.Ordinal) { "people", "children", "women", "men", "anyone", "everyone", "those", "families", "family" };

    public static bool IsMeantBy(Trigger trigger) =>
        trigger.Rule.Means == Meaning.Hypothetical && trigger.Rule.Phrase.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end
        && (trigger.Rule.Phrase.StartsWith("any ", StringComparison.Ordinal) || Plural.Contains(trigger.Rule.Phrase[..end]) || Singular.Contains(trigger.Rule.Phrase[..(end - 1)]));

    /// <summary>Whether the words name one person only.</summary>
    public static bool IsOne(Trigger trigger, IReadOnlyList<Token> tokens) =>
        IsMeantBy(trigger) && tokens[trigger.First] is var noun && Singular.Contains(noun.Folded) && noun.End - noun.Start <= noun.Folded.Length;
}
