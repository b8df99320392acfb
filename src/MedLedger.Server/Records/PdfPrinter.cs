using System.Diagnostics;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Records;

/// <summary>Prints the HTML page to PDF with the machine's Chromium, in a child that sees program files, fonts and the page alone and has no network; where bubblewrap cannot run, without name resolution. The page lies in a folder of mode 0700 for that time.</summary>
internal static class PdfPrinter
{
    private static readonly string[] _programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static async Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken)
    {
        var program = _programs.FirstOrDefault(File.Exists)
            ?? throw new CommandFailedException("--format pdf prints with Chromium, which is not installed. Run: sudo apt-get install -y chromium; or use --format html and print it.");
        var folder = Directory.CreateTempSubdirectory("medledger-print-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, cancellationToken);
            await RunAsync(program, folder.FullName, page, pdf, cancellationToken);
            return File.Exists(pdf)
                ? await File.ReadAllBytesAsync(pdf, cancellationToken)
                : throw new CommandFailedException("Chromium did not print the page. Use --format html and print it from a browser.");
        }
        finally
        {
            // Chromium is gone by now on every path, so nothing writes here any more. Only a kill of this very process leaves the folder.
            folder.Delete(recursive: true);
        }
    }

    private static readonly Lazy<Task<bool>> Confinement = new(ProbeAsync);

    private static string[] Bubblewrap(string folder) =>
    [
        "bwrap", "--unshare-net", "--unshare-ipc", "--unshare-pid", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
        .. ((string[])["/usr", "/bin", "/lib", "/lib64", "/opt/google", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/chromium.d"]).SelectMany(path => (string[])["--ro-bind-try", path, path]),
        "--bind", folder, folder, "--chdir", "/", "--",
    ];

    // Some containers forbid the namespaces that bubblewrap needs; a page is needed there too.
    private static async Task<bool> ProbeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("medledger-probe-");
        try
        {
            string[] command = [.. Bubblewrap(folder.FullName), "true"];
            using var probe = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
            await probe.WaitForExitAsync();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string program, string folder, string page, string pdf, CancellationToken cancellationToken)
    {
        // The page is our own output, carries no script and names no address; pictures in it are a stranger's, so the browser that decodes them is locked in.
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri,
        ];
        string[] command = [.. await Confinement.Value.WaitAsync(cancellationToken) ? Bubblewrap(folder) : [], program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // Secrets travel in environments.
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "LANG" or "LC_ALL")).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start)!;
        var drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            await drained;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            if (cancellationToken.IsCancellationRequested) throw;
            throw new CommandFailedException($"Chromium did not print the page within {_patience.TotalSeconds:0} s. Use --format html and print it from a browser.");
        }
    }
}
