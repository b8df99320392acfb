using System.Text.Json.Nodes;
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
        var entries = new BundleEntries(context.BundleId);
        var moment = context.Timestamp.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        var device = entries.Add(Author(context), []);
        var identity = record.Identity;
        var patient = entries.Add(PatientResource.Of(identity), IdentitySources(identity));
        var sections = Sections(record, patient, entries);
        var composition = Composition(record, context, moment, patient, device, Attesters(record, entries), sections);
        return entries.ToBundle(composition, moment, device, NameOf(record));
    }

    private static JsonArray Sections(PatientRecord record, string patient, BundleEntries entries)
    {
        var sections = new SectionList(entries);
        var allergies = record.Allergies.Select(line => (Resource: EntryResources.Allergy(line, patient), Line: (RecordLine)line)).ToList();
        if (record.AllergyStatement.NoneKnown is { } none) allergies.Insert(0, (EntryResources.NoneKnown(none, patient), none));
        sections.Add("Allergies and intolerances", "48765-2", allergies, required: "No document says anything about allergies.");
        var medications = record.Medications.Select(line => (Resource: MedicationResource.Of(line, patient), Line: (RecordLine)line)).ToList();
        if (record.NoMedications is { } noDrug) medications.Add((EntryResources.NoneKnown(noDrug, patient), noDrug));
        sections.Add("Medication summary", "10160-0", medications, required: "No document names a current medicine.");
        var problems = record.ActiveProblems.Select(line => (Resource: EntryResources.Problem(line, patient, past: false), Line: (RecordLine)line)).ToList();
        if (record.NoProblems is { } noProblem) problems.Add((EntryResources.NoneKnown(noProblem, patient), noProblem));
        sections.Add("Problem list", "11450-4", problems, required: "No document names a current problem.");
        sections.Add("Alerts", "104605-1", record.Alerts.Select(line => (EntryResources.Alert(line, patient), (RecordLine)line)));
        sections.Add("Advance directives", "42348-3", record.Directives.Select(line => (EntryResources.Directive(line, patient), (RecordLine)line)));
        sections.AddDevices(record.Devices, patient);
        sections.AddResults("Results", "30954-2", record.Results, patient, ValuesPerTest, record.Identity.BloodGroup);
        sections.Add("History of procedures", "47519-4", record.Procedures.Select(line => (EntryResources.Procedure(line, patient), (RecordLine)line)));
        sections.Add("Immunizations", "11369-6", record.Immunizations.Select(line => (EntryResources.Immunization(line, patient), (RecordLine)line)));
        sections.Add("Past problems", "11348-0", record.PastProblems.Select(line => (EntryResources.Problem(line, patient, past: true), (RecordLine)line)));
        sections.AddPregnancy(record.Pregnancy, patient);
        sections.AddResults("Vital signs", "8716-3", record.Vitals, patient, 1, null);
        sections.AddSocial(record.SocialHistory, patient);
        return sections.ToJson();
    }

    private static JsonObject Author(IpsContext context) => Json.Resource("Device")
        .With("deviceName", new JsonArray(new JsonObject { ["name"] = context.AuthorName, ["type"] = "user-friendly-name" }))
        .With("version", new JsonArray(new JsonObject { ["value"] = context.AuthorVersion }));

    private static JsonObject Composition(PatientRecord record, IpsContext context, string moment, string patient, string device, JsonArray attesters, JsonArray sections)
    {
        var remarks = record.Notices.Select(notice => notice.Document is { } name ? $"{name}: {notice.Text}" : notice.Text).ToList();
        var json = Json.Resource("Composition");
        json["meta"] = new JsonObject { ["profile"] = new JsonArray(Profiles + "Composition-uv-ips") };
        json["text"] = Narrative.Of(remarks, remarks.Count == 0 ? "Every document given was read and used." : "What was held back or could not be read is listed above.");
        json["identifier"] = new JsonObject { ["system"] = "urn:ietf:rfc:3986", ["value"] = $"urn:uuid:{context.BundleId}" };
        json["status"] = "final";
        json["type"] = Json.Concept(CodeSystems.Loinc, "60591-5", "Patient summary Document");
        json["subject"] = Json.Reference(patient);
        json["date"] = moment;
        json["author"] = new JsonArray(Json.Reference(device));
        json.With("attester", attesters);
        json["title"] = $"Patient summary of {record.AsOf:yyyy-MM-dd}";
        json["event"] = new JsonArray(new JsonObject
        {
            ["code"] = new JsonArray(Json.Coded("http://terminology.hl7.org/CodeSystem/v3-ActClass", "PCPR")),
            ["period"] = new JsonObject { ["end"] = moment },
        });
        json["section"] = sections;
        return json;
    }

    // Each person who confirmed a line, with the newest word's time; what exactly was confirmed stands in the sections.
    private static JsonArray Attesters(PatientRecord record, BundleEntries entries)
    {
        var attesters = new JsonArray();
        var confirmed = record.Lines.SelectMany(line => line.Corrections).Where(one => one.Verdict == Domain.Findings.CorrectionVerdict.Confirmed);
        foreach (var person in confirmed.GroupBy(one => one.Author, StringComparer.Ordinal).OrderBy(person => person.Key, StringComparer.Ordinal))
        {
            var url = entries.Add(Json.Resource("Practitioner").With("name", new JsonArray(Json.Text(person.Key))), []);
            attesters.Add((JsonNode)new JsonObject { ["mode"] = "professional", ["time"] = person.Max(one => one.At).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture), ["party"] = Json.Reference(url) });
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
