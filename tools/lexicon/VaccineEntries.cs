namespace MedLedger.Tools.Lexicon;

/// <summary>CDC CVX descriptions and trade names.</summary>
internal static class VaccineEntries
{
    public static void Add(EntryTable entries, string folder)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Table.Rows(folder, "vaccines", "cvx.tsv"))
        {
            if (row("status") is not ("Active" or "Inactive" or "Non-US")) continue;
            var name = row("short_description");
            names[row("cvx")] = name;
            if (name.Length > 5) entries.Add("vaccine", name, [$"cvx:{row("cvx")}"], [row("full_name")]);
        }

        foreach (var row in Table.Rows(folder, "vaccines", "trade_names.tsv"))
            if (names.TryGetValue(row("cvx"), out var name) && row("trade_name").Length > 4)
                entries.Add("vaccine", name, [$"cvx:{row("cvx")}"], [row("trade_name")]);
    }
}
