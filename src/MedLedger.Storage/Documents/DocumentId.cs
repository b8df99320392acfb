using System.Text;
using MedLedger.Domain.Content;
using MedLedger.Domain.Identity;

namespace MedLedger.Storage;

/// <summary>A document of one patient: derived from patient and keyed digest, so that taking it in again meets itself.</summary>
public readonly record struct DocumentId
{
    private readonly string? _value;

    private DocumentId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This document id was never assigned.");

    public static DocumentId Of(PatientId patient, Sha256Digest keyedDigest) =>
        new(Sha256Digest.Of(Encoding.ASCII.GetBytes($"medledger/document-id/v1|{patient.Value}|{keyedDigest.Hex}")).Hex[..32]);

    public static bool TryParse(string? text, out DocumentId id)
    {
        var wellFormed = text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    public override string ToString() => _value ?? "";
}
