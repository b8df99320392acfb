using System.Text.RegularExpressions;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>Medication Activity and Planned Medication Activity.</summary>
internal static partial class CcdaMedications
{
    public static Finding? Read(CdaElement administration, CcdaAmbient ambient, CcdaContext context)
    {
        if (administration.IsNull && administration["nullFlavor"] is "NI" or "UNK") return Missing(context, "medications: no information");
        var drug = Product(administration, context);
        var spoken = drug is null && context.Words(administration) is { } words ? new CodedText(words) : null;
        if (CcdaNone.Find(drug, spoken) is { } none) return CcdaNone.Finding(administration, ambient, context, none, drug ?? spoken!, ambient.Negated && drug is not null);
        if (CcdaNone.IsWide(drug))
        {
            // "None given during the stay" is not "takes none".
            var scope = ambient.Section is CcdaSection.Medications or CcdaSection.Unknown ? NoKnownScope.Medications : NoKnownScope.Unknown;
            if (ambient.Negated) return CcdaNone.Finding(administration, ambient, context, scope, new(CcdaNone.Words(scope)));
            if (spoken is null || drug is not null) return Missing(context, "medication without a drug");
            drug = spoken;
        }

        var dosing = CdaDosage.Read(administration, drug!, Sig(administration, drug!, context), context.Narrative);
        var (start, end) = Course(administration);
        var status = Status(administration, ambient, end is { } last && !(last.Earliest > context.Day?.Latest));
        var open = status == MedicationStatus.Unknown && administration.First("statusCode")?["code"] == "completed";
        // A plan is a plan; in a list of medications an order is how the drug came to be taken.
        var planned = ambient.Planned && (ambient.Section == CcdaSection.Plan || administration.HasTemplate(CcdaTemplates.PlannedMedication));
        var assertion = (ambient with { Planned = planned }).Assertion(Assertion.Plain);
        if (ambient.Section == CcdaSection.AdmissionMedications && !planned) assertion = assertion with { Temporality = Temporality.Historical, Because = "taken on admission" };
        return new MedicationFinding
        {
            Concept = drug!,
            Assertion = assertion,
            Certainty = open ? ReadingCertainty.Unsure : ReadingCertainty.Sure,
            UnsureBecause = open ? "the list of medications calls it completed, and gives no day on which it ended" : null,
            IsOccasion = ambient.Section == CcdaSection.AdministeredMedications,
            Dosing = dosing,
            Status = planned ? MedicationStatus.Planned : status,
            Start = start,
            End = end,
            Reason = CcdaAllergies.Nested(administration, CcdaTemplates.Indication, "RSON").Select(reason => context.Concept(reason.First("value"))?.Text).FirstOrDefault(text => text is not null),
            EnteredInError = ambient.Nullified,
            Sources = context.Source(administration, assertion.Negated ? "negated" : null, drug!.Text, dosing?.Text, administration.First("statusCode")?["code"], start?.ToString(), end is null ? null : $"until {end}"),
        };
    }

    /// <summary>The drug or vaccine of a consumable or product.</summary>
    public static CodedText? Product(CdaElement statement, CcdaContext context)
    {
        var product = statement.At("consumable", "manufacturedProduct") ?? statement.At("product", "manufacturedProduct");
        var material = product?.First("manufacturedMaterial") ?? product?.First("manufacturedLabeledDrug");
        var concept = context.Concept(material?.First("code"));
        var name = material?.First("name")?.Text;
        // A bare code is no name.
        if (name is not null && (concept is null || concept.Codes.Any(code => code.Value == concept.Text))) return new(name) { Codes = concept?.Codes ?? [] };
        return concept;
    }

    private static MedicationFinding? Missing(CcdaContext context, string what)
    {
        context.Miss(what);
        return null;
    }

    // The direction in words: the free text sig, else the cell for directions in the row that the entry points at.
    private static string? Sig(CdaElement administration, CodedText drug, CcdaContext context)
    {
        var sig = administration.All("entryRelationship").SelectMany(link => link.Children)
            .Where(child => child.HasTemplate(CcdaTemplates.MedicationFreeTextSig) || child.First("code")?["code"] == "76662-6")
            .Select(child => context.Narrative.Words(child.First("text"))).FirstOrDefault(words => words is not null);
        if (sig is { Length: <= 300 }) return sig;
        var pointer = context.Narrative.Target(administration.First("text"))
            ?? administration.Below().Where(below => below.Name == "originalText").Select(context.Narrative.Target).FirstOrDefault(target => target is not null);
        if (pointer is not null && CdaNarrative.Cell(pointer, header => Directions().IsMatch(header)) is { Length: <= 300 } cell && !string.Equals(cell, drug.Text, StringComparison.OrdinalIgnoreCase)) return cell;
        return null;
    }

    private static MedicationStatus Status(CdaElement administration, CcdaAmbient ambient, bool hasEnded)
    {
        var stated = CcdaAllergies.Nested(administration, CcdaTemplates.MedicationStatus, null).Select(status => status.First("value")).FirstOrDefault();
        if (CdaDatatypes.HasCode(stated, "421139008")) return MedicationStatus.OnHold;
        if (CdaDatatypes.HasCode(stated, "73425007", "392521001")) return MedicationStatus.Stopped;
        var active = CdaDatatypes.HasCode(stated, "55561003");
        return administration.First("statusCode")?["code"] switch
        {
            "suspended" or "held" => MedicationStatus.OnHold,
            "aborted" or "cancelled" => MedicationStatus.Stopped,
            // Many senders call every entry of the current list completed: its being written down is.
            "completed" when !active => ambient.Section == CcdaSection.Medications && !hasEnded ? MedicationStatus.Unknown : MedicationStatus.Completed,
            "active" or "new" or "completed" => MedicationStatus.Active,
            _ when active || ambient.Section == CcdaSection.Medications => MedicationStatus.Active,
            _ => MedicationStatus.Unknown,
        };
    }

    // The interval of the course is the time without a period or event.
    private static (PartialDate? Start, PartialDate? End) Course(CdaElement administration)
    {
        var times = administration.All("effectiveTime").SelectMany(time => time.All("comp").Prepend(time)).Where(time => time.First("period") is null && time.First("event") is null).ToList();
        return (times.Select(CdaDatatypes.Start).FirstOrDefault(day => day is not null), times.Select(CdaDatatypes.End).FirstOrDefault(day => day is not null));
    }

    [GeneratedRegex(@"\b(directions?|sig|dos(e|age|ing)|instructions?|frequency|regimen|how to take)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Directions();
}
