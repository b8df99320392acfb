using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>A plain text file: one page without size, its text with '\n' line ends.</summary>
internal static class TextReading
{
    public static ReadOutcome Read(byte[] bytes, DocumentReading reading, ReaderLimits limits)
    {
        if (TextFile.Decode(bytes) is not { } decoded) return new ReadOutcome.Refused(reading, ReadingProblems.UnknownType);
        var text = TextFile.Normalise(decoded);
        if (string.IsNullOrWhiteSpace(text)) return new ReadOutcome.Refused(reading, ReadingProblems.Empty);
        var tooLong = text.Length > limits.MaxCharacters;
        var page = new Page { Number = 1, Origin = PageOrigin.TextLayer, Text = tooLong ? text[..limits.MaxCharacters] : text };
        var read = reading with { Pages = [page] };
        return tooLong
            ? new ReadOutcome.PartlyRead(read, ReadingProblems.TooManyCharacters(limits.MaxCharacters))
            : new ReadOutcome.Read(read);
    }
}
