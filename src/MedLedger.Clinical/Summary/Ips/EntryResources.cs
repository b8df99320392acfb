using System.Text.Json;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The lines of the record as the resources that the IPS wants for them.</summary>
internal static class EntryResources
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static string Type(RecordLine line) => line switch
    {
        AllergyLine => "AllergyIntolerance",
        NoneKnownLine { Scope: NoKnownScope.Medications } => "MedicationStatement",
        NoneKnownLine { Scope: NoKnownScope.Problems } => "Condition",
        NoneKnownLine => "AllergyIntolerance",
        MedicationLine => "MedicationStatement",
        ProblemLine => "Condition",
        ResultLine => "Observation",
        ProcedureLine => "Procedure",
        ImmunizationLine => "Immunization",
        DirectiveLine => "Consent",
        AlertLine => "Flag",
        _ => throw new InvalidOperationException($"No single resource holds a {line.GetType().Name}."),
    };

    /// <summary>Everything behind the type.</summary>
    public static void Write(Utf8JsonWriter json, RecordLine line, string patient)
    {
        switch (line)
        {
            case AllergyLine allergy: Allergy(json, allergy, patient); break;
            case NoneKnownLine none: NoneKnown(json, none, patient); break;
            case MedicationLine drug: MedicationResource.Write(json, drug, patient); break;
            case ProblemLine problem: Problem(json, problem, patient, past: false); break;
            case ResultLine result: ObservationResource.Write(json, result, result.Latest, patient); break;
            case ProcedureLine procedure: Procedure(json, procedure, patient); break;
            case ImmunizationLine vaccine: Immunization(json, vaccine, patient); break;
            case DirectiveLine directive: Directive(json, directive, patient); break;
            case AlertLine alert: Alert(json, alert, patient); break;
        }
    }

    /// <summary>A problem that is over.</summary>
    public static void WritePast(Utf8JsonWriter json, RecordLine line, string patient) => Problem(json, (ProblemLine)line, patient, past: true);

    public static void Device(Utf8JsonWriter json, DeviceLine line, string patient) =>
        json.WithCertainty(line.Certainty).Name("type").Concept(line.Concept).Name("patient").Reference(patient);

    public static void DeviceUse(Utf8JsonWriter json, DeviceLine line, string patient, string device) =>
        json.WithCertainty(line.Certainty).With("status", "active").Name("subject").Reference(patient)
            .WithDate("timingDateTime", line.Since, required: true).Name("device").Reference(device);

    private static void Allergy(Utf8JsonWriter json, AllergyLine line, string patient)
    {
        json.WithCertainty(line.Certainty)
            .Name("clinicalStatus").Coded(Terminology + "allergyintolerance-clinical", line.IsCurrent ? "active" : line.Status == AllergyStatus.Inactive ? "inactive" : "resolved")
            .Name("verificationStatus").Coded(Terminology + "allergyintolerance-verification", line.Status == AllergyStatus.Refuted ? "refuted" : line.Certainty == ReadingCertainty.Sure ? "confirmed" : "unconfirmed");
        if (line.Type is "allergy" or "intolerance") json.With("type", line.Type);
        if (line.Category is "food" or "medication" or "environment" or "biologic")
        {
            json.OpenList("category").WriteStringValue(line.Category);
            json.CloseList();
        }

        json.Name("code").Concept(line.Concept).Name("patient").Reference(patient).WithDate("onsetDateTime", line.Onset);
        if (line.Reactions.Count == 0) return;
        json.OpenList("reaction");
        foreach (var reaction in line.Reactions)
        {
            json.Open().OpenList("manifestation").Concept(reaction).CloseList();
            if (line.Severity is "mild" or "moderate" or "severe") json.With("severity", line.Severity);
            json.Close();
        }

        json.CloseList();
    }

    private static void NoneKnown(Utf8JsonWriter json, NoneKnownLine line, string patient)
    {
        // SNOMED CT codes named by the IPS for "known none".
        var (code, words) = line.Scope switch
        {
            NoKnownScope.DrugAllergies => ("409137002", "No known drug allergies"),
            NoKnownScope.FoodAllergies => ("429625007", "No known food allergies"),
            NoKnownScope.Medications => ("787481004", "No known medications"),
            NoKnownScope.Problems => ("160245001", "No current problems or disability"),
            _ => ("716186003", "No known allergies"),
        };
        json.WithCertainty(line.Certainty);
        switch (Type(line))
        {
            case "MedicationStatement":
                json.With("status", "unknown").Name("medicationCodeableConcept").Concept(CodeSystems.Snomed, code, words).Name("subject").Reference(patient)
                    .WithDate("effectiveDateTime", line.Stated, required: true);
                break;
            case "Condition":
                json.Name("clinicalStatus").Coded(Terminology + "condition-clinical", "active")
                    .Name("code").Concept(CodeSystems.Snomed, code, words).Name("subject").Reference(patient);
                break;
            default:
                json.Name("clinicalStatus").Coded(Terminology + "allergyintolerance-clinical", "active")
                    .Name("verificationStatus").Coded(Terminology + "allergyintolerance-verification", line.Certainty == ReadingCertainty.Sure ? "confirmed" : "unconfirmed")
                    .Name("code").Concept(CodeSystems.Snomed, code, words).Name("patient").Reference(patient);
                break;
        }
    }

    private static void Problem(Utf8JsonWriter json, ProblemLine line, string patient, bool past)
    {
        json.WithCertainty(line.Certainty)
            .Name("clinicalStatus").Coded(Terminology + "condition-clinical", !past ? "active" : line.Status == ProblemStatus.Resolved ? "resolved" : "inactive")
            .Name("verificationStatus").Coded(Terminology + "condition-ver-status", line.Certainty == ReadingCertainty.Sure ? "confirmed" : "provisional")
            .OpenList("category").Coded(Terminology + "condition-category", "problem-list-item").CloseList();
        if (line.Severity is { } severity) json.Name("severity").Text(severity);
        json.Name("code").Concept(line.Concept).Name("subject").Reference(patient).WithDate("onsetDateTime", line.Onset);
        if (past) json.WithDate("abatementDateTime", line.Abatement);
    }

    private static void Procedure(Utf8JsonWriter json, ProcedureLine line, string patient) =>
        json.WithCertainty(line.Certainty).With("status", "completed").Name("code").Concept(line.Concept).Name("subject").Reference(patient)
            .WithDate("performedDateTime", line.Performed, required: true);

    private static void Immunization(Utf8JsonWriter json, ImmunizationLine line, string patient) =>
        json.WithCertainty(line.Certainty).With("status", "completed").Name("vaccineCode").Concept(line.Concept).Name("patient").Reference(patient)
            .WithDate("occurrenceDateTime", line.Given, required: true);

    private static void Directive(Utf8JsonWriter json, DirectiveLine line, string patient) =>
        json.WithCertainty(line.Certainty).With("status", "active")
            .Name("scope").Coded(Terminology + "consentscope", "adr")
            .OpenList("category").Coded(Terminology + "consentcategorycodes", "acd").Concept(line.Concept).CloseList()
            .Name("patient").Reference(patient)
            .WithDate("dateTime", line.Dated)
            .Name("policyRule").Text(line.Concept.Text);

    private static void Alert(Utf8JsonWriter json, AlertLine line, string patient)
    {
        json.WithCertainty(line.Certainty).With("status", "active").Name("code");
        if (line.DoNotGive) json.Text($"Do not give: {line.Concept.Text}");
        else json.Concept(line.Concept);
        json.Name("subject").Reference(patient);
    }
}
