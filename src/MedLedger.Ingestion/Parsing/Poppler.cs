namespace MedLedger.Ingestion.Parsing;

/// <summary>Runs a poppler program on a PDF. Poppler is GPL, so it is run, never linked.</summary>
internal static class Poppler
{
    public static Task<PipedProgram.Finished> RunAsync(string program, byte[] pdf, long mostOutput, CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        PipedProgram.RunAsync(program, pdf, mostOutput, cancellationToken, arguments);
}
