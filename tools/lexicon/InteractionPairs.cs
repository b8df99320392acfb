using System.IO.Compression;
using System.Text;

namespace MedLedger.Tools.Lexicon;

/// <summary>The interaction pairs of VA NDF-RT (2014) as lines "drug TAB drug TAB C|S" (critical or significant), sorted, each pair once with its graver grade.</summary>
internal static class InteractionPairs
{
    public static int Write(string folder, string output)
    {
        var pairs = new SortedDictionary<string, char>(StringComparer.Ordinal);
        foreach (var row in Table.Rows(folder, "ddi", "va_ndfrt_ddi_2014.tsv.gz"))
        {
            string[] drugs = [row("drug_a").ToLowerInvariant(), row("drug_b").ToLowerInvariant()];
            Array.Sort(drugs, StringComparer.Ordinal);
            if (drugs[0].Length == 0 || drugs[0] == drugs[1]) continue;
            var key = $"{drugs[0]}\t{drugs[1]}";
            var grade = row("severity").StartsWith("Crit", StringComparison.Ordinal) ? 'C' : 'S';
            if (grade == 'C' || !pairs.ContainsKey(key)) pairs[key] = grade;
        }

        using var stream = new GZipStream(File.Create(output), CompressionLevel.SmallestSize);
        stream.Write(Encoding.UTF8.GetBytes(string.Concat(pairs.Select(pair => $"{pair.Key}\t{pair.Value}\n"))));
        return pairs.Count;
    }
}
