using System.Text.Json.Nodes;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The sections of the Composition. An empty required section says why; an empty optional one is left out (ips-comp-1).</summary>
internal sealed class SectionList(BundleEntries entries)
{
    private readonly JsonArray _sections = [];

    public JsonArray ToJson() => _sections;

    public void Add(string title, string code, IEnumerable<(JsonObject Resource, RecordLine Line)> lines, string? required = null)
    {
        var all = lines.ToList();
        var urls = all.Select(one => entries.Add(one.Resource, one.Line.Sources)).ToList();
        Section(title, code, urls, [.. all.Select(one => NarrativeLine.Of(one.Line))], null, required);
    }

    public void AddDevices(IReadOnlyList<DeviceLine> lines, string patient)
    {
        var urls = lines.Select(line => entries.Add(EntryResources.DeviceUse(line, patient, entries.Add(EntryResources.Device(line, patient), line.Sources)), line.Sources)).ToList();
        Section("Medical devices", "46264-8", urls, [.. lines.Select(NarrativeLine.Of)], null, null);
    }

    public void AddResults(string title, string code, IReadOnlyList<ResultLine> lines, string patient, int valuesPerTest, Attributed<string>? bloodGroup)
    {
        var urls = new List<string>();
        var words = new List<string>();
        if (bloodGroup is not null)
        {
            urls.Add(entries.Add(ObservationResource.BloodGroup(bloodGroup, patient), bloodGroup.Sources));
            words.Add($"Blood group {bloodGroup.Value}{(bloodGroup.Certainty == ReadingCertainty.Unsure ? " (unsure)" : "")}");
        }

        var notShown = 0;
        foreach (var line in lines)
        {
            var values = line.Earlier.Prepend(line.Latest).ToList();
            notShown += Math.Max(0, values.Count - valuesPerTest);
            foreach (var value in values.Take(valuesPerTest))
            {
                urls.Add(entries.Add(ObservationResource.Of(line, value, patient), value.Sources));
                words.Add(NarrativeLine.Of(line, value));
            }
        }

        Section(title, code, urls, words, notShown > 0 ? $"{notShown} more, not shown: older values of the same tests." : null, null);
    }

    /// <summary>Only what is said without doubt fits the required value set (pregnancy status); other words stay in the narrative.</summary>
    public void AddPregnancy(IReadOnlyList<ResultLine> lines, string patient)
    {
        var urls = new List<string>();
        foreach (var line in lines.Where(line => line.Certainty == ReadingCertainty.Sure && (PregnancyWords.SaysPregnant(line) || PregnancyWords.SaysNotPregnant(line))))
        {
            var pregnant = PregnancyWords.SaysPregnant(line);
            var json = ObservationResource.Of(line with { Category = Domain.Findings.ObservationCategory.SocialHistory }, line.Latest, patient);
            json.Remove("category");
            json.Remove("valueString");
            json["code"] = Json.Concept(CodeSystems.Loinc, "82810-3", "Pregnancy status");
            json["valueCodeableConcept"] = pregnant ? Json.Concept(CodeSystems.Snomed, "77386006", "Pregnant") : Json.Concept(CodeSystems.Snomed, "60001007", "Not pregnant");
            urls.Add(entries.Add(json, line.Latest.Sources));
        }

        if (urls.Count > 0) Section("History of pregnancy", "10162-6", urls, [.. lines.Select(NarrativeLine.Of)], null, null);
    }

    /// <summary>The IPS has profiles for smoking and alcohol alone; other observations of this kind keep their place in a section beside it.</summary>
    public void AddSocial(IReadOnlyList<ResultLine> lines, string patient)
    {
        var made = lines.Select(line => (Line: line, Resource: ObservationResource.Of(line, line.Latest, patient))).ToLookup(one => IsSmokingOrAlcohol(one.Line.Concept, one.Resource));
        Add("Social history", "29762-2", made[true].Select(one => (one.Resource, (RecordLine)one.Line)));
        Add("Other social history", "8689-2", made[false].Select(one => (one.Resource, (RecordLine)one.Line)));
    }

    // Observation-tobaccouse-uv-ips and Observation-alcoholuse-uv-ips fix the code and the type of the value.
    private static bool IsSmokingOrAlcohol(CodedText concept, JsonObject resource) => concept.CodeIn(CodeSystems.Loinc) switch
    {
        "72166-2" => resource.ContainsKey("valueCodeableConcept"),
        "74013-4" => resource.ContainsKey("valueQuantity"),
        _ => false,
    };

    private void Section(string title, string code, List<string> urls, IReadOnlyList<string> words, string? remark, string? required)
    {
        if (urls.Count == 0 && required is null) return;
        var section = new JsonObject { ["title"] = title, ["code"] = Json.Coded(CodeSystems.Loinc, code) };
        section["text"] = Narrative.Of(words, urls.Count == 0 ? required : remark);
        if (urls.Count > 0) section["entry"] = new JsonArray([.. urls.Select(url => (JsonNode)Json.Reference(url))]);
        else section["emptyReason"] = Json.Coded("http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable");
        _sections.Add(section);
    }
}
