using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Problem Observation, family history.</summary>
internal static class CcdaProblems
{
    public static Finding? Read(CdaElement observation, CcdaAmbient ambient, CcdaContext context, bool atRisk = false)
    {
        var said = context.Concept(observation.First("value"));
        var words = context.Words(observation) is { } narrative ? new CodedText(narrative) : null;
        if (CcdaNone.Find(said, said is null ? words : null) is { } none) return CcdaNone.Finding(observation, ambient, context, none, said ?? words!, ambient.Negated);
        if (CcdaNone.IsWide(said))
        {
            // Only the problem list may say that there are none at all.
            var scope = ambient.Section is CcdaSection.Problems or CcdaSection.Unknown ? NoKnownScope.Problems : NoKnownScope.Unknown;
            if (ambient.Negated) return CcdaNone.Finding(observation, ambient, context, scope, new(CcdaNone.Words(scope)));
            if (words is null || said is not null)
            {
                context.Miss("problem without a name");
                return null;
            }

            said = words;
        }

        var (disorder, meant) = QualifiedWords.Split(said!);
        var assertion = ambient.Assertion(meant);
        if (atRisk) assertion = assertion with { Likelihood = Likelihood.Hypothetical, Because = "risk concern" };
        var status = Status(observation, ambient, context);
        // What the past history lists without a word on its state is past; a diagnosis of one encounter is a diagnosis of then.
        if (status == ProblemStatus.Unknown && ambient.Section == CcdaSection.PastProblems) assertion = assertion with { Temporality = Temporality.Historical, Because = "history section" };
        var time = observation.First("effectiveTime");
        return new ProblemFinding
        {
            Concept = disorder,
            Assertion = assertion,
            Certainty = assertion.Likelihood == Likelihood.Possible ? ReadingCertainty.Unsure : ReadingCertainty.Sure,
            UnsureBecause = assertion.Likelihood == Likelihood.Possible ? "the source calls it a suspicion" : null,
            Status = status,
            Onset = CdaDatatypes.Start(time),
            Abatement = CdaDatatypes.End(time),
            Severity = CcdaAllergies.Nested(observation, CcdaTemplates.Severity, null).Select(severity => context.Concept(severity.First("value"))?.Text).FirstOrDefault(),
            EnteredInError = ambient.Nullified,
            Sources = context.Source(observation, assertion.Negated ? "negated" : null, said!.Text, status == ProblemStatus.Unknown ? null : status.ToString().ToLowerInvariant()),
        };
    }

    /// <summary>An end that is known, or known to have been though not when (C-CDA R2.1, CONF:1198-15603); the latter only where nothing states that it is active.</summary>
    public static bool HasEnded(CdaElement? time, bool statedActive, CcdaContext context) =>
        time?.First("high") is { } high && (Hl7Dates.Read(high["value"]) is { } end ? !(end.Earliest > context.Day?.Latest) : high["nullFlavor"] == "UNK" && !statedActive);

    public static IEnumerable<Finding> ReadFamily(CdaElement organizer, CcdaAmbient ambient, CcdaContext context)
    {
        var relative = context.Concept(organizer.At("subject", "relatedSubject", "code"))?.Text ?? "relative";
        var observations = organizer.Name == "observation" ? [organizer] : organizer.All("component").SelectMany(component => component.All("observation"));
        foreach (var observation in observations)
        {
            var said = context.Concept(observation.First("value")) ?? (context.Words(observation) is { } words ? new CodedText(words) : null);
            if (said is null || CcdaNone.IsWide(said)) continue;
            var around = ambient.Into(observation);
            yield return new ProblemFinding
            {
                Concept = said,
                Assertion = Assertion.Plain with { Experiencer = Experiencer.Family, Negated = around.Negated, Because = relative },
                Certainty = ReadingCertainty.Sure,
                EnteredInError = around.Nullified,
                Sources = context.Source(observation, relative, around.Negated ? "negated" : null, said.Text),
            };
        }
    }

    private static ProblemStatus Status(CdaElement observation, CcdaAmbient ambient, CcdaContext context)
    {
        var stated = observation.All("entryRelationship").SelectMany(link => link.All("observation"))
            .Where(status => status.HasTemplate(CcdaTemplates.ProblemStatus) || status.First("code")?["code"] == "33999-4").Select(status => status.First("value")).FirstOrDefault();
        if (CdaDatatypes.HasCode(stated, "413322009")) return ProblemStatus.Resolved;
        var active = CdaDatatypes.HasCode(stated, "55561003", "246455001", "263855007");
        if (HasEnded(observation.First("effectiveTime"), active, context)) return ProblemStatus.Resolved;
        if (CdaDatatypes.HasCode(stated, "73425007", "277022003", "392521001")) return ProblemStatus.Inactive;
        if (active) return ProblemStatus.Active;
        return ambient.Concern switch
        {
            "active" => ProblemStatus.Active,
            "completed" or "aborted" or "suspended" => ProblemStatus.Inactive,
            _ => ProblemStatus.Unknown,
        };
    }
}
