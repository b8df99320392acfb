using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;

namespace MedLedger.Ingestion.Confinement;

/// <summary>The child's side: reads documents from its input, one after another, until the input ends. Knows no key, no store and no network.</summary>
public static class ReaderProcess
{
    public const string Command = "reader-process";

    /// <summary>Options of the command, each followed by a number: see <see cref="ReaderLimits"/>.</summary>
    public const string ReadersOption = "--readers";

    /// <inheritdoc cref="ReadersOption"/>
    public const string PreviewOption = "--preview-width";

    /// <summary>The command with what differs from the defaults: a reader that is told nothing reads as always.</summary>
    public static IEnumerable<string> Arguments(ReaderLimits limits)
    {
        var usual = new ReaderLimits();
        yield return Command;
        foreach (var (option, wanted, always) in ((string, int, int)[])[(ReadersOption, limits.Readers, usual.Readers), (PreviewOption, limits.PreviewWidth, usual.PreviewWidth)])
        {
            if (wanted == always) continue;
            yield return option;
            yield return wanted.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Ends when <paramref name="input"/> ends.</summary>
    public static async Task RunAsync(Stream input, Stream output, ReaderLimits limits, CancellationToken cancellationToken)
    {
        using var reader = new DocumentReader(limits);
        await RunAsync(input, output, reader, cancellationToken);
    }

    /// <summary>The same with another reader, for instance one that misbehaves on purpose.</summary>
    public static async Task RunAsync(Stream input, Stream output, IDocumentReader reader, CancellationToken cancellationToken)
    {
        while (await ReaderProtocol.ReadRequestAsync(input, cancellationToken) is { } next)
        {
            var document = IncomingDocument.FromBytes("document", next.Document);
            ReadOutcome outcome;
            try
            {
                outcome = await reader.ReadAsync(document, cancellationToken);
            }
            catch (OutOfMemoryException)
            {
                var reading = new DocumentReading { Document = Domain.Content.Sha256Digest.Of(next.Document), MediaType = "application/octet-stream", Bytes = next.Document.LongLength };
                outcome = new ReadOutcome.Refused(reading, ReadingProblems.MemoryLimit);
            }

            await ReaderProtocol.WriteAnswerAsync(output, outcome, cancellationToken);
        }
    }
}
