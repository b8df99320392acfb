using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Summary.Bench;

/// <summary>The published high-priority drug pairs, each given to one patient, and how many interrupt.</summary>
internal sealed class HighPriorityPairs
{
    public const string FileName = "onc_high_priority_pairs_no_qt.tsv";

    public int All { get; private set; }

    public int Interrupting { get; private set; }

    public void Add(IEnumerable<string> lines)
    {
        foreach (var cells in lines.Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length > 1))
        {
            All++;
            if (SafetyChecks.Of(Reconciler.Reconcile([Prescription(cells[0], cells[1])], new(2025, 1, 2))).Alerts.Any(alert => alert.Tier == AlertTier.Interrupt)) Interrupting++;
        }
    }

    private static UnderstoodDocument Prescription(string one, string other)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{one} {other}");
        var digest = Sha256Digest.Of(bytes);
        Finding Taken(string drug) => new MedicationFinding
        {
            Concept = new(drug),
            Status = MedicationStatus.Active,
            Certainty = ReadingCertainty.Sure,
            Sources = [new(digest, new SourceSpan.ElementPath("pair"), drug, ReadingMethod.Coded, 1)],
        };
        return new() { Name = "pair", Title = "pair", Date = new(2025, 1, 1), Patient = new PatientClaim(), Findings = [Taken(one), Taken(other)], Reading = new DocumentReading { Document = digest, MediaType = "text/plain", Bytes = bytes.Length } };
    }
}
