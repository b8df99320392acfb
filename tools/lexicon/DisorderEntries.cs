namespace MedLedger.Tools.Lexicon;

/// <summary>Disorders and procedures: Disease Ontology (ICD-10-CM cross-references), the SNOMED Global Patient Set, and the shorter ICD-10-CM descriptions.</summary>
internal static class DisorderEntries
{
    private const int MostWords = 6;

    private static readonly HashSet<string> TooGeneral = new(StringComparer.OrdinalIgnoreCase)
    {
        "disease", "syndrome", "disorder", "injury", "cancer", "infection", "tumor", "benign neoplasm", "neoplasm", "pain", "allergy", "problem", "complication",
        "abscess", "ulcer", "death", "finding", "fall", "lesion", "mass", "fracture", "wound", "poisoning", "inflammation", "bleeding",
        "hemorrhage", "illness", "carcinoma", "adverse reaction", "allergic reaction", "hypersensitivity", "side effect", "drug allergy", "food allergy",
        "allergic disposition", "disability", "deformity", "cyst", "scar", "mental disorder", "genetic disease", "nervous system disease", "procedure",
        "surgery", "operation", "therapy", "treatment", "examination", "assessment", "medication", "diet", "education", "follow-up", "injection",
        "monitoring", "evaluation", "measurement", "imaging", "discharge", "admission", "consultation", "referral", "counseling", "history taking",
        "blood test", "vaccination", "immunization", "drug therapy", "physical examination", "ultrasound", "x-ray", "biopsy", "screening",
        "transfer", "vomiting", "nausea", "rash", "stop", "test", "replacement", "insertion", "removal", "repair", "drainage", "transplant", "implantation",
    };

    public static void Add(EntryTable entries, string folder)
    {
        var byDoid = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Table.Rows(folder, "disease_symptom", "doid.tsv.gz"))
        {
            byDoid[row("doid")] = row("name");
            var codes = row("xrefs").Split('|').Where(x => x.StartsWith("ICD10CM:", StringComparison.Ordinal) && !x.Contains('-', StringComparison.Ordinal)).ToList();
            if (Fits(row("name"))) entries.Add("problem", row("name"), codes.Count == 1 ? [$"icd10cm:{codes[0][8..]}"] : [], []);
        }

        foreach (var row in Table.Rows(folder, "disease_symptom", "doid_synonyms_cancer_infectious.tsv.gz"))
            if (byDoid.TryGetValue(row("doid"), out var name) && entries.Has("problem", name))
                entries.Add("problem", name, [], row("exact_synonyms").Split('|').Where(synonym => synonym.Length > 5 && Fits(synonym)));

        foreach (var row in Table.Rows(folder, "snomed_gps", "snomed_gps_2020-09.tsv.gz"))
            if (row("semantic_tag") is "disorder" or "procedure" && Fits(row("term")))
                entries.Add(row("semantic_tag") == "disorder" ? "problem" : "procedure", row("term"), [$"snomed:{row("sctid")}"], []);

        foreach (var row in Table.Rows(folder, "icd", "icd10cm_codes.tsv.gz"))
        {
            var name = row("description").Replace(", unspecified", "", StringComparison.Ordinal);
            if (row("code")[0] is >= 'A' and <= 'Q' && row("billable") == "1" && !name.Contains(',', StringComparison.Ordinal) && Fits(name))
                entries.Add("problem", name, name.Length == row("description").Length ? [$"icd10cm:{row("code")}"] : [], []);
        }
    }

    private static bool Fits(string name) =>
        name.Length > 4 && !name.EndsWith("allergy", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("allergy", StringComparison.OrdinalIgnoreCase) && !TooGeneral.Contains(name) && name.Split(' ').Length <= MostWords && !name.Contains('[', StringComparison.Ordinal);
}
