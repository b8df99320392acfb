using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;
using MedLedger.Ingestion.Statements;

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

        var status = body.Text("status");
        if (status is "draft" or "proposed" or "rejected")
        {
            // Never in force: it says nothing, and ends nothing.
            context.Miss($"Consent {status}");
            yield break;
        }

        var named = categories.Select(FhirDatatypes.Concept).FirstOrDefault(category => category is not null && !IsBareCode(category));
        var care = body["provision"].Items("code").Select(FhirDatatypes.Concept).FirstOrDefault(code => code is not null);
        var concept = named
            ?? care
            ?? FhirDatatypes.Concept(body["policyRule"])
            ?? FhirDatatypes.Concept(body["scope"])
            ?? new CodedText("advance directive");
        string? doubt = null;
        if (body["provision"].Text("type") == "deny")
        {
            if (care is not null && !CodeStatus.IsRefusal(concept)) concept = named is null ? CodeStatus.Refused(care) : named with { Text = $"{named.Text}: {CodeStatus.Refused(care).Text}" };
            else if (care is null && !CodeStatus.IsRefusal(concept)) doubt = "it denies, and does not say what";
        }

        var dated = FhirDatatypes.Date(body.Text("dateTime"));
        yield return new DirectiveFinding
        {
            Concept = concept,
            UnsureBecause = doubt,
            Recorded = dated,
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

        var status = body.Text("status");
        if (status == "superseded")
        {
            context.Miss("DocumentReference superseded");
            yield break;
        }

        // That a form exists is worth a line even though the form itself is not read.
        var concept = FhirDatatypes.Concept(body["type"]) ?? new CodedText(body.Text("description") ?? "advance directive");
        var dated = FhirDatatypes.Date(body.Text("date"));
        yield return new DirectiveFinding
        {
            Concept = concept,
            Recorded = dated,
            Dated = dated,
            Active = status is "current" or null,
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, dated?.ToString(), status),
        };
    }

    /// <summary>An order on resuscitation (ServiceRequest): a directive, not a procedure that is planned.</summary>
    public static IEnumerable<Finding> ReadCodeStatus(FhirResource resource, CodedText concept, FhirContext context)
    {
        var body = resource.Body;
        var status = body.Text("status");
        if (status == "draft" || body.Text("intent") is "proposal" or "plan" or "option")
        {
            context.Miss("ServiceRequest on resuscitation that is not in force");
            yield break;
        }

        var ordered = FhirDatatypes.Date(body.Text("authoredOn"));
        var order = body.IsTrue("doNotPerform") ? CodeStatus.Refused(concept) : concept;
        yield return new DirectiveFinding
        {
            Concept = order,
            UnsureBecause = status is "active" or "revoked" or null ? null : $"the order is {status}",
            Recorded = ordered,
            Dated = ordered,
            Active = status != "revoked",
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, order.Text, ordered?.ToString(), status),
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
