using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Allergy - Intolerance Observation.</summary>
internal static class CcdaAllergies
{
    private static readonly Dictionary<string, string> Severities = new(StringComparer.Ordinal)
    {
        ["399166001"] = "severe",
        ["24484000"] = "severe",
        ["371924009"] = "severe",
        ["6736007"] = "moderate",
        ["371923003"] = "moderate",
        ["255604002"] = "mild",
        ["H"] = "severe",
        ["M"] = "moderate",
        ["L"] = "mild",
    };

    private static readonly string[] SeverestFirst = ["severe", "moderate", "mild"];

    public static Finding? Read(CdaElement observation, CcdaAmbient ambient, CcdaContext context)
    {
        var type = observation.First("value");
        var named = Substance(observation, context);
        var said = context.Concept(type);
        var words = context.Words(observation) is { } narrative ? new CodedText(narrative) : null;
        if (CcdaNone.Find(named, said, named is null ? words : null) is { } none)
            return CcdaNone.Finding(observation, ambient, context, none, new(CcdaNone.Words(none)), ambient.Negated && !ambient.Planned && !CcdaNone.IsWide(said) && named is null && said!.Text.Contains("no known", StringComparison.OrdinalIgnoreCase));
        // Older senders put the substance into the value itself ("Allergy to penicillin").
        var concept = named ?? (CcdaNone.IsWide(said) ? null : said);
        if (ambient.Negated && (concept is null || CcdaNone.IsWide(concept)))
        {
            var scope = CcdaNone.AllergyScope(type);
            return CcdaNone.Finding(observation, ambient, context, scope, new(CcdaNone.Words(scope)));
        }

        concept ??= words;
        if (concept is null)
        {
            context.Miss("allergy without a substance");
            return null;
        }

        var (substance, meant) = QualifiedWords.Split(concept);
        var assertion = ambient.Assertion(meant);
        var status = Status(observation, ambient, context);
        var doubt = assertion.Likelihood != Likelihood.Confirmed ? "the source calls it unconfirmed"
            : assertion.Negated || IsCalledActive(observation) ? null
            : status == AllergyStatus.Unknown && ambient.Concern == "completed" ? "the source has closed the entry, and does not say that the allergy is over"
            : IsPrintedAsInactive(observation, substance.Text) ? "the source prints it as inactive" : null;
        var reactions = Nested(observation, CcdaTemplates.Reaction, "MFST").Select(reaction => context.Concept(reaction.First("value")) ?? Spoken(context.Words(reaction))).OfType<CodedText>().DistinctBy(reaction => reaction.Text).ToList();
        var severities = observation.Below().Where(below => below.HasTemplate(CcdaTemplates.Severity) || below.First("code")?["code"] == "SEV").SelectMany(severity => CdaDatatypes.Codes(severity.First("value"))).Select(code => Severities.GetValueOrDefault(code)).ToList();
        return new AllergyFinding
        {
            Concept = substance,
            Assertion = assertion,
            Certainty = doubt is null ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = doubt,
            Status = assertion.Negated ? AllergyStatus.Refuted : status,
            Reactions = reactions,
            Severity = SeverestFirst.FirstOrDefault(severities.Contains),
            Category = Category(type),
            Type = CdaDatatypes.HasCode(type, "59037007", "235719002") ? "intolerance" : CdaDatatypes.HasCode(type, "419199007", "416098002", "414285001", "426232007") ? "allergy" : null,
            Onset = CdaDatatypes.Start(observation.First("effectiveTime")),
            EnteredInError = ambient.Nullified,
            Sources = context.Source(observation, assertion.Negated ? "negated" : null, concept.Text, status == AllergyStatus.Unknown ? null : status.ToString().ToLowerInvariant(), reactions.Count > 0 ? $"reaction {string.Join(", ", reactions.Select(reaction => reaction.Text))}" : null),
        };
    }

    private static CodedText? Substance(CdaElement observation, CcdaContext context)
    {
        foreach (var role in observation.All("participant").Select(participant => participant.First("participantRole")).OfType<CdaElement>())
        {
            var entity = role.First("playingEntity") ?? role.First("playingDevice");
            var concept = context.Concept(entity?.First("code"));
            var name = entity?.First("name")?.Text;
            if (concept is null || concept.Codes.Any(code => code.Value == concept.Text)) concept = name is null ? concept : new CodedText(name) { Codes = concept?.Codes ?? [] };
            if (concept is not null) return concept;
        }

        return null;
    }

    // The allergy's own status decides; an ended time ends it; the concern around it only says whether somebody still follows it, which ends no allergy.
    private static AllergyStatus Status(CdaElement observation, CcdaAmbient ambient, CcdaContext context)
    {
        var stated = Stated(observation);
        if (CdaDatatypes.HasCode(stated, "413322009")) return AllergyStatus.Resolved;
        if (CdaDatatypes.HasCode(stated, "73425007", "392521001")) return AllergyStatus.Inactive;
        var active = CdaDatatypes.HasCode(stated, "55561003");
        if (CcdaProblems.HasEnded(observation.First("effectiveTime"), active, context)) return AllergyStatus.Resolved;
        return active || ambient.Concern == "active" ? AllergyStatus.Active : AllergyStatus.Unknown;
    }

    private static CdaElement? Stated(CdaElement observation) =>
        Nested(observation, CcdaTemplates.AllergyStatus, null).Concat(observation.Parent?.Parent is { } act ? Nested(act, CcdaTemplates.AllergyStatus, null) : []).Select(status => status.First("value")).FirstOrDefault();

    private static bool IsCalledActive(CdaElement observation) => CdaDatatypes.HasCode(Stated(observation), "55561003");

    // The table of the section beside the entries: "Latex | Contact rash | Inactive".
    private static bool IsPrintedAsInactive(CdaElement observation, string substance) =>
        observation.SelfAndAbove().FirstOrDefault(above => above.Name == "section")?.First("text") is { } printed
        && printed.Below().Where(row => row.Name == "tr").Select(row => row.All("td").Select(cell => cell.Text?.Trim()).ToList())
            .Any(cells => cells.Contains(substance, StringComparer.OrdinalIgnoreCase) && cells.Exists(cell => cell is not null && (cell.Equals("inactive", StringComparison.OrdinalIgnoreCase) || cell.Equals("resolved", StringComparison.OrdinalIgnoreCase))));

    internal static IEnumerable<CdaElement> Nested(CdaElement statement, string template, string? relation) =>
        statement.All("entryRelationship")
            .SelectMany(link => link.Children.Where(child => child.HasTemplate(template) || (relation is not null && link["typeCode"] == relation && child.Name == "observation")))
            .Where(child => !child.Negated && child.Parent?.Negated == false);

    private static CodedText? Spoken(string? words) => words is null ? null : new(words);

    private static string? Category(CdaElement? type) =>
        CdaDatatypes.HasCode(type, "416098002", "419511003", "59037007") ? "medication"
        : CdaDatatypes.HasCode(type, "414285001", "418471000", "235719002") ? "food"
        : CdaDatatypes.HasCode(type, "426232007", "232347008") ? "environment"
        : null;
}
