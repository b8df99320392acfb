using System.Text.Json;

namespace MedLedger.Formats.Fhir;

/// <summary>An element of a FHIR resource that may be missing: reading a missing part gives a missing part, never an error.</summary>
public readonly record struct FhirElement
{
    private readonly JsonElement _json;

    public FhirElement(JsonElement json) => _json = json;

    public bool Exists => _json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsObject => _json.ValueKind == JsonValueKind.Object;

    public FhirElement this[string name] =>
        IsObject && _json.TryGetProperty(name, out var child) ? new(child) : default;

    /// <summary>The elements of a list; an element that is not a list counts as a list of one (seen in real exports).</summary>
    public IEnumerable<FhirElement> Items(string name)
    {
        var child = this[name];
        if (child._json.ValueKind == JsonValueKind.Array)
            return child._json.EnumerateArray().Select(item => new FhirElement(item)).Where(item => item.Exists);
        return child.Exists ? [child] : [];
    }

    /// <summary>The first element of a list, or a missing one.</summary>
    public FhirElement First(string name) => Items(name).FirstOrDefault();

    /// <summary>A primitive as text, trimmed; null when it is missing, empty or not a primitive.</summary>
    public string? Text(string name) => this[name].Text();

    public string? Text()
    {
        switch (_json.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    var text = _json.GetString()!.Trim();
                    return text.Length == 0 ? null : text;
                }
                catch (InvalidOperationException)
                {
                    // A lone surrogate escape has no text.
                    return null;
                }

            case JsonValueKind.Number:
                return _json.GetRawText();
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                return null;
        }
    }

    /// <summary>A decimal with the precision it was written with; null when it is none or does not fit.</summary>
    public decimal? Number(string name) =>
        this[name]._json is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value) ? value : null;

    public bool IsTrue(string name) => this[name]._json.ValueKind == JsonValueKind.True;
}
