using System.Text.Json.Nodes;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The lines of the record as the resources that the IPS wants for them.</summary>
internal static class EntryResources
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static JsonObject Allergy(AllergyLine line, string patient)
    {
        var json = Json.Resource("AllergyIntolerance").WithCertainty(line.Certainty);
        json["clinicalStatus"] = Json.Coded(Terminology + "allergyintolerance-clinical", line.IsCurrent ? "active" : line.Status == AllergyStatus.Inactive ? "inactive" : "resolved");
        json["verificationStatus"] = Json.Coded(Terminology + "allergyintolerance-verification", line.Status == AllergyStatus.Refuted ? "refuted" : line.Certainty == ReadingCertainty.Sure ? "confirmed" : "unconfirmed");
        if (line.Type is "allergy" or "intolerance") json["type"] = line.Type;
        if (line.Category is "food" or "medication" or "environment" or "biologic") json["category"] = new JsonArray(line.Category);
        json["code"] = Json.Concept(line.Concept);
        json["patient"] = Json.Reference(patient);
        json.WithDate("onsetDateTime", line.Onset);
        if (line.Reactions.Count == 0) return json;
        var reactions = new JsonArray();
        foreach (var reaction in line.Reactions)
        {
            var one = new JsonObject { ["manifestation"] = new JsonArray(Json.Concept(reaction)) };
            if (line.Severity is "mild" or "moderate" or "severe") one["severity"] = line.Severity;
            reactions.Add(one);
        }

        return json.With("reaction", reactions);
    }

    public static JsonObject NoneKnown(NoneKnownLine line, string patient)
    {
        // SNOMED CT codes named by the IPS for "known none".
        var (type, code, words) = line.Scope switch
        {
            NoKnownScope.DrugAllergies => ("AllergyIntolerance", "409137002", "No known drug allergies"),
            NoKnownScope.FoodAllergies => ("AllergyIntolerance", "429625007", "No known food allergies"),
            NoKnownScope.Medications => ("MedicationStatement", "787481004", "No known medications"),
            NoKnownScope.Problems => ("Condition", "160245001", "No current problems or disability"),
            _ => ("AllergyIntolerance", "716186003", "No known allergies"),
        };
        var json = Json.Resource(type).WithCertainty(line.Certainty);
        var concept = Json.Concept(CodeSystems.Snomed, code, words);
        switch (type)
        {
            case "MedicationStatement":
                json.With("status", "unknown").With("medicationCodeableConcept", concept).With("subject", Json.Reference(patient));
                return json.WithDate("effectiveDateTime", line.Stated, required: true);
            case "Condition":
                return json.With("clinicalStatus", Json.Coded(Terminology + "condition-clinical", "active")).With("code", concept).With("subject", Json.Reference(patient));
            default:
                json["clinicalStatus"] = Json.Coded(Terminology + "allergyintolerance-clinical", "active");
                json["verificationStatus"] = Json.Coded(Terminology + "allergyintolerance-verification", line.Certainty == ReadingCertainty.Sure ? "confirmed" : "unconfirmed");
                return json.With("code", concept).With("patient", Json.Reference(patient));
        }
    }

    public static JsonObject Problem(ProblemLine line, string patient, bool past)
    {
        var json = Json.Resource("Condition").WithCertainty(line.Certainty);
        json["clinicalStatus"] = Json.Coded(Terminology + "condition-clinical", !past ? "active" : line.Status == ProblemStatus.Resolved ? "resolved" : "inactive");
        json["verificationStatus"] = Json.Coded(Terminology + "condition-ver-status", line.Certainty == ReadingCertainty.Sure ? "confirmed" : "provisional");
        json["category"] = new JsonArray(Json.Coded(Terminology + "condition-category", "problem-list-item"));
        if (line.Severity is { } severity) json["severity"] = Json.Text(severity);
        json["code"] = Json.Concept(line.Concept);
        json["subject"] = Json.Reference(patient);
        json.WithDate("onsetDateTime", line.Onset);
        if (past) json.WithDate("abatementDateTime", line.Abatement);
        return json;
    }

    public static JsonObject Procedure(ProcedureLine line, string patient) => Json.Resource("Procedure").WithCertainty(line.Certainty)
        .With("status", "completed").With("code", Json.Concept(line.Concept)).With("subject", Json.Reference(patient))
        .WithDate("performedDateTime", line.Performed, required: true);

    public static JsonObject Immunization(ImmunizationLine line, string patient) => Json.Resource("Immunization").WithCertainty(line.Certainty)
        .With("status", "completed").With("vaccineCode", Json.Concept(line.Concept)).With("patient", Json.Reference(patient))
        .WithDate("occurrenceDateTime", line.Given, required: true);

    public static JsonObject Device(DeviceLine line, string patient) => Json.Resource("Device").WithCertainty(line.Certainty)
        .With("type", Json.Concept(line.Concept)).With("patient", Json.Reference(patient));

    public static JsonObject DeviceUse(DeviceLine line, string patient, string device) => Json.Resource("DeviceUseStatement").WithCertainty(line.Certainty)
        .With("status", "active").With("subject", Json.Reference(patient))
        .WithDate("timingDateTime", line.Since, required: true).With("device", Json.Reference(device));

    public static JsonObject Directive(DirectiveLine line, string patient) => Json.Resource("Consent").WithCertainty(line.Certainty)
        .With("status", "active")
        .With("scope", Json.Coded(Terminology + "consentscope", "adr"))
        .With("category", new JsonArray(Json.Coded(Terminology + "consentcategorycodes", "acd"), Json.Concept(line.Concept)))
        .With("patient", Json.Reference(patient))
        .WithDate("dateTime", line.Dated)
        .With("policyRule", Json.Text(line.Concept.Text));

    public static JsonObject Alert(AlertLine line, string patient) => Json.Resource("Flag").WithCertainty(line.Certainty)
        .With("status", "active")
        .With("code", line.DoNotGive ? Json.Text($"Do not give: {line.Concept.Text}") : Json.Concept(line.Concept))
        .With("subject", Json.Reference(patient));
}
