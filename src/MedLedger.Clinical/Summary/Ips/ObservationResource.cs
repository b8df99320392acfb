using System.Globalization;
using System.Text.Json.Nodes;
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

    public static JsonObject Of(ResultLine line, ResultValue value, string patient)
    {
        var category = IsMeasuredOnPictures(line) ? ObservationCategory.Imaging : line.Category;
        var json = Start(value.Certainty, value.Status, Category(category), Json.Concept(line.Concept), patient);
        json.WithDate("effectiveDateTime", value.Date, required: true, toTheDay: category is ObservationCategory.Imaging or ObservationCategory.VitalSign);
        if (line.Category is not (ObservationCategory.VitalSign or ObservationCategory.SocialHistory)) json["performer"] = Performer(value.Performer);
        if (!WithPressure(json, line, value)) WithValue(json, line, value);
        if (value.Flag is { } flag) json["interpretation"] = new JsonArray(_flags.Contains(flag) ? Json.Coded(Terminology + "v3-ObservationInterpretation", flag) : Json.Text(flag));
        if (Json.Clean(value.ReferenceRange) is { } range) json["referenceRange"] = new JsonArray(new JsonObject { ["text"] = range });
        return json;
    }

    // An ejection fraction comes from an echocardiogram or another picture, wherever a letter lists it.
    private static bool IsMeasuredOnPictures(ResultLine line) => line.Concept.CodeIn(CodeSystems.Loinc) is "10230-1" or "8806-2" or "18043-0" or "8808-8";

    public static JsonObject BloodGroup(Attributed<string> group, string patient)
    {
        var json = Start(group.Certainty, null, "laboratory", Json.Concept(CodeSystems.Loinc, "882-1", "ABO and Rh group [Type] in Blood"), patient);
        json.WithDate("effectiveDateTime", null, required: true);
        return json.With("performer", Performer(null)).With("valueString", group.Value);
    }

    private static JsonObject Start(ReadingCertainty certainty, string? status, string category, JsonObject code, string patient) =>
        Json.Resource("Observation").WithCertainty(certainty)
            .With("status", status is not null && _statuses.Contains(status) ? status : "final")
            .With("category", new JsonArray(Json.Coded(Terminology + "observation-category", category)))
            .With("code", code)
            .With("subject", Json.Reference(patient));

    private static void WithValue(JsonObject json, ResultLine line, ResultValue value)
    {
        var words = Json.Clean(value.Text);
        if (value.Certainty == ReadingCertainty.Sure && value.Value is { } number) json["valueQuantity"] = Json.Quantity(number);
        else if (value.Certainty == ReadingCertainty.Sure && value.ValueText is { Codes.Count: > 0 } coded) json["valueCodeableConcept"] = Json.Concept(coded);
        else if (line.Category == ObservationCategory.SocialHistory && words is not null) json["valueCodeableConcept"] = Json.Text(words);
        else if (words is not null and not "pending") json["valueString"] = words;
        else json["dataAbsentReason"] = Json.Coded(Terminology + "data-absent-reason", words is null ? "unknown" : "temp-unknown");
    }

    // A blood pressure is two numbers (R4 vital signs: components 8480-6 and 8462-4).
    private static bool WithPressure(JsonObject json, ResultLine line, ResultValue value)
    {
        if (line.Category != ObservationCategory.VitalSign || value.Certainty != ReadingCertainty.Sure || value.Value is not null || value.ValueText is null) return false;
        var match = _pressure.Match(value.ValueText.Text);
        if (!match.Success) return false;
        json["component"] = new JsonArray(Component("8480-6", "Systolic blood pressure", match.Groups[1].Value), Component("8462-4", "Diastolic blood pressure", match.Groups[2].Value));
        return true;
    }

    private static JsonObject Component(string code, string name, string number) => new()
    {
        ["code"] = Json.Concept(CodeSystems.Loinc, code, name),
        ["valueQuantity"] = Json.Quantity(new(decimal.Parse(number, CultureInfo.InvariantCulture), "mmHg") { Ucum = "mm[Hg]" }),
    };

    private static JsonArray Performer(string? name) => new(new JsonObject { ["display"] = Json.Clean(name) ?? "not stated by the source" });

    private static string Category(ObservationCategory category) => category switch
    {
        ObservationCategory.Imaging => "imaging",
        ObservationCategory.VitalSign => "vital-signs",
        ObservationCategory.SocialHistory => "social-history",
        _ => "laboratory",
    };
}
