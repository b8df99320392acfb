using System.Text.Json;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary.Ips;

/// <summary>The record as an International Patient Summary 2.0.1 document (FHIR R4). Ids follow from content, so the same record gives the same bytes.</summary>
public static class IpsBundle
{
    private const string Profiles = "http://hl7.org/fhir/uv/ips/StructureDefinition/";

    // Agreed with clinicians: the newest five of a test.
    private const int ValuesPerTest = 5;

    /// <summary>UTF-8 JSON of the bundle.</summary>
    public static byte[] Write(PatientRecord record, IpsContext context)
    {
        using var entries = new BundleEntries(context.BundleId);
        var moment = Moment(context.Timestamp);
        Author(entries.Begin("Device"), context);
        var device = entries.End([]);
        PatientResource.Write(entries.Begin("Patient"), record.Identity);
        var patient = entries.End(IdentitySources(record.Identity));
        var sections = Sections(record, patient, entries);
        var attesters = Attesters(record, entries);
        entries.AddProvenances(moment, device, NameOf(record));
        Composition(entries.Begin("Composition"), record, context, patient, device, attesters, sections);
        return entries.EndBundle(moment);
    }

    private static string Moment(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static SectionList Sections(PatientRecord record, string patient, BundleEntries entries)
    {
        var sections = new SectionList(entries, patient);
        sections.Add("Allergies and intolerances", "48765-2", [.. Said(record.AllergyStatement.NoneKnown), .. record.Allergies], required: "No document says anything about allergies.");
        sections.Add("Medication summary", "10160-0", [.. record.Medications, .. Said(record.NoMedications)], required: "No document names a current medicine.");
        sections.Add("Problem list", "11450-4", [.. record.ActiveProblems, .. Said(record.NoProblems)], required: "No document names a current problem.");
        sections.Add("Alerts", "104605-1", record.Alerts);
        sections.Add("Advance directives", "42348-3", record.Directives);
        sections.AddDevices(record.Devices);
        sections.AddResults("Results", "30954-2", record.Results, ValuesPerTest, record.Identity.BloodGroup);
        sections.Add("History of procedures", "47519-4", record.Procedures);
        sections.Add("Immunizations", "11369-6", record.Immunizations);
        sections.Add("Past problems", "11348-0", record.PastProblems, write: EntryResources.WritePast);
        sections.AddPregnancy(record.Pregnancy);
        sections.AddResults("Vital signs", "8716-3", record.Vitals, 1, null);
        sections.AddSocial(record.SocialHistory);
        return sections;
    }

    private static NoneKnownLine[] Said(NoneKnownLine? none) => none is null ? [] : [none];

    private static void Author(Utf8JsonWriter json, IpsContext context) =>
        json.OpenList("deviceName").Open().With("name", context.AuthorName).With("type", "user-friendly-name").Close().CloseList()
            .OpenList("version").Open().With("value", context.AuthorVersion).Close().CloseList();

    private static void Composition(Utf8JsonWriter json, PatientRecord record, IpsContext context, string patient, string device, List<(string Time, string Url)> attesters, SectionList sections)
    {
        var moment = Moment(context.Timestamp);
        var remarks = record.Notices.Select(notice => notice.Document is { } name ? $"{name}: {notice.Text}" : notice.Text).ToList();
        json.Name("meta").Open().OpenList("profile").WriteStringValue(Profiles + "Composition-uv-ips");
        json.CloseList().Close();
        json.WithNarrative(remarks, remarks.Count == 0 ? "Every document given was read and used." : "What was held back or could not be read is listed above.");
        json.Name("identifier").Open().With("system", "urn:ietf:rfc:3986").With("value", $"urn:uuid:{context.BundleId}").Close()
            .With("status", "final")
            .Name("type").Concept(CodeSystems.Loinc, "60591-5", "Patient summary Document")
            .Name("subject").Reference(patient)
            .With("date", moment)
            .OpenList("author").Reference(device).CloseList();
        if (attesters.Count > 0)
        {
            json.OpenList("attester");
            foreach (var (time, url) in attesters) json.Open().With("mode", "professional").With("time", time).Name("party").Reference(url).Close();
            json.CloseList();
        }

        json.With("title", $"Patient summary of {record.AsOf:yyyy-MM-dd}");
        json.OpenList("event").Open()
            .OpenList("code").Coded("http://terminology.hl7.org/CodeSystem/v3-ActClass", "PCPR").CloseList()
            .Name("period").Open().With("end", moment).Close()
            .Close().CloseList();
        json.OpenList("section");
        sections.WriteTo(json);
        json.CloseList();
    }

    // Each person who confirmed a line, with the newest word's time; what exactly was confirmed stands in the sections.
    private static List<(string Time, string Url)> Attesters(PatientRecord record, BundleEntries entries)
    {
        var attesters = new List<(string Time, string Url)>();
        var confirmed = record.Lines.SelectMany(line => line.Corrections).Where(one => one.Verdict == Domain.Findings.CorrectionVerdict.Confirmed);
        foreach (var person in confirmed.GroupBy(one => one.Author, StringComparer.Ordinal).OrderBy(person => person.Key, StringComparer.Ordinal))
        {
            entries.Begin("Practitioner").OpenList("name").Text(person.Key).CloseList();
            attesters.Add((Moment(person.Max(one => one.At)), entries.End([])));
        }

        return attesters;
    }

    private static IEnumerable<Source> IdentitySources(Identification.ConsolidatedIdentity identity) => Statements.Once(
    [
        .. identity.Name?.Sources ?? [], .. identity.BirthDate?.Sources ?? [], .. identity.Sex?.Sources ?? [], .. identity.Address?.Sources ?? [],
        .. identity.Identifiers.SelectMany(one => one.Sources), .. identity.Phones.SelectMany(one => one.Sources), .. identity.Contacts.SelectMany(one => one.Sources),
    ]);

    private static Func<Source, string> NameOf(PatientRecord record)
    {
        var names = record.Documents.ToDictionary(one => one.Document.Reading.Document, one => one.Document.Name);
        return source => names.GetValueOrDefault(source.Document, "a document of this patient");
    }
}
