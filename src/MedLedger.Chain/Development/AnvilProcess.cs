using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MedLedger.Chain.Development;

/// <summary>One running anvil. Beside its state file lies its process id, so that the next start can end what a kill left behind.</summary>
internal sealed class AnvilProcess
{
    private const int Terminate = 15; // SIGTERM
    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly string _idFile;
    private readonly Task<string> _complaint;

    private AnvilProcess(Process process, string idFile)
    {
        _process = process;
        _idFile = idFile;
        Id = process.Id;
        _complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        // Nobody reads what it prints, but a full pipe would stop it.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard error, once it has exited.</summary>
    public string Complaint => _complaint.IsCompletedSuccessfully && _complaint.Result.Length > 0 ? _complaint.Result.Trim() : "no reason given.";

    public static AnvilProcess Start(DevelopmentChainOptions options, string stateFile, int port)
    {
        var start = new ProcessStartInfo(options.AnvilPath) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "--host", "127.0.0.1", "--port", Text(port), "--chain-id", options.ChainId.ToString(CultureInfo.InvariantCulture),
            "--block-time", options.BlockTime.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
            "--slots-in-an-epoch", Text(options.SlotsInEpoch), "--hardfork", "cancun", "--mnemonic", DevelopmentAccounts.Mnemonic,
            "--state", stateFile, "--state-interval", "1", "--prune-history", "128", "--threads", "1",
            // Without this any web page in a browser on this machine could send transactions.
            "--no-cors", "--silent",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        var process = Process.Start(start) ?? throw new DevelopmentChainException($"{options.AnvilPath} could not be started.");
        var idFile = IdFile(stateFile);
        File.WriteAllText(idFile, Text(process.Id));
        return new(process, idFile);
    }

    /// <summary>Two nodes on one state file would overwrite each other. Ends a process only when it is an anvil with this very state file.</summary>
    public static async Task EndLeftoverAsync(string stateFile, CancellationToken cancellationToken)
    {
        var idFile = IdFile(stateFile);
        if (!File.Exists(idFile) || !int.TryParse(await File.ReadAllTextAsync(idFile, cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return;
        for (var waited = 0; IsOurs(id, stateFile); waited++)
        {
            if (waited == 150) throw new DevelopmentChainException($"Process {id} holds {stateFile} and does not end. Stop it and start again.");
            if (waited == 0) _ = kill(id, Terminate);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        File.Delete(idFile);
    }

    /// <summary>Asks it to end, which makes it write its state, and waits for that.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _ = kill(Id, Terminate);
            using var patience = new CancellationTokenSource(_stopTimeout);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                // The state of at most one interval ago is on disk; the journal sends again what is missing in it.
                _process.Kill();
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        File.Delete(_idFile);
        _process.Dispose();
    }

    private static bool IsOurs(int id, string stateFile)
    {
        try
        {
            return File.ReadAllText($"/proc/{Text(id)}/cmdline").Split('\0') is [var program, .. var arguments]
                && Path.GetFileName(program) == "anvil" && arguments.Contains(stateFile);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string IdFile(string stateFile) => stateFile + ".pid";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc")]
    private static extern int kill(int processId, int signal);
}
