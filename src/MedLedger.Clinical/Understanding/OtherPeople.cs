using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Understanding;

/// <summary>Words that give what stands beside them to somebody else than the patient.</summary>
internal static class OtherPeople
{
    private const RegexOptions Flags = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Professionals = new(@"\b(?:dr|dra|prof|doctor|physician|gp|pcp|pmd|provider|prescribers?|consultant|attending|surgeon|clinician|an(?:a)?esthetist|nurse|rn|lpn|np|md|pharmacist|midwife|keyworker|care coordinator|case manager|social worker|referr(?:er|ed|ing)|requested|requesting|ordering|copies|cc|sent (?:from|to)|accepting|reporting|signed|arzt|ärztin|hausarzt|hausärztin|chefarzt|oberarzt|überweis\w+|médecin|docteur|pr|médico|medico|facultativo|enfermer[ao]|infirmi(?:er|ère)|interpreter)\b", Flags);

    private static readonly Regex Places = new(@"\b(?:hospital|infirmary|clinic|clinics|klinik\w*|clinique|hôpital|surgery|practice|praxis|cabinet|pharmacy|pharm|pharmacie|chemist|apotheke|farmacia|lab|labs|laboratory|laboratories|laboratoire|labor|laboratorio|ward|station|dept|department|service|unit|centre|center|medical|institute|secretary|secretaries|secrétariat|sekretariat|office|switchboard|helpline|hotline|advice line|line|fax|hub|team|school|dialysis|funeral home|funeral|undertakers?|hospice|agency|insurance|insurer|employer|urgences|ambulance|nursing|residential|care)\b", Flags);

    private static readonly Regex Kin = new(@"\b(?:next of kin|nok|n\.o\.k|kin|emergency|contacts?|contacto|notfallkontakt|kontaktperson|guardian|carer|caregiver|proxy|poa|hcpoa|responsible party|attende[rn]\w*|personne de confiance|familiar|insured|subscriber|guarantor|policy ?holder|donor|angehörige\w*|\w*bevollmächtigte\w*|betreuer(?:in)?)\b", Flags);

    private static readonly Regex Names = new(@"\b(?:contact|next of kin|nok|guardian|carer|caregiver|guarantor|subscriber|insured|relative|proxy|mother|father|spouse|donor)\b", Flags);

    public static bool IsProfessional(string text) => Professionals.IsMatch(text);

    public static bool IsPlace(string text) => Places.IsMatch(text);

    public static bool IsKin(string text) => Kin.IsMatch(text) || Kinship.IsNamed(text);

    /// <summary>Whether a name behind these words is somebody else's.</summary>
    public static bool OwnName(string text) => Professionals.IsMatch(text) || Names.IsMatch(text);

    public static bool IsNamed(string text) => IsProfessional(text) || IsPlace(text) || IsKin(text);
}
