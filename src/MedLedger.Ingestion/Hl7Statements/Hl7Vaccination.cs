using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>OBX behind a vaccination (CDC guide 2.5.1, table 5-14): most tell of funding and leaflets, a few of the patient.</summary>
internal static class Hl7Vaccination
{
    private const string Contraindication = "30945-0";
    private const string Reaction = "31044-1";

    // Funding, eligibility, leaflets, vaccine type, dose number, schedules and forecasts, and remarks about the entry.
    private static readonly HashSet<string> OfTheVaccine = new(StringComparer.Ordinal)
    {
        "30963-3", "64994-7", "69764-9", "29768-9", "29769-7", "30956-7", "38890-0", "48767-8", "30973-2", "30979-9", "30980-7", "30981-5", "30982-3", "59777-3", "59778-1", "59779-9", "59780-7", "59781-1", "59782-3", "59783-1", "59785-6",
    };

    public static Finding? Read(Hl7Segment obx, Hl7Segment vaccination, Hl7Context context)
    {
        if (obx.Value(11) is "D" or "W" or "X") return null;
        var code = obx.Field(3)[1] ?? "";
        if (OfTheVaccine.Contains(code)) return null;
        if (code is not (Contraindication or Reaction))
        {
            context.Miss($"OBX behind a vaccination: {obx.Field(3)[2] ?? code}");
            return null;
        }

        if ((Hl7Concepts.Read(obx.Field(5)) ?? (obx.Text(5) is { } text ? new CodedText(text) : null)) is not { } said || said.Text.Trim().TrimEnd('.').ToUpperInvariant() is "NONE" or "NO" or "N/A" or "NIL") return null;
        var day = Hl7Dates.Read(obx.Value(14));
        if (AllergyAmongProblems.Substance(said) is { } substance)
            return new AllergyFinding
            {
                Concept = new(substance),
                UnsureBecause = "named beside a vaccination",
                Recorded = day,
                Sources = context.Source(obx),
            };
        var vaccine = Hl7Concepts.Read(vaccination.Field(5)) is { } given && vaccination.Field(5)[1] != "998" ? given.Text : "vaccination";
        return new AlertFinding
        {
            Concept = new(code == Reaction ? $"Reaction to {vaccine}: {said.Text}" : $"Contraindication to {vaccine}: {said.Text}"),
            Certainty = ReadingCertainty.Sure,
            Recorded = day,
            Sources = context.Source(obx),
        };
    }
}
