using MedLedger.Domain.Documents;

namespace MedLedger.Interop.Bench;

/// <summary>HL7 v2 files parsed, and DICOM objects read or cleanly refused.</summary>
internal static class MessageFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder)
    {
        using var reader = Material.Reader();
        int messages = 0, parsed = 0, objects = 0, ended = 0;
        foreach (var (name, bytes) in Material.Files(folder, "hl7v2"))
        {
            // A grammar for another program's tests lies among the messages.
            if (bytes.AsSpan().IndexOf("MSH"u8) is < 0 or > 3 && !IsBatch(bytes)) continue;
            messages++;
            var (outcome, reading) = await Material.ReadAsync(reader, bytes);
            // A batch of several patients is parsed, and held back for that.
            if (reading.MediaType.Contains("hl7-v2", StringComparison.Ordinal) && (Material.IsRead(outcome) || outcome is ReadOutcome.Refused { Problem.Code: "several-patients" })) parsed++;
            else await Console.Error.WriteLineAsync($"not parsed: {name}");
        }

        foreach (var (name, bytes) in Material.Files(folder, "dicom"))
        {
            objects++;
            var (outcome, _) = await Material.ReadAsync(reader, bytes);
            if (Material.IsRead(outcome) || outcome is ReadOutcome.Refused or ReadOutcome.Unreadable) ended++;
            else await Console.Error.WriteLineAsync($"no outcome: {name}");
        }

        return
        [
            new("interop.hl7v2.parsed", Material.Share(parsed, messages), "fraction", messages),
            new("interop.dicom.read_or_refused", Material.Share(ended, objects), "fraction", objects),
        ];
    }

    private static bool IsBatch(ReadOnlySpan<byte> bytes) => bytes.StartsWith("FHS"u8) || bytes.StartsWith("BHS"u8);
}
