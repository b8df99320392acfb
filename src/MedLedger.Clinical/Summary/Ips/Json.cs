using System.Text;
using System.Text.Json;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>FHIR R4 data types, written as JSON in the order of the calls. Empty values are left out: FHIR allows no empty string, array or object.</summary>
internal static class Json
{
    private const string UnsureUrl = "urn:medledger:reading-certainty";
    private const string AbsentUrl = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>What follows is the value of this property.</summary>
    public static Utf8JsonWriter Name(this Utf8JsonWriter json, string name)
    {
        json.WritePropertyName(name);
        return json;
    }

    public static Utf8JsonWriter Open(this Utf8JsonWriter json)
    {
        json.WriteStartObject();
        return json;
    }

    public static Utf8JsonWriter Close(this Utf8JsonWriter json)
    {
        json.WriteEndObject();
        return json;
    }

    public static Utf8JsonWriter OpenList(this Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        return json;
    }

    public static Utf8JsonWriter CloseList(this Utf8JsonWriter json)
    {
        json.WriteEndArray();
        return json;
    }

    /// <summary>The property as it is, without a look at what it holds.</summary>
    public static Utf8JsonWriter With(this Utf8JsonWriter json, string name, string value)
    {
        json.WriteString(name, value);
        return json;
    }

    /// <summary>The property, cleaned; none where nothing is left of it.</summary>
    public static Utf8JsonWriter WithText(this Utf8JsonWriter json, string name, string? value) => Clean(value) is { } clean ? json.With(name, clean) : json;

    /// <summary>FHIR R4 string: no control characters but tab, line feed and carriage return, and not blank.</summary>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var trimmed = (IsClean(text) ? text : Cleaned(text)).Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    private static bool IsClean(string text)
    {
        foreach (var c in text)
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF') return false;
        return true;
    }

    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(text[i++]).Append(text[i]);
            else if (char.IsSurrogate(text[i]) || text[i] is '\uFFFE' or '\uFFFF') clean.Append('\uFFFD');
            else clean.Append(char.IsControl(text[i]) ? ' ' : text[i]);
        }

        return clean.ToString();
    }

    public static Utf8JsonWriter Concept(this Utf8JsonWriter json, string system, string code, string display) =>
        json.Open().OpenList("coding").Open().With("system", system).With("code", code).With("display", display).Close().CloseList().With("text", display).Close();

    public static Utf8JsonWriter Coded(this Utf8JsonWriter json, string system, string code) =>
        json.Open().OpenList("coding").Open().With("system", system).With("code", code).Close().CloseList().Close();

    public static Utf8JsonWriter Text(this Utf8JsonWriter json, string text) => json.Open().With("text", Clean(text) ?? "not stated").Close();

    public static Utf8JsonWriter Concept(this Utf8JsonWriter json, CodedText concept)
    {
        json.Open();
        var isOpen = false;
        foreach (var code in concept.Codes)
        {
            if (!IsUri(code.System) || !IsCode(code.Value)) continue;
            if (!isOpen) json.OpenList("coding");
            isOpen = true;
            json.Open().With("system", code.System).With("code", code.Value).WithText("display", code.Display).Close();
        }

        if (isOpen) json.CloseList();
        return json.With("text", Clean(concept.Text) ?? "not stated").Close();
    }

    public static Utf8JsonWriter Reference(this Utf8JsonWriter json, string url) => json.Open().With("reference", url).Close();

    public static Utf8JsonWriter Quantity(this Utf8JsonWriter json, Quantity quantity)
    {
        json.Open().WriteNumber("value", quantity.Value);
        if (quantity.Comparator is "<" or "<=" or ">=" or ">") json.With("comparator", quantity.Comparator);
        json.WithText("unit", quantity.Unit);
        if (Clean(quantity.Ucum) is { } ucum && IsCode(ucum)) json.With("system", CodeSystems.Ucum).With("code", ucum);
        return json.Close();
    }

    /// <summary>The date, or the extension that says why there is none (required elements may not be missing in the IPS).</summary>
    public static Utf8JsonWriter WithDate(this Utf8JsonWriter json, string name, PartialDate? date, bool required = false, bool toTheDay = false)
    {
        if (date is { } day && !(toTheDay && day.Day is null)) return json.With(name, day.ToString());
        return required ? json.Name("_" + name).Open().WithExtension(AbsentUrl, "unknown").Close() : json;
    }

    public static Utf8JsonWriter WithCertainty(this Utf8JsonWriter json, ReadingCertainty certainty) =>
        certainty == ReadingCertainty.Sure ? json : json.WithExtension(UnsureUrl, "unsure");

    private static Utf8JsonWriter WithExtension(this Utf8JsonWriter json, string url, string code) =>
        json.OpenList("extension").Open().With("url", url).With("valueCode", code).Close().CloseList();

    public static bool IsUri(string? text)
    {
        if (text is not { Length: > 0 }) return false;
        foreach (var c in text)
            if (char.IsWhiteSpace(c) || char.IsControl(c)) return false;
        return text.Contains(':', StringComparison.Ordinal);
    }

    // FHIR R4 code: [^\s]+(\s[^\s]+)*
    private static bool IsCode(string text)
    {
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) return false;
        foreach (var c in text)
            if (char.IsControl(c)) return false;
        return !text.Contains("  ", StringComparison.Ordinal);
    }
}
