using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>Results, vital signs, social history and blood group as Observations. An unsure value is words, never a quantity.</summary>
internal static class ObservationResource
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    private static readonly HashSet<string> _statuses = ["registered", "preliminary", "final", "amended", "corrected", "unknown"];

    private static readonly HashSet<string> _flags = ["H", "L", "HH", "LL", "A", "AA", "N", "POS", "NEG", "R", "S", "I"];

    private static readonly Regex _pressure = new(@"^\s*(\d{2,3})\s*/\s*(\d{2,3})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static void Write(Utf8JsonWriter json, ResultLine line, ResultValue value, string patient)
    {
        var category = IsMeasuredOnPictures(line) ? ObservationCategory.Imaging : line.Category;
        Start(json, value.Certainty, value.Status, Category(category));
        json.Name("code").Concept(line.Concept).Name("subject").Reference(patient);
        json.WithDate("effectiveDateTime", value.Date, required: true, toTheDay: category is ObservationCategory.Imaging or ObservationCategory.VitalSign);
        if (line.Category is not (ObservationCategory.VitalSign or ObservationCategory.SocialHistory)) WithPerformer(json, value.Performer);
        if (!WithPressure(json, line, value)) WithValue(json, line, value);
        End(json, value);
    }

    // An ejection fraction comes from an echocardiogram or another picture, wherever a letter lists it.
    private static bool IsMeasuredOnPictures(ResultLine line) => line.Concept.CodeIn(CodeSystems.Loinc) is "10230-1" or "8806-2" or "18043-0" or "8808-8";

    /// <summary>Pregnancy status (Observation-pregnancy-status-uv-ips) in place of the words it was told with.</summary>
    public static void WritePregnancy(Utf8JsonWriter json, ResultValue value, bool pregnant, string patient)
    {
        Start(json, value.Certainty, value.Status, null);
        json.Name("code").Concept(CodeSystems.Loinc, "82810-3", "Pregnancy status").Name("subject").Reference(patient);
        json.WithDate("effectiveDateTime", value.Date, required: true).Name("valueCodeableConcept");
        if (pregnant) json.Concept(CodeSystems.Snomed, "77386006", "Pregnant");
        else json.Concept(CodeSystems.Snomed, "60001007", "Not pregnant");
        End(json, value);
    }

    public static void WriteBloodGroup(Utf8JsonWriter json, Attributed<string> group, string patient)
    {
        Start(json, group.Certainty, null, "laboratory");
        json.Name("code").Concept(CodeSystems.Loinc, "882-1", "ABO and Rh group [Type] in Blood").Name("subject").Reference(patient);
        json.WithDate("effectiveDateTime", null, required: true);
        WithPerformer(json, null);
        json.With("valueString", group.Value);
    }

    /// <summary>Whether the value goes out as a number with a unit.</summary>
    public static bool HasQuantity(ResultValue value) => value is { Certainty: ReadingCertainty.Sure, Value: not null };

    /// <summary>Whether the value of a line of social history goes out as a concept.</summary>
    public static bool HasConcept(ResultValue value) => !HasQuantity(value) && (HasCodes(value) || Json.Clean(value.Text) is not null);

    private static bool HasCodes(ResultValue value) => value is { Certainty: ReadingCertainty.Sure, ValueText.Codes.Count: > 0 };

    private static void Start(Utf8JsonWriter json, ReadingCertainty certainty, string? status, string? category)
    {
        json.WithCertainty(certainty).With("status", status is not null && _statuses.Contains(status) ? status : "final");
        if (category is not null) json.OpenList("category").Coded(Terminology + "observation-category", category).CloseList();
    }

    private static void End(Utf8JsonWriter json, ResultValue value)
    {
        if (value.Flag is { } flag)
        {
            json.OpenList("interpretation");
            if (_flags.Contains(flag)) json.Coded(Terminology + "v3-ObservationInterpretation", flag);
            else json.Text(flag);
            json.CloseList();
        }

        if (Json.Clean(value.ReferenceRange) is { } range) json.OpenList("referenceRange").Open().With("text", range).Close().CloseList();
    }

    private static void WithValue(Utf8JsonWriter json, ResultLine line, ResultValue value)
    {
        var words = Json.Clean(value.Text);
        if (HasQuantity(value)) json.Name("valueQuantity").Quantity(value.Value!);
        else if (HasCodes(value)) json.Name("valueCodeableConcept").Concept(value.ValueText!);
        else if (line.Category == ObservationCategory.SocialHistory && words is not null) json.Name("valueCodeableConcept").Text(words);
        else if (words is not null and not "pending") json.With("valueString", words);
        else json.Name("dataAbsentReason").Coded(Terminology + "data-absent-reason", words is null ? "unknown" : "temp-unknown");
    }

    // A blood pressure is two numbers (R4 vital signs: components 8480-6 and 8462-4).
    private static bool WithPressure(Utf8JsonWriter json, ResultLine line, ResultValue value)
    {
        if (line.Category != ObservationCategory.VitalSign || value.Certainty != ReadingCertainty.Sure || value.Value is not null || value.ValueText is null) return false;
        var match = _pressure.Match(value.ValueText.Text);
        if (!match.Success) return false;
        json.OpenList("component");
        Component(json, "8480-6", "Systolic blood pressure", match.Groups[1].Value);
        Component(json, "8462-4", "Diastolic blood pressure", match.Groups[2].Value);
        json.CloseList();
        return true;
    }

    private static void Component(Utf8JsonWriter json, string code, string name, string number) =>
        json.Open().Name("code").Concept(CodeSystems.Loinc, code, name)
            .Name("valueQuantity").Quantity(new(decimal.Parse(number, CultureInfo.InvariantCulture), "mmHg") { Ucum = "mm[Hg]" }).Close();

    private static void WithPerformer(Utf8JsonWriter json, string? name) =>
        json.OpenList("performer").Open().With("display", Json.Clean(name) ?? "not stated by the source").Close().CloseList();

    private static string Category(ObservationCategory category) => category switch
    {
        ObservationCategory.Imaging => "imaging",
        ObservationCategory.VitalSign => "vital-signs",
        ObservationCategory.SocialHistory => "social-history",
        _ => "laboratory",
    };
}
