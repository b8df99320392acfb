namespace MedLedger.Access;

/// <summary>What may be read. The default is nothing.</summary>
public enum AccessScope
{
    Nothing = 0,

    /// <summary>The one-page summary.</summary>
    Summary = 1,
}

/// <summary>Why it is read (HL7 v3 PurposeOfUse). The default is no purpose.</summary>
public enum PurposeOfUse
{
    Unspecified = 0,

    /// <summary>TREAT</summary>
    Treatment = 1,

    /// <summary>ETREAT</summary>
    EmergencyTreatment = 2,

    /// <summary>CAREMGT</summary>
    CareManagement = 3,

    /// <summary>PATRQT</summary>
    PatientRequest = 4,
}

/// <summary>The codes under which scopes and purposes are signed, logged and asked for.</summary>
public static class AccessCodes
{
    public static string Code(this AccessScope scope) => scope switch
    {
        AccessScope.Summary => "summary",
        AccessScope.Nothing => "none",
    };

    public static string Code(this PurposeOfUse purpose) => purpose switch
    {
        PurposeOfUse.Treatment => "TREAT",
        PurposeOfUse.EmergencyTreatment => "ETREAT",
        PurposeOfUse.CareManagement => "CAREMGT",
        PurposeOfUse.PatientRequest => "PATRQT",
        PurposeOfUse.Unspecified => "none",
    };

    /// <summary>The scope of a code; <see cref="AccessScope.Nothing"/> for every other text.</summary>
    public static AccessScope ScopeOf(string? code) => code == "summary" ? AccessScope.Summary : AccessScope.Nothing;

    /// <summary>The purpose of a code; <see cref="PurposeOfUse.Unspecified"/> for every other text.</summary>
    public static PurposeOfUse PurposeOf(string? code) => code switch
    {
        "TREAT" => PurposeOfUse.Treatment,
        "ETREAT" => PurposeOfUse.EmergencyTreatment,
        "CAREMGT" => PurposeOfUse.CareManagement,
        "PATRQT" => PurposeOfUse.PatientRequest,
        _ => PurposeOfUse.Unspecified,
    };
}
