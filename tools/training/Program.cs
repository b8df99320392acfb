using System.Diagnostics;
using System.Security.Cryptography;
using MedLedger.Tools.Training;

if (args is not (["evaluate", _] or ["train", _, _] or ["context", _, _, _, _]))
{
    Console.Error.WriteLine("usage: MedLedger.Tools.Training evaluate SHARED | train SHARED OUTPUT.bin.gz | context tests/corpus tools/training/texts CONTEXT.bin.gz ALLERGY.bin.gz");
    return 2;
}

if (args[0] == "context")
{
    var facts = new ContextJob(ContextCorpus.Read(args[1], args[2]));
    facts.Write(args[3], facts.Evaluate(Console.WriteLine));
    var substances = new ContextJob(ContextCorpus.Substances(args[1], args[2]));
    substances.Write(args[4], substances.EvaluateHints(Console.WriteLine));
    foreach (var file in args[3..]) Console.WriteLine($"sha256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
    return 0;
}

var clock = Stopwatch.StartNew();
var job = new TrainingJob(args[1], withDevelopment: args[0] == "train", line => Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F0} s  {line}"));
if (args[0] == "evaluate")
{
    job.Evaluate();
    return 0;
}

job.Train();
job.Write(args[2]);
Console.WriteLine($"sha256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(args[2])))}");
return 0;
