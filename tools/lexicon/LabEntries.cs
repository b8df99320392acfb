namespace MedLedger.Tools.Lexicon;

/// <summary>Hospital names of the blood and urine tests that are run often, with their LOINC codes unchanged.</summary>
internal static class LabEntries
{
    public static void Add(EntryTable entries, string folder)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in Table.Rows(folder, "labs", "lab_names_loinc_mimic.tsv"))
        {
            var label = row("label_as_used");
            if (label.Length < 4 || row("loinc").Length == 0 || row("fluid") is not ("Blood" or "Urine")) continue;
            if (!int.TryParse(row("n_results_in_mimic_iv"), out var results) || results < 500) continue;
            var name = row("fluid") == "Urine" && !label.Contains("urine", StringComparison.OrdinalIgnoreCase) ? $"urine {label}" : label;
            if (taken.Add(name)) entries.Add("lab", name, [$"loinc:{row("loinc")}"], []);
        }
    }
}
