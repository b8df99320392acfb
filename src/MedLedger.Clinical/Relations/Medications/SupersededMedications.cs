using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>What one text says of the same drug in several places: a list tells the dose before the visit, "increase it to 10 mg" the one after it.</summary>
internal static class SupersededMedications
{
    public static void Settle(List<TextFinding> findings)
    {
        WithoutGivenAtHome(findings);
        PassingMention.Settle(findings);
        WithoutTapered(findings);
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var at = 0; at < findings.Count; at++)
        {
            if (findings[at].Finding is not MedicationFinding medication) continue;
            if (!places.TryGetValue(medication.Concept.Text, out var of)) places[medication.Concept.Text] = of = [];
            of.Add(at);
        }

        foreach (var of in places.Values.Where(of => of.Count > 1)) Change(findings, of);
    }

    // "Salbutamol prn" at home does not end with "given: salbutamol 5 mg neb".
    private static void WithoutGivenAtHome(List<TextFinding> findings)
    {
        var home = findings.Where(found => found is { Rule: not MedicationReader.GivenHere, Finding: MedicationFinding { Status: MedicationStatus.Active } }).Select(found => found.Finding.Concept.Text).ToHashSet(StringComparer.Ordinal);
        findings.RemoveAll(given => given is { Rule: MedicationReader.GivenHere, Finding: MedicationFinding here } && home.Contains(here.Concept.Text));
    }

    // What is being tapered to its end no longer stands as its list says.
    private static void WithoutTapered(List<TextFinding> findings)
    {
        var tapered = findings.Where(found => IsTapered(found.Finding)).Select(found => found.Finding.Concept.Text).ToHashSet(StringComparer.Ordinal);
        if (tapered.Count == 0) return;
        findings.RemoveAll(listed => listed.Finding is MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.Unknown } home && !IsTapered(home) && tapered.Contains(home.Concept.Text));
    }

    private static bool IsTapered(Finding finding) => finding is MedicationFinding { UnsureBecause: MedicationReader.TaperedOff };

    // The change is what stands from that day on. Two changes of one drug are told apart by their days, later.
    private static void Change(List<TextFinding> findings, List<int> places)
    {
        var formers = places.Where(at => findings[at] is { Rule: not MedicationReader.DoseChange, Finding: MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.Unknown, Dosing.Dose: not null } }).ToList();
        foreach (var at in places)
        {
            if (findings[at] is not { Rule: MedicationReader.DoseChange, Finding: MedicationFinding { Status: not MedicationStatus.Planned, Dosing: { Dose: { } dose } dosing } changed }) continue;
            var ended = formers.FindAll(earlier => findings[earlier].Span.Start < findings[at].Span.Start && ((MedicationFinding)findings[earlier].Finding).Dosing!.Dose!.Text != dose.Text);
            foreach (var earlier in ended)
            {
                var former = (MedicationFinding)findings[earlier].Finding;
                dosing = dosing with { Route = dosing.Route ?? former.Dosing!.Route, Form = dosing.Form ?? former.Dosing!.Form };
                findings[earlier] = findings[earlier] with { Finding = former with { Dosing = null } };
                formers.Remove(earlier);
            }

            if (ended.Count > 0) findings[at] = findings[at] with { Finding = changed with { Dosing = dosing } };
        }
    }
}
