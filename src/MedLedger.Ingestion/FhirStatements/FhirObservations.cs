using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Fhir;

namespace MedLedger.Ingestion.FhirStatements;

internal static class FhirObservations
{
    private static readonly HashSet<string> VitalSigns = new(StringComparer.Ordinal)
    {
        "85354-9", "8480-6", "8462-4", "8867-4", "9279-1", "8310-5", "29463-7", "8302-2", "39156-5", "59408-5", "2708-6", "9843-4", "85353-1",
    };

    private static readonly HashSet<string> SocialHistory = new(StringComparer.Ordinal) { "72166-2", "74013-4", "11331-6", "74204-9", "11341-5" };

    private static readonly HashSet<string> Pregnancy = new(StringComparer.Ordinal) { "82810-3", "11778-8", "11779-6", "11780-4", "11639-2", "11636-8" };

    /// <summary>LOINC codes by which a blood group is reported: both together, ABO alone, Rh alone.</summary>
    private static readonly string[] BloodGroups = ["882-1", "883-9", "10331-7"];

    public static IEnumerable<Finding> Read(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        // The blood group belongs to the person: FhirPatient reads it.
        if (FhirDatatypes.HasCode(body["code"], BloodGroups)) yield break;
        var whole = One(resource, body, context);
        var parts = new List<ObservationFinding>();
        foreach (var component in body.Items("component"))
            if (One(resource, component, context) is { } part) parts.Add(part);
        if (whole is { Value: not null } or { ValueText: not null } || (whole is not null && parts.Count == 0)) yield return whole;
        foreach (var part in parts) yield return part;
        if (whole is null && parts.Count == 0) context.Miss("Observation without a code");
    }

    /// <summary>A report without results of its own has only its conclusion; the results it lists are read as Observations.</summary>
    public static IEnumerable<Finding> ReadReport(FhirResource resource, FhirContext context)
    {
        var body = resource.Body;
        if (FhirDatatypes.Concept(body["code"]) is not { } concept || body.Text("conclusion") is not { } conclusion)
        {
            if (!body.Items("result").Any()) context.Miss("DiagnosticReport without results or conclusion");
            yield break;
        }

        var imaging = body.Items("category").Any(category => FhirDatatypes.HasCode(category, "RAD", "IMG", "CT", "MR", "NMR", "RUS", "CUS", "LP29684-5", "18748-4"));
        var effective = FhirDatatypes.Start(body, "effective");
        yield return new ObservationFinding
        {
            Concept = concept,
            Category = imaging ? ObservationCategory.Imaging : ObservationCategory.Unknown,
            ValueText = new(conclusion),
            Effective = effective,
            Status = body.Text("status"),
            Recorded = FhirDatatypes.Date(body.Text("issued")),
            EnteredInError = body.Text("status") == "entered-in-error",
            Sources = context.Source(resource, concept.Text, conclusion, effective?.ToString()),
        };
    }

    /// <summary>The reported blood group in words: ABO and Rh together, or ABO with Rh behind it.</summary>
    public static (string Text, FhirResource From)? BloodGroup(IReadOnlyList<FhirResource> resources)
    {
        var found = new FhirResource?[BloodGroups.Length];
        foreach (var resource in resources)
        {
            if (resource.Type != "Observation" || !FhirDatatypes.HasCode(resource.Body["code"], BloodGroups) || !IsFinal(resource.Body) || Words(resource.Body) is null) continue;
            for (var i = 0; i < BloodGroups.Length; i++)
                if (FhirDatatypes.HasCode(resource.Body["code"], BloodGroups[i])) found[i] ??= resource;
        }

        if (found[0] is { } both) return (Words(both.Body)!, both);
        if (found[1] is not { } abo) return null;
        return found[2] is { } rh ? ($"{Words(abo.Body)} {Words(rh.Body)}", abo) : (Words(abo.Body)!, abo);
    }

    private static bool IsFinal(FhirElement body) => body.Text("status") is "final" or "amended" or "corrected" or null;

    private static string? Words(FhirElement body) => FhirDatatypes.Concept(body["valueCodeableConcept"])?.Text ?? body.Text("valueString");

    private static ObservationFinding? One(FhirResource resource, FhirElement part, FhirContext context)
    {
        if (FhirDatatypes.Concept(part["code"]) is not { } concept) return null;
        var body = resource.Body;
        var value = FhirDatatypes.Quantity(part["valueQuantity"]) ?? (part.Number("valueInteger") is { } integer ? new Quantity(integer, "") : null);
        var words = value is null ? ValueWords(part) : null;
        var status = body.Text("status");
        var effective = FhirDatatypes.Start(body, "effective");
        var flag = FhirDatatypes.Code(part.First("interpretation")) ?? FhirDatatypes.Code(part["interpretation"]);
        return new()
        {
            Concept = concept,
            Category = Category(body, concept),
            Value = value,
            ValueText = words,
            ReferenceRange = FhirDatatypes.ReferenceRange(part.First("referenceRange")),
            Flag = flag,
            Effective = effective,
            Status = status,
            Performer = body.First("performer").Text("display"),
            Recorded = FhirDatatypes.Date(body.Text("issued")),
            EnteredInError = status == "entered-in-error",
            Sources = context.Source(resource, concept.Text, value?.Text ?? words?.Text, flag, effective?.ToString(), status is "final" ? null : status),
        };
    }

    private static CodedText? ValueWords(FhirElement part)
    {
        if (FhirDatatypes.Concept(part["valueCodeableConcept"]) is { } coded) return coded;
        if (part["valueRatio"].Exists && FhirDatatypes.Quantity(part["valueRatio"]["numerator"]) is { } over && FhirDatatypes.Quantity(part["valueRatio"]["denominator"]) is { } under)
            return new($"{over.Text}:{under.Text}");
        if (part["valueRange"].Exists && FhirDatatypes.ReferenceRange(part["valueRange"]) is { } range) return new(range);
        var text = part.Text("valueString") ?? part.Text("valueDateTime") ?? part.Text("valueTime");
        if (text is not null) return new(text);
        return part["valueBoolean"].Exists ? new(part.IsTrue("valueBoolean") ? "yes" : "no") : null;
    }

    private static ObservationCategory Category(FhirElement body, CodedText concept)
    {
        var loinc = concept.CodeIn(CodeSystems.Loinc) ?? "";
        if (Pregnancy.Contains(loinc)) return ObservationCategory.Pregnancy;
        foreach (var category in body.Items("category"))
        {
            foreach (var code in FhirDatatypes.Codes(category))
            {
                switch (code.ToLowerInvariant())
                {
                    case "laboratory" or "lab": return ObservationCategory.Laboratory;
                    case "imaging": return ObservationCategory.Imaging;
                    case "vital-signs": return ObservationCategory.VitalSign;
                    case "social-history": return ObservationCategory.SocialHistory;
                }
            }
        }

        return VitalSigns.Contains(loinc) ? ObservationCategory.VitalSign
            : SocialHistory.Contains(loinc) ? ObservationCategory.SocialHistory
            : ObservationCategory.Unknown;
    }
}
