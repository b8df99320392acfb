using System.Text.Json.Serialization;

namespace MedLedger.Domain.Findings;

/// <summary>A number with its unit, as written; never converted.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">The unit as the source writes it ("mg", "mmol/L", "tablet"); empty when it names none.</param>
public sealed record Quantity(decimal Value, string Unit)
{
    /// <summary>"&lt;", "&lt;=", "&gt;=" or "&gt;" (FHIR R4 quantity-comparator); null for an exact value.</summary>
    public string? Comparator { get; init; }

    /// <summary>UCUM code of <see cref="Unit"/>, or null when it is not known for certain.</summary>
    public string? Ucum { get; init; }

    [JsonIgnore]
    public string Text => $"{Comparator}{Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}{(Unit.Length == 0 ? "" : Unit == "%" ? "%" : " " + Unit)}";

    public override string ToString() => Text;
}
