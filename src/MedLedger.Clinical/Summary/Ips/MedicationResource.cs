using System.Text.Json;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>MedicationStatement-uv-ips. An unsure line keeps its words and carries no structured dose.</summary>
internal static class MedicationResource
{
    public static void Write(Utf8JsonWriter json, MedicationLine line, string patient)
    {
        json.WithCertainty(line.Certainty);
        json.With("status", line.Status switch { MedicationStatus.OnHold => "on-hold", MedicationStatus.Active => "active", _ => "unknown" });
        json.Name("medicationCodeableConcept").Concept(line.Concept).Name("subject").Reference(patient);
        if (line.Start is not null || line.End is not null) json.Name("effectivePeriod").Open().WithDate("start", line.Start).WithDate("end", line.End).Close();
        else json.WithDate("effectiveDateTime", null, required: true);
        json.WithDate("dateAsserted", line.Stated);
        if (line.Reason is { } reason) json.OpenList("reasonCode").Text(reason).CloseList();
        if (line.Dosing is { } dosing) Dosage(json, dosing, line.Certainty == ReadingCertainty.Sure);
    }

    private static void Dosage(Utf8JsonWriter json, Dosing dosing, bool sure)
    {
        var (every, words) = (dosing.TimesPerDay is { } times ? Every(times) : null, Json.Clean(dosing.Text));
        // Whoever reads the timing alone shall not miss it.
        var often = dosing.FrequencyText ?? (dosing.AsNeeded ? "as needed" : null);
        var isTimed = every is not null || often is not null;
        if (words is null && !(sure && (isTimed || dosing.Route is not null || dosing.Dose is not null))) return;
        json.OpenList("dosage").Open().WithText("text", words);
        if (sure)
        {
            if (isTimed) Timing(json.Name("timing"), every, often);
            if (dosing.AsNeeded) json.WriteBoolean("asNeededBoolean", true);
            if (dosing.Route is { } route) json.Name("route").Concept(route);
            if (dosing.Dose is { } dose) json.OpenList("doseAndRate").Open().Name("doseQuantity").Quantity(dose with { Comparator = null }).Close().CloseList();
        }

        json.Close().CloseList();
    }

    private static void Timing(Utf8JsonWriter json, (int Frequency, int Period, string Unit)? every, string? words)
    {
        json.Open();
        if (every is var (frequency, period, unit))
        {
            json.Name("repeat").Open().WriteNumber("frequency", frequency);
            json.WriteNumber("period", period);
            json.With("periodUnit", unit).Close();
        }

        if (words is not null) json.Name("code").Text(words);
        json.Close();
    }

    /// <summary>Times a day as whole numbers: three a day, one in seven days, three a week. Null where no whole numbers say it.</summary>
    private static (int Frequency, int Period, string Unit)? Every(decimal times)
    {
        if (times <= 0) return null;
        if (times >= 1 && IsWhole(times)) return ((int)Math.Round(times), 1, "d");
        if (times < 1 && IsWhole(1 / times)) return (1, (int)Math.Round(1 / times), "d");
        return IsWhole(times * 7) ? ((int)Math.Round(times * 7), 1, "wk") : null;
    }

    private static bool IsWhole(decimal number) => number < 1000 && Math.Abs(number - Math.Round(number)) < 0.02m;
}
