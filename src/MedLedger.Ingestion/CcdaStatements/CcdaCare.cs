using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Procedures, immunizations, devices and advance directives.</summary>
internal static class CcdaCare
{
    // FDA unique device identification: only what carries it was left in the patient.
    private const string Udi = "2.16.840.1.113883.3.3719";

    public static IEnumerable<Finding> ReadProcedure(CdaElement procedure, CcdaAmbient ambient, CcdaContext context)
    {
        var concept = context.Concept(procedure.First("code"));
        if (concept is null || (CcdaNone.IsWide(concept) && !ambient.Negated)) concept = context.Words(procedure) is { } words ? new(words) : null;
        if (concept is null)
        {
            context.Miss("procedure without a name");
            yield break;
        }

        if (CcdaNone.Find(concept) is not null || (ambient.Negated && CcdaNone.IsWide(concept)))
        {
            yield return CcdaNone.Finding(procedure, ambient, context, NoKnownScope.Unknown, concept);
            yield break;
        }

        var status = procedure.First("statusCode")?["code"];
        var performed = CdaDatatypes.Start(procedure.First("effectiveTime")) ?? CdaDatatypes.End(procedure.First("effectiveTime"));
        var planned = ambient with { Planned = ambient.Planned || status is "new" or "held" };
        yield return new ProcedureFinding
        {
            Concept = concept,
            Assertion = planned.Assertion(Assertion.Plain),
            Certainty = ReadingCertainty.Sure,
            Performed = performed,
            NotDone = ambient.Negated || status is "cancelled" or "aborted",
            EnteredInError = ambient.Nullified,
            Sources = context.Source(procedure, ambient.Negated ? "not done" : null, concept.Text, performed?.ToString(), status is "completed" ? null : status),
        };
        foreach (var implant in procedure.All("participant").Where(IsImplant))
            if (ReadDevice(procedure, implant, planned, context) is { } device) yield return device;
    }

    public static Finding? ReadImmunization(CdaElement given, CcdaAmbient ambient, CcdaContext context)
    {
        var vaccine = CcdaMedications.Product(given, context) ?? (context.Words(given) is { } words ? new CodedText(words) : null);
        if (vaccine is null)
        {
            context.Miss("immunization without a vaccine");
            return null;
        }

        // CVX 998: nothing was given.
        if (CcdaNone.Find(vaccine) is not null || (ambient.Negated && CcdaNone.IsWide(vaccine)) || vaccine.CodeIn(CodeSystems.Cvx) == "998")
            return CcdaNone.Finding(given, ambient, context, NoKnownScope.Unknown, vaccine);
        var status = given.First("statusCode")?["code"];
        var day = CdaDatatypes.Start(given.First("effectiveTime")) ?? CdaDatatypes.End(given.First("effectiveTime"));
        return new ImmunizationFinding
        {
            Concept = vaccine,
            Assertion = ambient.Assertion(Assertion.Plain),
            Certainty = ReadingCertainty.Sure,
            Given = day,
            NotDone = ambient.Negated || status is "aborted" or "cancelled",
            EnteredInError = ambient.Nullified,
            Sources = context.Source(given, ambient.Negated ? "not given" : null, vaccine.Text, day?.ToString(), status is "completed" ? null : status),
        };
    }

    /// <summary>The devices of a supply, or of a procedure of the equipment section.</summary>
    public static IEnumerable<Finding> ReadDevices(CdaElement statement, CcdaAmbient ambient, CcdaContext context)
    {
        var participants = statement.All("participant").Where(participant => participant.First("participantRole") is not null && participant["typeCode"] is "DEV" or "PRD").ToList();
        var found = participants.Select(participant => ReadDevice(statement, participant, ambient, context)).OfType<Finding>().ToList();
        if (found.Count == 0 && ReadDevice(statement, null, ambient, context) is { } itself) found.Add(itself);
        if (found.Count == 0) context.Miss("device without a name");
        return found;
    }

    public static Finding? ReadDirective(CdaElement observation, CcdaAmbient ambient, CcdaContext context)
    {
        var kind = context.Concept(observation.First("code"));
        var value = observation.First("value");
        var choice = value?["xsi:type"] is "BL" ? null : context.Concept(value) ?? (context.Narrative.Words(value) is { } said ? new CodedText(said) : null);
        var concept = choice is null ? kind : kind is null || choice.Text.Contains(kind.Text, StringComparison.OrdinalIgnoreCase) ? choice : choice with { Text = $"{kind.Text}: {choice.Text}" };
        concept ??= context.Words(observation) is { } words ? new(words) : null;
        if (concept is null)
        {
            context.Miss("advance directive without words");
            return null;
        }

        var refused = value?["xsi:type"] == "BL" && value["value"] == "false";
        // "Resuscitation: false" is a refusal that counts, not the absence of a wish.
        if (refused && !CodeStatus.IsRefusal(concept)) (concept, refused) = (CodeStatus.Refused(concept), false);
        var time = observation.First("effectiveTime");
        return new DirectiveFinding
        {
            Recorded = CdaDatatypes.Start(time),
            Concept = concept,
            Assertion = (ambient with { Negated = ambient.Negated || refused }).Assertion(Assertion.Plain),
            Certainty = ReadingCertainty.Sure,
            Dated = CdaDatatypes.Start(time),
            Active = CdaDatatypes.End(time) is null && observation.First("statusCode")?["code"] is not ("aborted" or "cancelled"),
            EnteredInError = ambient.Nullified,
            Sources = context.Source(observation, ambient.Negated || refused ? "negated" : null, concept.Text, CdaDatatypes.Start(time)?.ToString()),
        };
    }

    private static Finding? ReadDevice(CdaElement statement, CdaElement? participant, CcdaAmbient ambient, CcdaContext context)
    {
        var concept = context.Concept(participant?.At("participantRole", "playingDevice", "code")) ?? (participant?.At("participantRole", "playingDevice", "manufacturerModelName")?.Text is { } model ? new CodedText(model) : null);
        concept ??= CcdaMedications.Product(statement, context) ?? context.Concept(statement.First("code"));
        if (concept is null || (CcdaNone.IsWide(concept) && !ambient.Negated)) concept = context.Words(statement) is { } words ? new(words) : null;
        if (concept is null) return null;
        if (ambient.Negated && CcdaNone.IsWide(concept)) return CcdaNone.Finding(statement, ambient, context, NoKnownScope.Unknown, concept);
        var time = statement.First("effectiveTime");
        var removed = statement.Name == "procedure" ? null : CdaDatatypes.End(time);
        return new DeviceFinding
        {
            Concept = concept,
            Assertion = ambient.Assertion(Assertion.Plain),
            Certainty = ReadingCertainty.Sure,
            Since = CdaDatatypes.Start(time),
            Removed = removed,
            Active = removed is null && statement.First("statusCode")?["code"] is not ("aborted" or "cancelled"),
            EnteredInError = ambient.Nullified,
            Sources = context.Source(statement, ambient.Negated ? "negated" : null, concept.Text, CdaDatatypes.Start(time)?.ToString()),
        };
    }

    private static bool IsImplant(CdaElement participant) =>
        participant["typeCode"] is "DEV" && participant.First("participantRole") is { } role && role.All("id").Any(id => id["root"] == Udi && !id.IsNull);
}
