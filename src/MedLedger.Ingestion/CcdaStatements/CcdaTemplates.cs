namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Entry templates of C-CDA R1.1 and R2.1 by root; versions (extensions) do not change what they mean here.</summary>
internal static class CcdaTemplates
{
    private const string Entry = "2.16.840.1.113883.10.20.22.4.";
    public const string AllergyConcern = Entry + "30";
    public const string AllergyObservation = Entry + "7";
    public const string AllergyToSubstance = "2.16.840.1.113883.10.20.24.3.90";
    public const string Reaction = Entry + "9";
    public const string Severity = Entry + "8";
    public const string AllergyStatus = Entry + "28";
    public const string ProblemConcern = Entry + "3";
    public const string ProblemObservation = Entry + "4";
    public const string ProblemStatus = Entry + "6";
    public const string EncounterDiagnosis = Entry + "80";
    public const string HealthConcern = Entry + "132";
    public const string RiskConcern = Entry + "136";
    public const string FunctionalProblem = Entry + "68";
    public const string CognitiveProblem = Entry + "73";
    public const string MedicationActivity = Entry + "16";
    public const string MedicationFreeTextSig = Entry + "147";
    public const string MedicationStatus = Entry + "47";
    public const string PlannedMedication = Entry + "42";
    public const string Indication = Entry + "19";
    public const string Immunization = Entry + "52";
    public const string PlannedImmunization = Entry + "120";
    public const string ProcedureProcedure = Entry + "14";
    public const string ProcedureAct = Entry + "12";
    public const string ProcedureObservation = Entry + "13";
    public const string PlannedAct = Entry + "39";
    public const string PlannedProcedure = Entry + "41";
    public const string PlannedObservation = Entry + "44";
    public const string Supply = Entry + "50";
    public const string ResultOrganizer = Entry + "1";
    public const string ResultObservation = Entry + "2";
    public const string VitalsOrganizer = Entry + "26";
    public const string VitalObservation = Entry + "27";
    public const string SmokingStatus = Entry + "78";
    public const string TobaccoUse = Entry + "85";
    public const string SocialObservation = Entry + "38";
    public const string Pregnancy = "2.16.840.1.113883.10.20.15.3.8";
    public const string PregnancySupplemental = Entry + "293";
    public const string FamilyOrganizer = Entry + "45";
    public const string FamilyObservation = Entry + "46";
    public const string Directive = Entry + "48";
    public const string FunctionalObservation = Entry + "67";
    public const string MentalObservation = Entry + "74";
    public const string AssessmentScale = Entry + "69";
    public const string GoalObservation = Entry + "121";
}
