using System.CommandLine;
using System.Runtime.InteropServices;
using MedLedger.Ingestion.SecondReading;
using MedLedger.Server.Composition;
using MedLedger.Storage;

namespace MedLedger.Server.Commands;

/// <summary>Checks what is installed, the confinement, the chain's node, the store; says what to do about each.</summary>
internal static class DoctorCommand
{
    internal sealed record Check(string Name, bool Ok, string Found, string? NextStep, bool Optional = false);

    public static Command Create()
    {
        var command = new Command("doctor", "Checks what is installed, the reader, the chain, the store and its keys; says what to do.");
        command.SetAction(async (parse, cancellationToken) =>
        {
            var checks = new List<Check>
            {
                Library("libtesseract.so.5", "OCR of scans", "tesseract-ocr"),
                Library("liblept.so.5", "preparation of scans", "tesseract-ocr"),
                Data("eng.traineddata", "tesseract-ocr-eng"),
                Data("osd.traineddata", "tesseract-ocr-osd"),
                new("second reader (numbers read twice)", SecondReaderFiles.AreInstalled, SecondReaderFiles.AreInstalled ? "installed" : "not found: pages are read once, and more numbers are unsure", "make build", Optional: true),
                Program("pdftotext", "PDF text", "poppler-utils"),
                Program("pdftoppm", "PDF pages as images", "poppler-utils"),
                Program("dcmdjpeg", "compressed DICOM pixels", "dcmtk") with { Optional = true },
                Program("gdcmconv", "DICOM pixels in JPEG 2000", "libgdcm-tools") with { Optional = true },
                Program("bwrap", "confinement of the reader", "bubblewrap"),
                Program("prlimit", "limits of the reader", "util-linux"),
                Program("chromium", "--format pdf only", "chromium") with { Optional = true },
                Library("libsecp256k1.so.1", "wallet signatures", "libsecp256k1-1"),
                Library("libsodium.so.23", "signed checkpoints", "libsodium23"),
                Anvil(),
                await ReaderAsync(parse.DataDirectory(), cancellationToken),
                await StoreAsync(parse, cancellationToken),
            };
            if (parse.WantsJson()) await Output.WriteJsonAsync(checks);
            else foreach (var check in checks) await Output.WriteAsync($"{(check.Ok ? "ok  " : check.Optional ? "opt " : "MISS")} {check.Name,-34} {check.Found}{(check.Ok || check.NextStep is null ? "" : $"\n     -> {check.NextStep}")}");
            return checks.All(check => check.Ok || check.Optional) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static string Install(string package) => $"sudo apt-get install -y {package}";

    private static Check Library(string name, string use, string package)
    {
        var found = NativeLibrary.TryLoad(name, out var handle);
        if (found) NativeLibrary.Free(handle);
        return new Check($"{name} ({use})", found, found ? "loads" : "not found", Install(package));
    }

    private static Check Program(string name, string use, string package)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return new Check($"{name} ({use})", path is not null, path ?? "not found", Install(package));
    }

    private static Check Data(string name, string package)
    {
        string[] folders = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"];
        var path = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return new Check(name, path is not null, path ?? "not found", Install(package));
    }

    private static Check Anvil()
    {
        var path = Anchoring.ChainConnection.AnvilPath();
        return new Check("anvil (development chain)", File.Exists(path), File.Exists(path) ? path : "not found", "make build");
    }

    private static async Task<Check> ReaderAsync(string data, CancellationToken cancellationToken)
    {
        const string Next = "reinstall with 'make build', then run doctor again";
        try
        {
            await using var reader = await Readers.ConfinedAsync(1, cancellationToken, data);
            var outcome = await reader.ReadAsync(Ingestion.Intake.IncomingDocument.FromBytes("probe.txt", "probe"u8.ToArray()), cancellationToken);
            var works = outcome is Domain.Documents.ReadOutcome.Read;
            return new Check("reader process", works, $"{(works ? "answers" : outcome.GetType().Name)}; {reader.Confinement}", Next);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            return new Check("reader process", false, trouble.Message, Next);
        }
    }

    private static async Task<Check> StoreAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var data = parse.DataDirectory();
        if (!DataDirectory.Exists(data)) return new Check("store", true, $"none yet at {data}; the first ingest makes it", null);
        try
        {
            await using var store = await Installation.OpenAsync(data, TimeProvider.System, cancellationToken);
            var anchored = await store.Anchoring.AnchoredSizeAsync(cancellationToken);
            return new Check("store", true, $"{data}: {store.LogSize} log entries, {anchored} anchored, keys fit", null);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            return new Check("store", false, trouble.Message, "read the message; ops/runbooks has the cases");
        }
    }
}
