using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Understanding;

/// <summary>What the corpora of letters and short notes ask of a reading: a kind of fact, and words that it contains.</summary>
internal static class Facts
{
    public static bool Hold(TextAnalysis read, string kind, string words) => kind switch
    {
        "name" => Has(read.Patient.Name?.Text, words),
        "sex" => Has(read.Patient.Sex?.ToString(), words),
        "blood" => Has(read.Patient.BloodGroup, words),
        "contact" => read.Patient.Contacts.Any(contact => Has(contact.Name, words)),
        _ => read.Findings.Any(found => Holds(found.Finding, kind) && Says(found.Finding, kind).Any(text => Has(text, words))),
    };

    private static bool Has(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<string> Says(Finding finding, string kind) => (kind, finding) switch
    {
        ("dose", MedicationFinding { Dosing.Dose: { } dose } drug) => [$"{drug.Concept.Text} {dose.Text}"],
        ("often", MedicationFinding { Dosing.TimesPerDay: { } often } drug) => [$"{drug.Concept.Text} {often:0.###}"],
        ("route", MedicationFinding { Dosing.Route: { } route } drug) => [$"{drug.Concept.Text} {route.Text}"],
        ("until", MedicationFinding { End: { } end } drug) => [$"{drug.Concept.Text} {end}"],
        ("until", _) => [],
        ("route", _) => [],
        ("dated", ObservationFinding { Effective: { } day } result) => [$"{result.Concept.Text} {day}"],
        ("performed", ProcedureFinding done) => [$"{done.Concept.Text} {done.Performed}"],
        ("vaccine", ImmunizationFinding given) => [$"{given.Concept.Text} {given.Given}"],
        ("reaction", AllergyFinding allergy) => allergy.Reactions.Select(reaction => reaction.Text),
        ("none", NoKnownFinding none) => [none.Scope.ToString()],
        _ => [finding.Concept.Text],
    };

    private static bool Holds(Finding finding, string kind) => (kind, finding) switch
    {
        ("allergy" or "reaction", AllergyFinding { Status: AllergyStatus.Active } allergy) => allergy.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
        ("refuted", AllergyFinding { Status: AllergyStatus.Refuted }) => true,
        ("medicine", MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.OnHold or MedicationStatus.Unknown } drug) => drug.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
        ("dose", MedicationFinding { Certainty: ReadingCertainty.Sure }) => true,
        ("stopped", MedicationFinding { Status: MedicationStatus.Stopped } drug) => drug.Assertion.Likelihood == Likelihood.Confirmed,
        ("held", MedicationFinding { Status: MedicationStatus.OnHold } drug) => drug.Assertion.Likelihood == Likelihood.Confirmed,
        ("problem", ProblemFinding problem) => problem.Assertion is { Negated: false, Experiencer: Experiencer.Patient, Likelihood: not Likelihood.Hypothetical },
        ("device", DeviceFinding device) => device.Active,
        ("directive", DirectiveFinding directive) => directive.Active && directive.Assertion.Likelihood != Likelihood.Hypothetical,
        ("often" or "route" or "until", MedicationFinding { Certainty: ReadingCertainty.Sure }) => true,
        ("sure", MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.Unknown, Certainty: ReadingCertainty.Sure } drug) => drug.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
        ("asneeded", MedicationFinding { Certainty: ReadingCertainty.Sure, Dosing.AsNeeded: true }) => true,
        ("result" or "dated", ObservationFinding) => true,
        ("vaccine", ImmunizationFinding { NotDone: false } given) => given.Assertion is { Negated: false },
        ("procedure" or "performed", ProcedureFinding { NotDone: false } done) => done.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
        ("none", NoKnownFinding) => true,
        _ => false,
    };
}
