using MedLedger.Domain.Findings;
using MedLedger.Formats.Ccda;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Entries become findings: by template where it is known, else by the section and the kind of act. What has no reader is counted, never an error.</summary>
internal static class CcdaFindings
{
    private static readonly HashSet<string> Statements = new(StringComparer.Ordinal) { "act", "observation", "organizer", "procedure", "substanceAdministration", "supply", "encounter" };

    /// <summary>The findings of a section's entries.</summary>
    public static IReadOnlyList<Finding> Read(CdaElement section, CcdaSection kind, CcdaContext context)
    {
        var findings = new List<Finding>();
        var ambient = CcdaAmbient.Of(kind, section);
        foreach (var entry in section.All("entry")) ReadBelow(entry, ambient.Into(entry), context, findings);
        findings.AddRange(AllergyAmongProblems.Of(findings));
        return findings;
    }

    /// <summary>The findings of a fragment that is a statement itself, or holds some.</summary>
    public static IReadOnlyList<Finding> ReadFragment(CdaElement root, CcdaContext context)
    {
        var findings = new List<Finding>();
        var ambient = CcdaAmbient.Of(CcdaSection.Unknown, null);
        if (Statements.Contains(root.Name)) ReadOne(root, ambient.Into(root), context, findings);
        else ReadBelow(root, ambient.Into(root), context, findings);
        findings.AddRange(AllergyAmongProblems.Of(findings));
        return findings;
    }

    private static void ReadBelow(CdaElement element, CcdaAmbient ambient, CcdaContext context, List<Finding> findings)
    {
        foreach (var child in element.Children)
        {
            if (Statements.Contains(child.Name)) ReadOne(child, ambient.Into(child), context, findings);
            else if (child.Name is "entryRelationship" or "component" or "entry") ReadBelow(child, ambient.Into(child), context, findings);
        }
    }

    private static void ReadOne(CdaElement statement, CcdaAmbient ambient, CcdaContext context, List<Finding> findings)
    {
        var before = findings.Count;
        switch (statement.Name)
        {
            case "substanceAdministration":
                Add(statement.HasTemplate(CcdaTemplates.Immunization, CcdaTemplates.PlannedImmunization) || ambient.Section == CcdaSection.Immunizations
                    ? CcdaCare.ReadImmunization(statement, ambient, context)
                    : CcdaMedications.Read(statement, ambient, context));
                break;
            case "supply" when ambient.Section == CcdaSection.Devices || statement.HasTemplate(CcdaTemplates.Supply):
                findings.AddRange(CcdaCare.ReadDevices(statement, ambient, context));
                break;
            case "supply" when ambient.Section == CcdaSection.Medications && CcdaMedications.Product(statement, context) is not null:
                Add(CcdaMedications.Read(statement, ambient, context));
                break;
            case "procedure" when ambient.Section == CcdaSection.Devices:
                findings.AddRange(CcdaCare.ReadDevices(statement, ambient, context));
                break;
            case "procedure":
            case "act" when statement.HasTemplate(CcdaTemplates.ProcedureAct, CcdaTemplates.PlannedAct):
            case "observation" when statement.HasTemplate(CcdaTemplates.ProcedureObservation):
                findings.AddRange(CcdaCare.ReadProcedure(statement, ambient, context));
                break;
            case "organizer" when statement.HasTemplate(CcdaTemplates.FamilyOrganizer) || ambient.Section == CcdaSection.Family:
                findings.AddRange(CcdaProblems.ReadFamily(statement, ambient, context));
                break;
            case "organizer" when CategoryOf(statement, ambient) is { } category:
                ReadPanel(statement, ambient, category, context, findings);
                break;
            case "observation":
                ReadObservation(statement, ambient, context, findings);
                break;
            default:
                ReadAct(statement, ambient, context, findings);
                break;
        }

        if (findings.Count == before && statement.Name == "observation" && ambient.Section is CcdaSection.Unknown) context.Miss("observation of an unknown kind");

        void Add(Finding? finding)
        {
            if (finding is not null) findings.Add(finding);
        }
    }

    private static void ReadPanel(CdaElement organizer, CcdaAmbient ambient, ObservationCategory category, CcdaContext context, List<Finding> findings)
    {
        foreach (var component in organizer.All("component"))
        {
            foreach (var child in component.Children.Where(child => Statements.Contains(child.Name)))
            {
                var around = ambient.Into(component).Into(child);
                if (child.Name == "organizer") ReadPanel(child, around, category, context, findings);
                else if (child.Name != "observation") ReadOne(child, around, context, findings);
                else if (CcdaResults.Read(child, organizer, around, category, context) is { } result) findings.Add(result);
                else if (!CdaDatatypes.HasCode(child.First("code"), CcdaResults.BloodGroups)) context.Miss("result without a value");
            }
        }
    }

    private static void ReadObservation(CdaElement observation, CcdaAmbient ambient, CcdaContext context, List<Finding> findings)
    {
        var finding = observation switch
        {
            // What is intended for the future is no finding about now.
            _ when observation.HasTemplate(CcdaTemplates.PlannedObservation, CcdaTemplates.GoalObservation) || ambient is { Section: CcdaSection.Plan, Planned: true } => null,
            _ when observation.HasTemplate(CcdaTemplates.AllergyObservation, CcdaTemplates.AllergyToSubstance) => CcdaAllergies.Read(observation, ambient, context),
            _ when observation.HasTemplate(CcdaTemplates.ProblemObservation, CcdaTemplates.FunctionalProblem, CcdaTemplates.CognitiveProblem) => CcdaProblems.Read(observation, ambient, context, AtRisk(observation)),
            _ when observation.HasTemplate(CcdaTemplates.Directive) => CcdaCare.ReadDirective(observation, ambient, context),
            _ when observation.HasTemplate(CcdaTemplates.FamilyObservation) => CcdaProblems.ReadFamily(observation, ambient, context).FirstOrDefault(),
            _ when CategoryOf(observation, ambient) is { } category => CcdaResults.Read(observation, null, ambient, category, context),
            _ => ambient.Section switch
            {
                CcdaSection.Allergies => CcdaAllergies.Read(observation, ambient, context),
                CcdaSection.Problems or CcdaSection.PastProblems or CcdaSection.Diagnoses => CcdaProblems.Read(observation, ambient, context),
                CcdaSection.Directives => CcdaCare.ReadDirective(observation, ambient, context),
                CcdaSection.Family => CcdaProblems.ReadFamily(observation, ambient, context).FirstOrDefault(),
                _ => null,
            },
        };
        if (finding is not null) findings.Add(finding);
    }

    // Concerns, diagnoses of encounters, discharge medication acts: what they hold is the statement.
    private static void ReadAct(CdaElement act, CcdaAmbient ambient, CcdaContext context, List<Finding> findings)
    {
        var before = findings.Count;
        ReadBelow(act, ambient, context, findings);
        if (findings.Count > before || !ambient.Negated || ambient.Section is not (CcdaSection.HealthConcerns or CcdaSection.Procedures)) return;
        if (context.Concept(act.First("code")) is not { } concept) return;
        if (ambient.Section == CcdaSection.Procedures) findings.AddRange(CcdaCare.ReadProcedure(act, ambient, context));
        else findings.Add(CcdaNone.Finding(act, ambient, context, NoKnownScope.Unknown, concept));
    }

    private static bool AtRisk(CdaElement observation) => observation.SelfAndAbove().Any(above => above.HasTemplate(CcdaTemplates.RiskConcern));

    private static ObservationCategory? CategoryOf(CdaElement statement, CcdaAmbient ambient)
    {
        if (statement.HasTemplate(CcdaTemplates.ResultOrganizer, CcdaTemplates.ResultObservation)) return ObservationCategory.Laboratory;
        if (statement.HasTemplate(CcdaTemplates.VitalsOrganizer, CcdaTemplates.VitalObservation)) return ObservationCategory.VitalSign;
        if (statement.HasTemplate(CcdaTemplates.SmokingStatus, CcdaTemplates.TobaccoUse, CcdaTemplates.SocialObservation, CcdaTemplates.Pregnancy, CcdaTemplates.PregnancySupplemental, CcdaTemplates.FunctionalObservation, CcdaTemplates.MentalObservation, CcdaTemplates.AssessmentScale)) return ObservationCategory.SocialHistory;
        return ambient.Section switch
        {
            CcdaSection.Results => ObservationCategory.Laboratory,
            CcdaSection.Vitals => ObservationCategory.VitalSign,
            CcdaSection.Social or CcdaSection.Functional when statement.Name == "observation" && !statement.HasTemplate(CcdaTemplates.ProblemObservation) => ObservationCategory.SocialHistory,
            _ => null,
        };
    }
}
