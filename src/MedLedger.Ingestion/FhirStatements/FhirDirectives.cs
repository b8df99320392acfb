using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

/// <summary>Advance directives (Consent, DocumentReference) and warnings (Flag).</summary>
internal static class FhirDirectives
{
    // consentscope and consentcategorycodes of FHIR R4; LOINC and SNOMED CT codes of advance directives.
    private static readonly string[] DirectiveCodes =
    [
        "adr", "acd", "dnr", "emrgonly", "hcd", "polst", "42348-3", "64298-3", "81334-5", "86533-7", "84095-9", "75320-2", "75787-2", "78823-2",
        "304251008", "304252001", "304253006", "143021000119109",
    ];

    public static IEnumerable<Finding> ReadConsent(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        var categories = body.Items("category").ToList();
        if (!FhirDatatypes.HasCode(body["scope"], DirectiveCodes) && !categories.Any(category => FhirDatatypes.HasCode(category, DirectiveCodes)))
        {
            context.Miss("Consent that is no advance directive");
            yield break;
        }

        var concept = categories.Select(FhirDatatypes.Concept).FirstOrDefault(category => category is not null && !IsBareCode(category))
            ?? body["provision"].Items("code").Select(FhirDatatypes.Concept).FirstOrDefault(code => code is not null)
            ?? FhirDatatypes.Concept(body["policyRule"])
            ?? FhirDatatypes.Concept(body["scope"])
            ?? new CodedText("advance directive");
        var status = body.Text("status");
        var dated = FhirDatatypes.Date(body.Text("dateTime"));
        yield return new DirectiveFinding
        {
            Concept = concept,
            Dated = dated,
            Active = status is "active" or null,
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, dated?.ToString(), status),
        };
    }

    public static IEnumerable<Finding> ReadDocument(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (!FhirDatatypes.HasCode(body["type"], DirectiveCodes) && !body.Items("category").Any(category => FhirDatatypes.HasCode(category, DirectiveCodes)))
        {
            context.Miss("DocumentReference (an attached document)");
            yield break;
        }

        // That a form exists is worth a line even though the form itself is not read.
        var concept = FhirDatatypes.Concept(body["type"]) ?? new CodedText(body.Text("description") ?? "advance directive");
        var status = body.Text("status");
        var dated = FhirDatatypes.Date(body.Text("date"));
        yield return new DirectiveFinding
        {
            Concept = concept,
            Dated = dated,
            Active = status is "current" or null,
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, dated?.ToString(), status),
        };
    }

    public static IEnumerable<Finding> ReadFlag(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (FhirDatatypes.Concept(body["code"]) is not { } concept)
        {
            context.Miss("Flag without a code");
            yield break;
        }

        var status = body.Text("status");
        yield return new AlertFinding
        {
            Concept = concept,
            Active = status is "active" or null && FhirDatatypes.Date(body["period"].Text("end")) is null,
            Recorded = FhirDatatypes.Date(body["period"].Text("start")),
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, status),
        };
    }

    private static bool IsBareCode(CodedText concept) => concept.Codes.Any(code => code.Value == concept.Text) || concept.Text.All(char.IsLower) && concept.Text.Length <= 5;
}
