using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Context;

/// <summary>
/// A second opinion on what the rules take for a fact of the patient's present: where the words around it are unlike those around such facts,
/// it is shown as unsure. It proves nothing by itself, and makes nothing sure, past or another's.
/// </summary>
internal sealed class ContextDoubt(ContextWeights weights)
{
    public const string Because = "the words around it may say that it is over, denied or another person's";

    // No letter holds so many facts; what does was made to keep us busy.
    private const int MostJudged = 5_000;

    public void Settle(Note note, IReadOnlyList<NotedSentence> sentences, List<TextFinding> findings)
    {
        ContextFeatures? features = null;
        for (var at = 0; at < Math.Min(findings.Count, MostJudged); at++)
        {
            if (!IsPresent(findings[at].Finding) || KindOf(findings[at].Finding) is not { } kind) continue;
            features ??= new(note, sentences);
            if (Place(features, findings[at]) is var (first, end) && !weights.Fit(kind, features.Of(first, end, kind)))
                findings[at] = findings[at] with { Finding = findings[at].Finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = Because } };
        }
    }

    /// <summary>Whether the rules take it for a sure fact of the patient's own present.</summary>
    public static bool IsPresent(Finding finding) =>
        finding is { Certainty: ReadingCertainty.Sure, Assertion: { Negated: false, Likelihood: Likelihood.Confirmed, Experiencer: Experiencer.Patient, Temporality: Temporality.Current } }
        && finding switch
        {
            // A course whose end is told is over by the calendar.
            MedicationFinding medication => medication is { Status: MedicationStatus.Active or MedicationStatus.Unknown, End: null },
            // "Former smoker" is said in words of the past.
            ProblemFinding problem => problem.Status is ProblemStatus.Active or ProblemStatus.Unknown && !problem.Concept.Text.StartsWith("former ", StringComparison.Ordinal),
            AllergyFinding allergy => allergy.Status is AllergyStatus.Active or AllergyStatus.Unknown,
            ImmunizationFinding vaccine => !vaccine.NotDone,
            DeviceFinding device => device is { Active: true, Removed: null },
            DirectiveFinding directive => directive.Active,
            ProcedureFinding procedure => !procedure.NotDone,
            _ => false,
        };

    /// <summary>The letter of its kind in the features; null for what is not judged.</summary>
    public static string? KindOf(Finding finding) => finding switch
    {
        MedicationFinding => "M",
        ProblemFinding => "P",
        AllergyFinding => "A",
        ImmunizationFinding => "I",
        DeviceFinding => "D",
        DirectiveFinding => "V",
        ProcedureFinding => "R",
        _ => null,
    };

    /// <summary>Where its name stands: tokens [First, End).</summary>
    public static (int First, int End)? Place(ContextFeatures features, TextFinding found) =>
        features.Place(found.Core is { Count: > 0 } core ? core[0] : found.Span, found.Finding.Concept.Text);
}
