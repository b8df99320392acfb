using System.Text;
using System.Text.Json.Nodes;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>FHIR R4 data types as JSON. Empty values are left out: FHIR allows no empty string, array or object.</summary>
internal static class Json
{
    private const string UnsureUrl = "urn:medledger:reading-certainty";
    private const string AbsentUrl = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    public static JsonObject Resource(string type) => new() { ["resourceType"] = type };

    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        if (value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) return json;
        json[name] = value;
        return json;
    }

    public static JsonObject WithText(this JsonObject json, string name, string? value) =>
        Clean(value) is { Length: > 0 } clean ? json.With(name, clean) : json;

    /// <summary>FHIR R4 string: no control characters but tab, line feed and carriage return, and not blank.</summary>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(text[i++]).Append(text[i]);
            else if (char.IsSurrogate(text[i]) || text[i] is '\uFFFE' or '\uFFFF') clean.Append('\uFFFD');
            else clean.Append(char.IsControl(text[i]) ? ' ' : text[i]);
        }

        var trimmed = clean.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    public static JsonObject Concept(string system, string code, string display) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code, ["display"] = display }),
        ["text"] = display,
    };

    public static JsonObject Coded(string system, string code) => new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    public static JsonObject Text(string text) => new() { ["text"] = Clean(text) ?? "not stated" };

    public static JsonObject Concept(CodedText concept)
    {
        var codings = new JsonArray();
        foreach (var code in concept.Codes.Where(code => IsUri(code.System) && IsCode(code.Value)))
            codings.Add(new JsonObject { ["system"] = code.System, ["code"] = code.Value }.WithText("display", code.Display));
        return new JsonObject().With("coding", codings).WithText("text", Clean(concept.Text) ?? "not stated");
    }

    public static JsonObject Reference(string url) => new() { ["reference"] = url };

    public static JsonObject Quantity(Quantity quantity)
    {
        var json = new JsonObject { ["value"] = quantity.Value };
        if (quantity.Comparator is "<" or "<=" or ">=" or ">") json["comparator"] = quantity.Comparator;
        json.WithText("unit", quantity.Unit);
        if (Clean(quantity.Ucum) is { } ucum && IsCode(ucum)) json.With("system", CodeSystems.Ucum).With("code", ucum);
        return json;
    }

    /// <summary>The date, or the extension that says why there is none (required elements may not be missing in the IPS).</summary>
    public static JsonObject WithDate(this JsonObject json, string name, PartialDate? date, bool required = false, bool toTheDay = false)
    {
        if (date is { } day && !(toTheDay && day.Day is null)) return json.With(name, day.ToString());
        return required ? json.With("_" + name, Absent()) : json;
    }

    public static JsonObject Absent() => new() { ["extension"] = new JsonArray(new JsonObject { ["url"] = AbsentUrl, ["valueCode"] = "unknown" }) };

    public static JsonObject WithCertainty(this JsonObject json, ReadingCertainty certainty) => certainty == ReadingCertainty.Sure
        ? json
        : json.With("extension", new JsonArray(new JsonObject { ["url"] = UnsureUrl, ["valueCode"] = "unsure" }));

    public static bool IsUri(string? text) =>
        text is { Length: > 0 } && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && text.Contains(':', StringComparison.Ordinal);

    // FHIR R4 code: [^\s]+(\s[^\s]+)*
    private static bool IsCode(string text) => text.Length > 0 && text == text.Trim() && !text.Any(char.IsControl) && !text.Contains("  ", StringComparison.Ordinal);
}
