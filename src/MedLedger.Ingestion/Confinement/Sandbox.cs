using System.Diagnostics;
using System.Globalization;

namespace MedLedger.Ingestion.Confinement;

/// <summary>How a reader is locked in on this machine: decided once by trying, the strongest that works first.</summary>
internal sealed class Sandbox
{
    private const int MostOpenFiles = 256;
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);
    private readonly ReaderOptions _options;
    private readonly IReadOnlyList<string> _wrapper;

    private Sandbox(ReaderOptions options, IReadOnlyList<string> wrapper, string description)
    {
        _options = options;
        _wrapper = wrapper;
        Description = description;
    }

    /// <summary>For `doctor`.</summary>
    public string Description { get; }

    public static async Task<Sandbox> ProbeAsync(ReaderOptions options, CancellationToken cancellationToken)
    {
        (IReadOnlyList<string> Wrapper, string Description)[] candidates =
        [
            (Bubblewrap(options, ownProcesses: true), "bubblewrap: no network, own processes, read-only program files, private /tmp, no data directory; prlimit"),
            (Bubblewrap(options, ownProcesses: false), "bubblewrap: no network, read-only program files, private /tmp, no data directory; prlimit"),
            (["unshare", "--net", "--"], "unshare: no network; prlimit"),
            (["unshare", "--user", "--map-root-user", "--net", "--"], "unshare: no network; prlimit"),
        ];
        foreach (var (wrapper, description) in candidates)
            if (await WorksAsync(wrapper, cancellationToken)) return new(options, wrapper, description);
        return new(options, [], "prlimit only: install bubblewrap to keep readers off the network and the disk");
    }

    public ProcessStartInfo Start()
    {
        var command = new List<string>
        {
            "prlimit", $"--as={Number(_options.AddressSpace)}", $"--cpu={ProcessorSeconds(_options.ProcessorTime)}", $"--nofile={MostOpenFiles}", "--core=0", "--",
        };
        command.AddRange(_wrapper);
        command.Add(_options.Executable);
        command.AddRange(_options.Arguments);
        command.AddRange(ReaderProcess.Arguments(_options.Limits));
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        ClearEnvironment(start.Environment);
        return start;
    }

    // The soft limit ends a process with a signal of its own (SIGXCPU), by which the parent knows; the hard one is for those that ignore it.
    private static string ProcessorSeconds(TimeSpan time)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(time.TotalSeconds));
        return $"{Number(seconds)}:{Number(seconds + 5)}";
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    // Secrets travel in environments; a reader gets none of ours.
    private void ClearEnvironment(IDictionary<string, string?> environment)
    {
        var path = environment.TryGetValue("PATH", out var inherited) ? inherited : "/usr/bin:/bin";
        var root = environment.TryGetValue("DOTNET_ROOT", out var dotnet) ? dotnet : null;
        environment.Clear();
        environment["PATH"] = path;
        environment["LANG"] = environment["LC_ALL"] = "C";
        // Must be set before the process starts: the OpenMP runtime reads it once. More threads are slower here.
        environment["OMP_THREAD_LIMIT"] = "1";
        // The runtime reserves address space by the gigabyte unless told how much heap it may have.
        environment["DOTNET_GCHeapHardLimit"] = (_options.AddressSpace / 4).ToString("x", CultureInfo.InvariantCulture);
        // So does the C library, 64 MiB for each thread that allocates; on a busy machine there are many, and a native library then no longer fits.
        environment["MALLOC_ARENA_MAX"] = "2";
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        if (root is not null) environment["DOTNET_ROOT"] = root;
    }

    // Only what a program needs to run is there at all; everything else, the data directory first, does not exist inside.
    private static List<string> Bubblewrap(ReaderOptions options, bool ownProcesses)
    {
        var arguments = new List<string> { "bwrap", "--unshare-net", "--unshare-ipc", "--die-with-parent", "--new-session" };
        if (ownProcesses) arguments.AddRange(["--unshare-pid", "--proc", "/proc"]);
        else arguments.AddRange(["--ro-bind", "/proc", "/proc"]);
        arguments.AddRange(["--dev", "/dev", "--size", Number(options.ScratchBytes), "--tmpfs", "/tmp"]);
        foreach (var folder in (string[])["/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/dotnet"])
            arguments.AddRange(["--ro-bind-try", folder, folder]);
        foreach (var folder in ProgramFolders(options)) arguments.AddRange(["--ro-bind-try", folder, folder]);
        foreach (var folder in options.HiddenFolders.Where(Directory.Exists)) arguments.AddRange(["--tmpfs", Path.GetFullPath(folder)]);
        arguments.AddRange(["--chdir", "/", "--"]);
        return arguments;
    }

    private static IEnumerable<string> ProgramFolders(ReaderOptions options)
    {
        var paths = new List<string>(options.ReadableFolders);
        if (Path.IsPathRooted(options.Executable)) paths.Add(Path.GetDirectoryName(options.Executable)!);
        paths.AddRange(options.Arguments.Where(File.Exists).Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root) paths.Add(root);
        // The runtime that runs this process runs the reader too: …/shared/Microsoft.NETCore.App/<version>/ lies three folders below its root.
        paths.Add(Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        return paths.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Where(path => path != "/");
    }

    private static async Task<bool> WorksAsync(IReadOnlyList<string> wrapper, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTime);
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(wrapper[0], [.. wrapper.Skip(1), "true"]) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false });
            if (probe is null) return false;
            try
            {
                await probe.WaitForExitAsync(limit.Token);
                return probe.ExitCode == 0;
            }
            finally
            {
                if (!probe.HasExited) probe.Kill(entireProcessTree: true);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The program is not installed.
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
