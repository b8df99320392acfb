using System.Text.RegularExpressions;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Ingestion.Statements;

/// <summary>Allergies that stand among problems and diagnoses, in words ("Allergy to penicillin") or by code (ICD-10 Z88.0): each is an allergy besides.</summary>
internal static partial class AllergyAmongProblems
{
    public const string Reason = "listed as a problem";

    // ICD-10 and ICD-10-CM, "allergy status, other than to drugs" and "allergy status to drugs".
    private static readonly Dictionary<string, string> Substances = new(StringComparer.Ordinal)
    {
        ["Z880"] = "penicillin",
        ["Z881"] = "antibiotics other than penicillin",
        ["Z882"] = "sulfonamides",
        ["Z883"] = "anti-infective agents",
        ["Z884"] = "anesthetic agents",
        ["Z885"] = "narcotic agents",
        ["Z886"] = "analgesic agents",
        ["Z887"] = "serum and vaccine",
        ["Z88"] = "drugs",
        ["Z91010"] = "peanuts",
        ["Z91011"] = "milk products",
        ["Z91012"] = "eggs",
        ["Z91013"] = "seafood",
        ["Z9101"] = "food",
        ["Z9102"] = "food additives",
        ["Z91030"] = "bee venom",
        ["Z9103"] = "insects",
        ["Z91040"] = "latex",
        ["Z91041"] = "radiographic dye",
    };

    // As wide as these they name no substance: the words as they stand say more.
    private static readonly HashSet<string> Wide = new(StringComparer.OrdinalIgnoreCase) { "drug", "drugs", "medication", "food", "substance", "environmental", "seasonal", "multiple", "unspecified", "known", "other" };

    public static IEnumerable<AllergyFinding> Of(IEnumerable<Finding> findings) => [.. findings.OfType<ProblemFinding>().Select(Of).OfType<AllergyFinding>()];

    private static AllergyFinding? Of(ProblemFinding problem) => Substance(problem.Concept) is not { } substance ? null : new()
    {
        Concept = new(substance),
        Assertion = problem.Assertion,
        UnsureBecause = Reason,
        // A problem that nobody follows any more is not an allergy that is over.
        Status = problem.Assertion.Negated ? AllergyStatus.Refuted : problem.Status switch { ProblemStatus.Active => AllergyStatus.Active, ProblemStatus.Resolved => AllergyStatus.Resolved, _ => AllergyStatus.Unknown },
        Onset = problem.Onset,
        Recorded = problem.Recorded,
        EnteredInError = problem.EnteredInError,
        Sources = problem.Sources,
    };

    /// <summary>What the allergy is to; null where the concept is none.</summary>
    public static string? Substance(CodedText concept)
    {
        var text = Kind().Replace(concept.Text, "").Trim();
        var match = To().Match(text) is { Success: true } to ? to : Before().Match(text);
        if (match.Success) return match.Groups["what"].Value.Trim() is var what && No().IsMatch(what) ? null : Wide.Contains(what) ? text : what;
        return concept.Codes.Where(code => code.System.Contains("icd-10", StringComparison.OrdinalIgnoreCase)).Select(code => Named(code.Value)).FirstOrDefault(named => named is not null);
    }

    // The longest part of the code that is known.
    private static string? Named(string code)
    {
        var bare = code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
        for (var length = bare.Length; length >= 3; length--)
            if (Substances.TryGetValue(bare[..length], out var substance)) return substance;
        return null;
    }

    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    // "No latex allergy", "screening for food allergy": not an allergy.
    [GeneratedRegex(@"^(no|not|without|denies|negative|rule out|screen\w*|test\w*|encounter|family|suspected|history)\b", Words)]
    private static partial Regex No();

    // SNOMED CT's semantic tag.
    [GeneratedRegex(@"\s*\((disorder|finding|situation|event)\)\s*$", Words)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^((drug|food|known) )?(allergy|allergic|hypersensitivity|allergic reaction|anaphylaxis|anaphylactic reaction|anaphylactic shock)( status)?( due)? to (?<what>.+)$", Words)]
    private static partial Regex To();

    [GeneratedRegex(@"^(?<what>[\p{L}\p{N} /,-]+) allergy$", Words)]
    private static partial Regex Before();
}
