using MedLedger.Formats.Ccda;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>What a section is about; decides how an entry of unknown template is read.</summary>
internal enum CcdaSection
{
    Unknown,
    Allergies,
    Medications,
    AdmissionMedications,
    AdministeredMedications,
    Problems,
    PastProblems,
    Diagnoses,
    HealthConcerns,
    Results,
    Vitals,
    Social,
    Procedures,
    Immunizations,
    Encounters,
    Plan,
    Devices,
    Family,
    Directives,
    Functional,

    /// <summary>Insurance, goals, measures and privacy notices: nothing for the page.</summary>
    Aside,
}

/// <summary>Recognises sections by LOINC code, else by template, else by title (C-CDA R2.1, section 2; R1.1 the same codes).</summary>
internal static class CcdaSections
{
    private const string SectionTemplates = "2.16.840.1.113883.10.20.22.2.";

    private static readonly Dictionary<string, CcdaSection> Codes = new(StringComparer.Ordinal)
    {
        ["48765-2"] = CcdaSection.Allergies,
        ["10160-0"] = CcdaSection.Medications,
        ["10183-2"] = CcdaSection.Medications,
        ["75311-1"] = CcdaSection.Medications,
        ["42346-7"] = CcdaSection.AdmissionMedications,
        ["29549-3"] = CcdaSection.AdministeredMedications,
        ["11450-4"] = CcdaSection.Problems,
        ["11348-0"] = CcdaSection.PastProblems,
        ["46241-6"] = CcdaSection.Diagnoses,
        ["42347-5"] = CcdaSection.Diagnoses,
        ["11535-2"] = CcdaSection.Diagnoses,
        ["78375-3"] = CcdaSection.Diagnoses,
        ["10219-4"] = CcdaSection.Diagnoses,
        ["10218-6"] = CcdaSection.Diagnoses,
        ["55109-3"] = CcdaSection.Diagnoses,
        ["51848-0"] = CcdaSection.Diagnoses,
        ["75310-3"] = CcdaSection.HealthConcerns,
        ["30954-2"] = CcdaSection.Results,
        ["11493-4"] = CcdaSection.Results,
        ["8716-3"] = CcdaSection.Vitals,
        ["29762-2"] = CcdaSection.Social,
        ["47519-4"] = CcdaSection.Procedures,
        ["59774-0"] = CcdaSection.Aside,
        ["11369-6"] = CcdaSection.Immunizations,
        ["46240-8"] = CcdaSection.Encounters,
        ["18776-5"] = CcdaSection.Plan,
        ["51847-2"] = CcdaSection.Plan,
        ["59772-4"] = CcdaSection.Plan,
        ["69730-0"] = CcdaSection.Plan,
        ["46264-8"] = CcdaSection.Devices,
        ["10157-6"] = CcdaSection.Family,
        ["42348-3"] = CcdaSection.Directives,
        ["47420-5"] = CcdaSection.Functional,
        ["10190-7"] = CcdaSection.Functional,
        ["61144-2"] = CcdaSection.Functional,
        ["48768-6"] = CcdaSection.Aside,
        ["61146-7"] = CcdaSection.Aside,
        ["57017-6"] = CcdaSection.Aside,
        ["55186-1"] = CcdaSection.Aside,
        ["55187-9"] = CcdaSection.Aside,
        ["121181"] = CcdaSection.Aside,
    };

    private static readonly Dictionary<string, CcdaSection> Templates = new(StringComparer.Ordinal)
    {
        ["6"] = CcdaSection.Allergies,
        ["5"] = CcdaSection.Problems,
        ["20"] = CcdaSection.PastProblems,
        ["1"] = CcdaSection.Medications,
        ["11"] = CcdaSection.Medications,
        ["44"] = CcdaSection.AdmissionMedications,
        ["38"] = CcdaSection.AdministeredMedications,
        ["3"] = CcdaSection.Results,
        ["4"] = CcdaSection.Vitals,
        ["17"] = CcdaSection.Social,
        ["7"] = CcdaSection.Procedures,
        ["2"] = CcdaSection.Immunizations,
        ["22"] = CcdaSection.Encounters,
        ["10"] = CcdaSection.Plan,
        ["60"] = CcdaSection.Aside,
        ["14"] = CcdaSection.Functional,
        ["56"] = CcdaSection.Functional,
        ["23"] = CcdaSection.Devices,
        ["15"] = CcdaSection.Family,
        ["21"] = CcdaSection.Directives,
        ["18"] = CcdaSection.Aside,
        ["43"] = CcdaSection.Diagnoses,
        ["24"] = CcdaSection.Diagnoses,
        ["34"] = CcdaSection.Diagnoses,
        ["35"] = CcdaSection.Diagnoses,
        ["37"] = CcdaSection.Diagnoses,
        ["58"] = CcdaSection.HealthConcerns,
    };

    private static readonly (string Word, CcdaSection Section)[] Titles =
    [
        ("allerg", CcdaSection.Allergies), ("adverse reaction", CcdaSection.Allergies), ("family", CcdaSection.Family), ("plan", CcdaSection.Plan),
        ("administered", CcdaSection.AdministeredMedications), ("medication", CcdaSection.Medications), ("immuniz", CcdaSection.Immunizations), ("vaccin", CcdaSection.Immunizations),
        ("past medical", CcdaSection.PastProblems), ("past illness", CcdaSection.PastProblems), ("problem", CcdaSection.Problems), ("diagnos", CcdaSection.Diagnoses),
        ("vital", CcdaSection.Vitals), ("result", CcdaSection.Results), ("laborator", CcdaSection.Results), ("social", CcdaSection.Social),
        ("procedure", CcdaSection.Procedures), ("encounter", CcdaSection.Encounters), ("equipment", CcdaSection.Devices), ("implant", CcdaSection.Devices),
        ("directive", CcdaSection.Directives), ("functional", CcdaSection.Functional), ("payer", CcdaSection.Aside), ("insurance", CcdaSection.Aside), ("goal", CcdaSection.Aside),
    ];

    public static CcdaSection Of(CdaElement section)
    {
        foreach (var code in CdaDatatypes.Codes(section.First("code")))
            if (Codes.TryGetValue(code, out var byCode)) return byCode;
        foreach (var template in section.All("templateId").Select(template => template["root"]).OfType<string>())
            if (template.StartsWith(SectionTemplates, StringComparison.Ordinal) && Templates.TryGetValue(template[SectionTemplates.Length..].Split('.')[0], out var byTemplate)) return byTemplate;
        // A title is trusted only where the code says nothing that is known.
        var title = section.First("title")?.Text ?? section.First("code")?["displayName"] ?? "";
        return Titles.FirstOrDefault(known => title.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Section;
    }

    public static string Title(CdaElement section) =>
        section.First("title")?.Text ?? section.First("code")?["displayName"] ?? "Section";
}
