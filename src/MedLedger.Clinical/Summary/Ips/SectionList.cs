using System.Text.Json;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The sections of the Composition. An empty required section says why; an empty optional one is left out (ips-comp-1).</summary>
internal sealed class SectionList(BundleEntries entries, string patient)
{
    private readonly List<Section> _sections = [];

    /// <param name="title">For people.</param>
    /// <param name="code">LOINC.</param>
    /// <param name="lines">What stands in it.</param>
    /// <param name="required">Why it is empty, where it may not be left out.</param>
    /// <param name="write">How a line is written, where not as it usually is.</param>
    public void Add(string title, string code, IEnumerable<RecordLine> lines, string? required = null, Action<Utf8JsonWriter, RecordLine, string>? write = null)
    {
        var (urls, words) = (new List<string>(), new List<string>());
        foreach (var line in lines)
        {
            (write ?? EntryResources.Write)(entries.Begin(EntryResources.Type(line)), line, patient);
            urls.Add(entries.End(line.Sources));
            words.Add(NarrativeLine.Of(line));
        }

        Add(new(title, code, urls, words, null, required));
    }

    public void AddDevices(IReadOnlyList<DeviceLine> lines)
    {
        var urls = new List<string>();
        foreach (var line in lines)
        {
            EntryResources.Device(entries.Begin("Device"), line, patient);
            var device = entries.End(line.Sources);
            EntryResources.DeviceUse(entries.Begin("DeviceUseStatement"), line, patient, device);
            urls.Add(entries.End(line.Sources));
        }

        Add(new("Medical devices", "46264-8", urls, [.. lines.Select(NarrativeLine.Of)], null, null));
    }

    public void AddResults(string title, string code, IReadOnlyList<ResultLine> lines, int valuesPerTest, Attributed<string>? bloodGroup)
    {
        var (urls, words) = (new List<string>(), new List<string>());
        if (bloodGroup is not null)
        {
            ObservationResource.WriteBloodGroup(entries.Begin("Observation"), bloodGroup, patient);
            urls.Add(entries.End(bloodGroup.Sources));
            words.Add($"Blood group {bloodGroup.Value}{(bloodGroup.Certainty == ReadingCertainty.Unsure ? " (unsure)" : "")}");
        }

        var notShown = 0;
        foreach (var line in lines)
        {
            notShown += Math.Max(0, line.Earlier.Count + 1 - valuesPerTest);
            foreach (var value in line.Earlier.Prepend(line.Latest).Take(valuesPerTest))
            {
                ObservationResource.Write(entries.Begin("Observation"), line, value, patient);
                urls.Add(entries.End(value.Sources));
                words.Add(NarrativeLine.Of(line, value));
            }
        }

        Add(new(title, code, urls, words, notShown > 0 ? $"{notShown} more, not shown: older values of the same tests." : null, null));
    }

    /// <summary>Only what is said without doubt fits the required value set (pregnancy status); other words stay in the narrative.</summary>
    public void AddPregnancy(IReadOnlyList<ResultLine> lines)
    {
        var urls = new List<string>();
        foreach (var line in lines.Where(line => line.Certainty == ReadingCertainty.Sure && (PregnancyWords.SaysPregnant(line) || PregnancyWords.SaysNotPregnant(line))))
        {
            ObservationResource.WritePregnancy(entries.Begin("Observation"), line.Latest, PregnancyWords.SaysPregnant(line), patient);
            urls.Add(entries.End(line.Latest.Sources));
        }

        if (urls.Count > 0) Add(new("History of pregnancy", "10162-6", urls, [.. lines.Select(NarrativeLine.Of)], null, null));
    }

    /// <summary>The IPS has profiles for smoking and alcohol alone; other observations of this kind keep their place in a section beside it.</summary>
    public void AddSocial(IReadOnlyList<ResultLine> lines)
    {
        var kinds = lines.ToLookup(IsSmokingOrAlcohol);
        Add("Social history", "29762-2", kinds[true]);
        Add("Other social history", "8689-2", kinds[false]);
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        foreach (var section in _sections)
        {
            json.Open().With("title", section.Title).Name("code").Coded(CodeSystems.Loinc, section.Code);
            json.WithNarrative(section.Words, section.Urls.Count == 0 ? section.Required : section.Remark);
            if (section.Urls.Count > 0)
            {
                json.OpenList("entry");
                foreach (var url in section.Urls) json.Reference(url);
                json.CloseList();
            }
            else json.Name("emptyReason").Coded("http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable");
            json.Close();
        }
    }

    // Observation-tobaccouse-uv-ips and Observation-alcoholuse-uv-ips fix the code and the type of the value.
    private static bool IsSmokingOrAlcohol(ResultLine line) => line.Concept.CodeIn(CodeSystems.Loinc) switch
    {
        "72166-2" => ObservationResource.HasConcept(line.Latest),
        "74013-4" => ObservationResource.HasQuantity(line.Latest),
        _ => false,
    };

    private void Add(Section section)
    {
        if (section.Urls.Count > 0 || section.Required is not null) _sections.Add(section);
    }

    private sealed record Section(string Title, string Code, List<string> Urls, List<string> Words, string? Remark, string? Required);
}
