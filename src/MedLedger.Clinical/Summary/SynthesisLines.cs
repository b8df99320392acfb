using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>What changes the first minutes, each with the lines that say so. What is missing here is not said to be absent.</summary>
internal static class SynthesisLines
{
    private static readonly string[] _dialysis = ["dialysis", "hemodialysis", "haemodialysis"];

    // Used beside the body: nothing that a scanner or a surgeon meets.
    private static readonly string[] _worn = ["cpap", "bipap", "hearing", "oxygen"];

    public static IReadOnlyList<PageLine> Of(PatientRecord record, PageWords words)
    {
        var lines = new List<PageLine>();
        foreach (var (name, drugs) in CriticalDrugs.In(record.Medications))
        {
            // An anticoagulant acts for days after the last dose, and the hold may not have been kept.
            var acting = drugs.Where(line => line.Status != MedicationStatus.OnHold || name == CriticalDrugs.Anticoagulated).ToList();
            if (acting.Count > 0) lines.Add(Merge(words.Say(name), string.Join(", ", acting.Select(line => Named(line, words))), acting));
        }

        lines.AddRange(record.Directives.Select(line => Merge(words["directive"], line.Concept.Text, [line])));
        if (record.Devices.Where(line => !Has(line, _worn)).ToList() is { Count: > 0 } implants) lines.Add(Merge(words["implant"], string.Join(", ", implants.Select(line => line.Concept.Text)), implants));
        var pregnant = record.ActiveProblems.Where(line => Has(line, "pregnancy", "pregnant")).Concat<RecordLine>(record.Pregnancy.Where(PregnancyWords.SaysPregnant)).ToList();
        if (pregnant.Count > 0) lines.Add(Merge(words["pregnant"], null, pregnant));
        if (record.ActiveProblems.Where(line => Has(line, _dialysis)).ToList<RecordLine>() is { Count: > 0 } dialysis) lines.Add(Merge(words["dialysis"], null, dialysis));
        var airway = record.Alerts.Where(line => !line.DoNotGive).Concat<RecordLine>(record.ActiveProblems).Where(line => Has(line, "difficult") && Has(line, "airway", "intubation")).ToList();
        if (airway.Count > 0) lines.Add(Merge(words["airway"], null, airway));
        return lines;
    }

    private static string Named(MedicationLine line, PageWords words) => line.Status == MedicationStatus.OnHold ? words.Say($"{line.Concept.Text} (on hold)") : line.Concept.Text;

    private static bool Has(RecordLine line, params string[] any) => PlainWords.Of(line.Concept.Text).Any(any.Contains);

    private static PageLine Merge(string text, string? detail, IReadOnlyCollection<RecordLine> lines)
    {
        var sure = lines.Any(line => line.Certainty == ReadingCertainty.Sure);
        return new()
        {
            Text = text,
            Detail = detail,
            Critical = true,
            Certainty = sure ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            // The line itself says why; here the mark must do, or the whole row would be reasons.
            UnsureBecause = null,
            Sources = Statements.Once([.. lines.SelectMany(line => line.Sources)]),
        };
    }
}
