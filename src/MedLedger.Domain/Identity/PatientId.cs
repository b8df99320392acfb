using System.Security.Cryptography;

namespace MedLedger.Domain.Identity;

/// <summary>A patient of this store: 128 random bits, 32 lower-case hex digits. Says nothing about the person.</summary>
public readonly record struct PatientId
{
    private readonly string? _value;

    private PatientId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This patient id was never assigned.");

    public static PatientId New(Action<byte[]>? fill = null)
    {
        var bytes = new byte[16];
        if (fill is null) RandomNumberGenerator.Fill(bytes); else fill(bytes);
        return new(Convert.ToHexStringLower(bytes));
    }

    public static bool TryParse(string? text, out PatientId id)
    {
        var wellFormed = text is { Length: 32 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    public override string ToString() => _value ?? "";
}
