using MedLedger.Ingestion.Confinement;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.ReaderHost;
using MedLedger.Ingestion.Reading;

// The reader process of the tests: the real one, or with "misbehave" one that a document can talk into anything.
if (args is not [.., ReaderProcess.Command]) return 2;
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
if (args is ["misbehave", _])
{
    using var reader = new DocumentReader(new ReaderLimits());
    await ReaderProcess.RunAsync(input, output, new MisbehavingReader(reader, output), CancellationToken.None);
}
else
{
    await ReaderProcess.RunAsync(input, output, new ReaderLimits(), CancellationToken.None);
}

return 0;
