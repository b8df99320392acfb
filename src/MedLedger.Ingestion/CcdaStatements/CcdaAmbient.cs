using MedLedger.Domain.Findings;
using MedLedger.Formats.Ccda;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>What the elements around a statement say about it: a negated or withdrawn act takes everything in it along.</summary>
/// <param name="Section">What the section is about.</param>
/// <param name="Negated">negationInd on the statement, an act around it, or the relationship between them.</param>
/// <param name="Planned">A mood other than "event" (C-CDA R2.1, section 1.4.1).</param>
/// <param name="Nullified">statusCode nullified: recorded in error.</param>
/// <param name="Experiencer">Whose it is, where a subject is named.</param>
/// <param name="Concern">statusCode of the concern act around it, or null.</param>
internal sealed record CcdaAmbient(CcdaSection Section, bool Negated, bool Planned, bool Nullified, Experiencer Experiencer, string? Concern)
{
    private static readonly HashSet<string> IntendedMoods = new(StringComparer.Ordinal) { "INT", "RQO", "PRMS", "PRP", "ARQ", "APT", "GOL", "SLOT", "OPT", "EXPEC" };

    public static CcdaAmbient Of(CcdaSection section, CdaElement? inside)
    {
        var ambient = new CcdaAmbient(section, false, false, false, Experiencer.Patient, null);
        foreach (var above in (inside?.SelfAndAbove() ?? []).Reverse()) ambient = ambient.Into(above);
        return ambient;
    }

    /// <summary>The same, one element further in.</summary>
    public CcdaAmbient Into(CdaElement element)
    {
        var concern = element.HasTemplate(CcdaTemplates.AllergyConcern, CcdaTemplates.ProblemConcern) || element.First("code")?["code"] == "CONC";
        return this with
        {
            Negated = Negated || element.Negated,
            Planned = Planned || IntendedMoods.Contains(element["moodCode"] ?? ""),
            Nullified = Nullified || element.First("statusCode")?["code"] == "nullified",
            Experiencer = Subject(element) ?? Experiencer,
            Concern = concern ? element.First("statusCode")?["code"] : Concern,
        };
    }

    public Assertion Assertion(Assertion inner)
    {
        var meant = inner with { Experiencer = inner.Experiencer == Experiencer.Patient ? Experiencer : inner.Experiencer };
        if (Negated) meant = meant with { Negated = true, Because = "negationInd" };
        return Planned ? meant with { Temporality = Temporality.Planned, Because = "moodCode" } : meant;
    }

    // A subject overrides the record target for what stands below it (CDA R2, section 4.3.2.2).
    private static Experiencer? Subject(CdaElement element) => element.First("subject") is not { } subject ? null
        : subject.First("relatedSubject") is { } related ? related["classCode"] is "PAT" ? Experiencer.Patient : related["classCode"] is "PRS" or null ? Experiencer.Family : Experiencer.Other
        : null;
}
