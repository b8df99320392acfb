using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Understanding;

/// <summary>Words that give what stands beside them to somebody else than the patient.</summary>
internal static partial class OtherPeople
{
    // Lists of words without a loop inside: nothing to go back over, so linear without NonBacktracking, whose tables take long to build.
    private const RegexOptions Flat = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\b(?:dr|dra|prof|doctor|physician|gp|pcp|pmd|provider|prescribers?|consultant|attending|surgeon|clinician|an(?:a)?esthetist|nurse|rn|lpn|np|md|pharmacist|midwife|keyworker|care coordinator|case manager|social worker|referr(?:er|ed|ing)|requested|requesting|ordering|copies|cc|sent (?:from|to)|accepting|reporting|signed|arzt|ärztin|hausarzt|hausärztin|chefarzt|oberarzt|überweis\w+|médecin|docteur|pr|médico|medico|facultativo|enfermer[ao]|infirmi(?:er|ère)|interpreter)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Professionals { get; }

    [GeneratedRegex(@"\b(?:hospital|infirmary|clinic|clinics|klinik\w*|clinique|hôpital|surgery|practice|praxis|cabinet|pharmacy|pharm|pharmacie|chemist|apotheke|farmacia|lab|labs|laboratory|laboratories|laboratoire|labor|laboratorio|ward|station|dept|department|service|unit|centre|center|medical|institute|secretary|secretaries|secrétariat|sekretariat|office|switchboard|helpline|hotline|advice line|line|fax|hub|team|school|dialysis|funeral home|funeral|undertakers?|hospice|agency|insurance|insurer|employer|urgences|ambulance|nursing|residential|care)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Places { get; }

    [GeneratedRegex(@"\b(?:next of kin|nok|n\.o\.k|kin|emergency|contacts?|contacto|notfallkontakt|kontaktperson|guardian|carer|caregiver|proxy|poa|hcpoa|responsible party|attende[rn]\w*|personne de confiance|familiar|insured|subscriber|guarantor|policy ?holder|donor|angehörige\w*|\w*bevollmächtigte\w*|betreuer(?:in)?)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Kin { get; }

    [GeneratedRegex(@"\b(?:contact|next of kin|nok|guardian|carer|caregiver|guarantor|subscriber|insured|relative|proxy|mother|father|spouse|donor)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Names { get; }

    public static bool IsProfessional(string text) => Professionals.IsMatch(text);

    public static bool IsPlace(string text) => Places.IsMatch(text);

    public static bool IsKin(string text) => Kin.IsMatch(text) || Kinship.IsNamed(text);

    /// <summary>Whether a name behind these words is somebody else's.</summary>
    public static bool OwnName(string text) => Professionals.IsMatch(text) || Names.IsMatch(text);

    [GeneratedRegex(@"\b(?:care|nursing|residential|rest|retirement|group) home\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Homes { get; }

    /// <summary>As <see cref="IsNamed"/>, for the line below a patient's name: a home for residents is where the patient lives.</summary>
    public static bool IsNamedInHome(string text) => IsNamed(Homes.Replace(text, ""));

    public static bool IsNamed(string text) => IsProfessional(text) || IsPlace(text) || IsKin(text);
}
