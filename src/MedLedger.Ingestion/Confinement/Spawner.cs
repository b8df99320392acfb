using System.Collections.Concurrent;
using System.Diagnostics;

namespace MedLedger.Ingestion.Confinement;

/// <summary>
/// Starts processes from one thread that lives as long as this process. Linux ties "die with the parent" to the thread that
/// forked (prctl(2), PR_SET_PDEATHSIG): a child started from a pool thread is killed when the pool retires that thread.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Orders = [];

    static Spawner() => new Thread(Work) { IsBackground = true, Name = "reader spawner" }.Start();

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Orders.Add((start, started));
        return started.Task;
    }

    private static void Work()
    {
        foreach (var (start, started) in Orders.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException("The process did not start."));
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                started.SetException(failure);
            }
        }
    }
}
