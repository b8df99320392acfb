using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>A measured value that may go into a score: sure, exact, dated, and young enough.</summary>
internal static class Measurements
{
    public sealed record Measured(decimal Value, string Unit, DateOnly Day, ResultLine Line);

    /// <summary>The newest value of the tests with one of <paramref name="loinc"/> or exactly one of <paramref name="names"/>, at most <paramref name="days"/> old.</summary>
    public static Measured? Newest(PatientRecord record, IEnumerable<ResultLine> lines, IReadOnlyList<string> loinc, IReadOnlyList<string> names, int days) => lines
        .Where(line => line.Concept.CodeIn(CodeSystems.Loinc) is { } code ? loinc.Contains(code) : names.Contains(PlainWords.Join(line.Concept.Text)))
        .Select(line => Usable(record, line, days)).OfType<Measured>().OrderByDescending(one => one.Day).FirstOrDefault();

    private static Measured? Usable(PatientRecord record, ResultLine line, int days)
    {
        var latest = line.Latest;
        if (line.Certainty != ReadingCertainty.Sure || latest.Certainty != ReadingCertainty.Sure) return null;
        if (latest.Value is not { Comparator: null } value || latest.Date is not { Day: not null } date) return null;
        var age = record.AsOf.DayNumber - date.Earliest.DayNumber;
        return age < 0 || age > days ? null : new(value.Value, value.Ucum ?? value.Unit, date.Earliest, line);
    }
}
