using System.Diagnostics;
using System.Text;
using MedLedger.Domain.Documents;

namespace MedLedger.Ingestion.Confinement;

/// <summary>One running reader process.</summary>
internal sealed class ReaderChild : IDisposable
{
    private const int MostErrorText = 4096;
    private const int ProcessorLimitSignal = 24;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _draining;

    private ReaderChild(Process process)
    {
        _process = process;
        _draining = DrainErrorsAsync();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public int DocumentsRead { get; private set; }

    public static async Task<ReaderChild> StartAsync(ProcessStartInfo start) => new(await Spawner.StartAsync(start));

    public async Task<ReadOutcome> ReadAsync(byte[] document, CancellationToken cancellationToken)
    {
        DocumentsRead++;
        await ReaderProtocol.WriteRequestAsync(_process.StandardInput.BaseStream, new(ReaderProtocol.Version, document.Length), document, cancellationToken);
        return await ReaderProtocol.ReadAnswerAsync(_process.StandardOutput.BaseStream, cancellationToken);
    }

    /// <summary>Whether the process ended because it ran into its memory limit, as far as its last words tell.</summary>
    public async Task<bool> RanOutOfMemoryAsync()
    {
        await Task.WhenAny(_draining, Task.Delay(TimeSpan.FromSeconds(1)));
        lock (_errors)
        {
            return LastWords.TellOfMemory(_errors.ToString());
        }
    }

    /// <summary>Whether the kernel ended it at its processor limit: SIGXCPU, or SIGKILL at the hard limit; bubblewrap passes the signal on as 128 + number.</summary>
    public async Task<bool> RanOutOfTimeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode == 128 + ProcessorLimitSignal;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Lets an idle reader end by itself, so that what it used is accounted for.</summary>
    public async Task LeaveAsync(TimeSpan patience)
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(patience);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or InvalidOperationException or IOException)
        {
            // Killed next.
        }

        Dispose();
    }

    public void Dispose()
    {
        try
        {
            // The whole tree: prlimit becomes bubblewrap, which has the reader as a child, which may be running poppler.
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill.
        }

        _process.Dispose();
    }

    // The text is looked at and dropped: it could quote the document, so it is never logged.
    private async Task DrainErrorsAsync()
    {
        var buffer = new char[1024];
        try
        {
            for (int read; (read = await _process.StandardError.ReadAsync(buffer)) > 0;)
            {
                lock (_errors)
                {
                    _errors.Append(buffer, 0, read);
                    if (_errors.Length > MostErrorText) _errors.Remove(0, _errors.Length - MostErrorText);
                }
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe closed with the process.
        }
    }
}
