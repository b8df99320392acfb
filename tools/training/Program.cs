using System.Diagnostics;
using MedLedger.Tools.Training;

if (args is not (["evaluate", _] or ["evaluate" or "train", _, _]))
{
    Console.Error.WriteLine("usage: MedLedger.Tools.Training evaluate SHARED [OUTPUT.bin.gz] | train SHARED OUTPUT.bin.gz");
    return 2;
}

var clock = Stopwatch.StartNew();
var job = new TrainingJob(args[1], withDevelopment: args[0] == "train", line => Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F0} s  {line}"));
job.Run();
if (args[0] == "evaluate") job.Report();
if (args.Length == 3) job.Write(args[2]);
return 0;
