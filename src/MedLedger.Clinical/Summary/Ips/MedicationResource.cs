using System.Text.Json.Nodes;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>MedicationStatement-uv-ips. An unsure line keeps its words and carries no structured dose.</summary>
internal static class MedicationResource
{
    public static JsonObject Of(MedicationLine line, string patient)
    {
        var json = Json.Resource("MedicationStatement").WithCertainty(line.Certainty);
        json["status"] = line.Status switch { MedicationStatus.OnHold => "on-hold", MedicationStatus.Active => "active", _ => "unknown" };
        json["medicationCodeableConcept"] = Json.Concept(line.Concept);
        json["subject"] = Json.Reference(patient);
        if (line.Start is not null || line.End is not null) json["effectivePeriod"] = new JsonObject().WithDate("start", line.Start).WithDate("end", line.End);
        else json.WithDate("effectiveDateTime", null, required: true);
        json.WithDate("dateAsserted", line.Stated);
        if (line.Reason is { } reason) json["reasonCode"] = new JsonArray(Json.Text(reason));
        if (line.Dosing is not { } dosing) return json;
        var dosage = Dosage(dosing, line.Certainty == ReadingCertainty.Sure);
        return dosage.Count > 0 ? json.With("dosage", new JsonArray(dosage)) : json;
    }

    private static JsonObject Dosage(Dosing dosing, bool sure)
    {
        var json = new JsonObject().WithText("text", dosing.Text);
        if (!sure) return json;
        json.With("timing", Timing(dosing));
        if (dosing.AsNeeded) json["asNeededBoolean"] = true;
        if (dosing.Route is { } route) json["route"] = Json.Concept(route);
        if (dosing.Dose is { } dose) json["doseAndRate"] = new JsonArray(new JsonObject { ["doseQuantity"] = Json.Quantity(dose with { Comparator = null }) });
        return json;
    }

    private static JsonObject Timing(Dosing dosing)
    {
        var timing = new JsonObject();
        if (dosing.TimesPerDay is { } times && Repeat(times) is { } repeat) timing["repeat"] = repeat;
        if (dosing.FrequencyText is { } words) timing["code"] = Json.Text(words);
        return timing;
    }

    /// <summary>Times a day as whole numbers: three a day, one in seven days, three a week. Null where no whole numbers say it.</summary>
    private static JsonObject? Repeat(decimal times)
    {
        if (times <= 0) return null;
        if (times >= 1 && IsWhole(times)) return Every((int)Math.Round(times), 1, "d");
        if (times < 1 && IsWhole(1 / times)) return Every(1, (int)Math.Round(1 / times), "d");
        return IsWhole(times * 7) ? Every((int)Math.Round(times * 7), 1, "wk") : null;
    }

    private static bool IsWhole(decimal number) => number < 1000 && Math.Abs(number - Math.Round(number)) < 0.02m;

    private static JsonObject Every(int frequency, int period, string unit) => new() { ["frequency"] = frequency, ["period"] = period, ["periodUnit"] = unit };
}
