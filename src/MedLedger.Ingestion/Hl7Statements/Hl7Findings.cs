using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>Fielded statements of a message, read segment by segment; segments without a reader are counted.</summary>
internal static class Hl7Findings
{
    // Messages that order what is yet to be done.
    private static readonly HashSet<string> Orders = new(StringComparer.Ordinal) { "ORM", "OML", "OMG", "OMI", "OMP" };

    private static readonly HashSet<string> Administrative = new(StringComparer.Ordinal)
    {
        "MSH", "EVN", "PID", "PD1", "PV1", "PV2", "ORC", "OBR", "RXR", "TXA", "RXC", "NK1", "SFT", "MSA", "ERR", "IN1", "IN2", "IN3", "GT1", "TQ1", "SPM", "UAC", "ARV", "ROL", "MRG", "DSC", "QAK", "QPD", "PRT", "SAC", "RGS", "SCH", "AIL", "AIP", "AIG", "AIS", "FT1", "ACC", "DB1", "BLG", "CTI", "AUT", "PRD", "CTD", "RF1", "PDA", "INV",
    };

    public static IReadOnlyList<Finding> Read(Hl7Message message, Hl7Context context)
    {
        var findings = new List<Finding>();
        Hl7Segment? obr = null, orc = null, rxa = null;
        for (var i = 0; i < message.Segments.Count; i++)
        {
            var segment = message.Segments[i];
            switch (segment.Id)
            {
                case "ORC":
                    (orc, rxa) = (segment, null);
                    break;
                case "OBR":
                    obr = segment;
                    if (Orders.Contains(message.Type ?? "") && !message.Segments.Skip(i + 1).TakeWhile(next => next.Id is not ("OBR" or "ORC")).Any(next => next.Id == "OBX")) Add(Hl7History.ReadOrder(segment, orc, context), segment);
                    break;
                case "OBX" when rxa is not null && message.Type == "VXU":
                    if (Hl7Vaccination.Read(segment, rxa, context) is { } told) findings.Add(told);
                    break;
                case "OBX" when Hl7Results.IsReportText(segment, message.Type) || Hl7Results.BloodGroup(segment) is not null:
                    break;
                case "OBX":
                    Add(Hl7Results.Read(segment, obr, context) is { } result ? result with { Certainty = ReadingCertainty.Sure } : null, segment);
                    break;
                case "AL1" or "IAM":
                    Add(Hl7History.ReadAllergy(segment, context), segment);
                    break;
                case "DG1":
                    Add(Hl7History.ReadDiagnosis(segment, context), segment);
                    break;
                case "PRB":
                    Add(Hl7History.ReadProblem(segment, context), segment);
                    break;
                case "PR1":
                    Add(Hl7History.ReadProcedure(segment, context), segment);
                    break;
                // In a message of administrations it is any drug, in one of vaccinations a vaccine.
                case "RXA" when message.Type == "RAS":
                    Add(Hl7Medications.ReadAdministration(segment, context), segment);
                    break;
                case "RXA":
                    rxa = segment;
                    Add(Hl7History.ReadImmunization(segment, context), segment);
                    break;
                case "RXD" or "RXE" or "RXO" when Hl7Medications.IsVoid(segment, orc):
                    context.Miss($"segment {segment.Id} of an order that did not come about");
                    break;
                // A dispense repeats the order that it fills.
                case "RXD" when message.Segments.Take(i).Reverse().TakeWhile(before => before.Id != "ORC").Any(before => before.Id is "RXE" or "RXO"):
                    break;
                case "RXD":
                    Add(Hl7Medications.ReadDispense(segment, context), segment);
                    break;
                // A pharmacy message repeats the order (RXO) before its encoded form (RXE): the encoded one counts.
                case "RXO" when message.Segments.Skip(i + 1).TakeWhile(next => next.Id != "ORC").Any(next => next.Id == "RXE"):
                    break;
                case "RXE" or "RXO":
                    // Its times stand behind it, or in front of it when it is a request (HL7 v2.5, OMP and RDE).
                    var before = message.Segments.Take(i).Reverse().TakeWhile(one => one.Id is not ("ORC" or "RXE" or "RXO")).Where(one => one.Id == "TQ1").Reverse().ToList();
                    var behind = message.Segments.Skip(i + 1).TakeWhile(next => next.Id is not ("ORC" or "RXE" or "RXO")).ToList();
                    Add(Hl7Medications.Read(segment, orc, behind.Exists(next => next.Id == "TQ1") ? behind : [.. before, .. behind], context), segment);
                    break;
                case var id when !Administrative.Contains(id):
                    context.Miss($"segment {id}");
                    break;
            }
        }

        findings.AddRange(AllergyAmongProblems.Of(findings));
        return findings;

        void Add(Finding? finding, Hl7Segment segment)
        {
            if (finding is null) context.Miss($"segment {segment.Id} without a usable value");
            else findings.Add(finding);
        }
    }

    /// <summary>The words of report text (OBX of type TX or FT), one line each, for the reader of prose; what they answer (OBX-3) is their heading.</summary>
    public static IEnumerable<string> ReportText(Hl7Message message)
    {
        string? heading = null;
        foreach (var obx in message.Of("OBX").Where(obx => Hl7Results.IsReportText(obx, message.Type) && obx.Value(11) is not ("D" or "W" or "X")))
        {
            if (obx.Text(5) is not { } answer) continue;
            var asked = obx.Field(3)[2] ?? obx.Field(3)[5] ?? obx.Field(3)[1];
            if (asked is not null && asked != heading) yield return $"{(heading is null ? "" : "\n")}{asked.TrimEnd(':', ' ')}:";
            heading = asked ?? heading;
            yield return answer;
        }
    }

    public static string? BloodGroup(Hl7Message message) =>
        message.Of("OBX").Select(Hl7Results.BloodGroup).FirstOrDefault(group => group is not null);
}
