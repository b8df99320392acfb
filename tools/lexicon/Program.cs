using MedLedger.Tools.Lexicon;

if (args is ["interactions", var terminology, var pairs])
{
    Console.WriteLine($"{InteractionPairs.Write(terminology, pairs)} pairs");
    return 0;
}

if (args is ["strengths", var sources, var strengths])
{
    Console.WriteLine($"{Strengths.Write(sources, strengths)} drugs");
    return 0;
}

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: MedLedger.Tools.Lexicon [interactions|strengths] TERMINOLOGY_FOLDER OUTPUT.tsv.gz");
    return 2;
}

var entries = new EntryTable();
DrugEntries.Add(entries, args[0]);
VaccineEntries.Add(entries, args[0]);
LabEntries.Add(entries, args[0]);
DisorderEntries.Add(entries, args[0]);
entries.Write(args[1]);
Console.WriteLine($"{entries.Count} entries, {new FileInfo(args[1]).Length} bytes");
return 0;
