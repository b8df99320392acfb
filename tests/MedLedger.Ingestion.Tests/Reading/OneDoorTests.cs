using System.IO.Compression;
using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Reading;

/// <summary>Envelopes: archives, lines of resources, documents inside documents, FHIR as XML.</summary>
public class OneDoorTests
{
    private const string Allergy = """{"resourceType":"AllergyIntolerance","code":{"text":"Latex"},"patient":{"reference":"Patient/p"}}""";
    private const string Ada = """{"resourceType":"Patient","id":"p","name":[{"family":"Example","given":["Ada"]}],"birthDate":"1950-02-03"}""";

    [Fact]
    public async Task An_archive_is_read_member_by_member_and_explanations_are_left_out()
    {
        var zip = Zip(("INDEX.HTM", "<html>"u8.ToArray()), ("IHE_XDM/1/a.xml", Bytes(Cda.Document(Cda.Section("48765-2", "Allergies", "", Cda.Allergy("<name>latex</name>"))))), ("b.txt", "The patient takes ramipril."u8.ToArray()), ("c.txt", "Another letter."u8.ToArray()));
        var reading = Reads.Of(await Reads.Bytes(zip));
        Assert.Equal("application/zip", reading.MediaType);
        Assert.Equal("latex", Assert.Single(reading.Statements).Concept.Text);
        Assert.Equal("2025-03-01", reading.Statements[0].Recorded.ToString());
        Assert.Equal("Example", reading.Patient!.Name!.Family);
        Assert.Contains(reading.Pages, page => page.Text.Contains("ramipril", StringComparison.Ordinal));
        Assert.Contains(reading.NotUnderstood, part => part.Contains("member 3", StringComparison.Ordinal) || part.Contains("member 4", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, reading.Pages.Count), reading.Pages.Select(page => page.Number));
    }

    [Fact]
    public async Task An_archive_of_two_patients_is_held_back()
    {
        var other = Cda.Document().Replace("Example", "Another", StringComparison.Ordinal).Replace("19500203", "19710101", StringComparison.Ordinal);
        var outcome = await Reads.Bytes(Zip(("a", Bytes(Cda.Document())), ("b", Bytes(other))));
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(outcome)));
        Assert.Null(Reads.Of(outcome).Patient);
    }

    [Fact]
    public async Task A_bomb_is_refused_while_it_unpacks_and_an_office_file_by_name()
    {
        var bomb = Zip(("a", new byte[3_000_000]));
        Assert.Equal("too-large", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Bytes(bomb, new() { MaxBytes = 1_000_000, PreviewWidth = 0 }))));
        Assert.Equal("unsupported-type", Reads.Code(await Reads.Bytes(Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<w/>"u8.ToArray())))));
        Assert.Equal("unreadable-or-damaged", Reads.Code(await Reads.Bytes(bomb[..^30])) is "damaged" ? "unreadable-or-damaged" : "read");
    }

    [Fact]
    public async Task What_the_directory_says_is_enough_to_refuse_a_bomb()
    {
        var bomb = Zip(("a", new byte[3_000_000]));
        // The packed bytes are gone: whoever unpacked them would call the archive damaged.
        bomb.AsSpan(40, 1000).Fill(0xFF);
        Assert.Equal("too-large", Reads.Code(await Reads.Bytes(bomb, new() { MaxBytes = 1_000_000, PreviewWidth = 0 })));
        var crowd = Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}", Array.Empty<byte>()))]);
        // Nor is the directory read where its end already says that it is too long.
        crowd.AsSpan(crowd.AsSpan().IndexOf("PK\u0001\u0002"u8), 4).Clear();
        Assert.Equal("over-limit", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Bytes(crowd))));
    }

    [Fact]
    public async Task Archives_in_an_archive_share_what_may_be_unpacked()
    {
        var inner = Zip(("a.txt", Bytes(string.Concat(Enumerable.Repeat("The patient takes ramipril. ", 10_000)))));
        var outcome = await Reads.Bytes(Zip([.. Enumerable.Range(0, 10).Select(i => ($"{i}.zip", inner))]), new() { MaxBytes = 1_000_000, PreviewWidth = 0 });
        Assert.Equal("too-large", Reads.Code(outcome));
        Assert.InRange(Reads.Of(outcome).Pages.Count, 1, 3);
    }

    [Fact]
    public async Task Names_of_members_lead_nowhere()
    {
        var name = $"medledger-slip-{Guid.NewGuid():N}.txt";
        var reading = Reads.Of(await Reads.Bytes(Zip(($"../../../../../../../../tmp/{name}", "The patient takes ramipril."u8.ToArray()))));
        Assert.Contains(reading.Pages, page => page.Text.Contains("ramipril", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), name)) || File.Exists($"/tmp/{name}"));
    }

    [Fact]
    public async Task Archives_in_archives_are_opened_only_so_deep()
    {
        var inner = "The patient takes ramipril."u8.ToArray();
        for (var i = 0; i < 8; i++) inner = Zip(("a", inner));
        var outcome = await Reads.Bytes(inner);
        Assert.DoesNotContain(Reads.Of(outcome).Pages, page => page.Text.Contains("ramipril", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_of_resources_are_one_collection()
    {
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Text(Ada + "\n" + Allergy + "\n")).Reading;
        Assert.Equal(("Latex", "Example"), (Assert.Single(reading.Statements).Concept.Text, reading.Patient!.Name!.Family));
        Assert.Equal("truncated-or-damaged", Reads.Code(await Reads.Text(Ada + "\n" + Allergy[..40])) is "truncated" or "damaged" ? "truncated-or-damaged" : "read");
    }

    [Fact]
    public async Task FHIR_XML_says_what_its_JSON_says()
    {
        const string Xml = """
            <?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
            <entry><fullUrl value="urn:uuid:1"/><resource><Patient><id value="p"/><name><family value="Example"/><given value="Ada"/></name><birthDate value="1950-02-03"/></Patient></resource></entry>
            <entry><resource><MedicationRequest><contained><Medication><id value="m"/><code><text value="ramipril"/></code></Medication></contained><status value="active"/><intent value="order"/><doNotPerform value="true"/><medicationReference><reference value="#m"/></medicationReference><subject><reference value="urn:uuid:1"/></subject>
            <dosageInstruction><text value="5 mg daily"/><timing><repeat><frequency value="1"/><period value="1"/><periodUnit value="d"/></repeat></timing></dosageInstruction></MedicationRequest></resource></entry></Bundle>
            """;
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Text(Xml)).Reading;
        var medication = Assert.IsType<MedicationFinding>(Assert.Single(reading.Statements));
        Assert.Equal(("ramipril", MedicationStatus.DoNotGive, 1m), (medication.Concept.Text, medication.Status, medication.Dosing!.TimesPerDay));
        Assert.Equal(("Example", "application/fhir+xml"), (reading.Patient!.Name!.Family, reading.MediaType));
    }

    [Fact]
    public async Task Attachments_are_read_and_those_entered_in_error_are_not()
    {
        var data = Convert.ToBase64String("The patient takes ramipril."u8);
        var document = """{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"contentType":"application/pdf","data":"DATA"}}]}""".Replace("DATA", data, StringComparison.Ordinal);
        Assert.Contains((await Reads.Fhir(Ada, document)).Pages, page => page.Text == "The patient takes ramipril.");
        Assert.DoesNotContain((await Reads.Fhir(Ada, document.Replace("current", "entered-in-error", StringComparison.Ordinal))).Pages, page => page.Text == "The patient takes ramipril.");
    }

    [Fact]
    public async Task The_narrative_counts_where_a_section_has_no_entries()
    {
        const string Composition = """{"resourceType":"Composition","status":"final","section":[{"title":"History","text":{"div":"<div><p>Chest pain &amp; cough</p><ul><li>No fever</li></ul></div>"}},{"title":"Problems","text":{"div":"<div>Asthma</div>"},"entry":[{"reference":"Condition/1"}]}]}""";
        Assert.Equal("History:\nChest pain & cough\nNo fever", (await Reads.Fhir(Ada, Composition, """{"resourceType":"Condition","id":"1","code":{"text":"Asthma"}}""")).Pages[1].Text);
    }

    [Fact]
    public async Task A_report_inside_a_message_is_read()
    {
        var data = Convert.ToBase64String("The patient takes ramipril."u8);
        var reading = await Reads.Hl7("PID|1||7^^^H^MR||Example^Ada||19500203|F", $"OBX|1|ED|11488-4^Note^LN||^text^plain^Base64^{data}||||||F");
        Assert.Contains(reading.Pages, page => page.Text == "The patient takes ramipril.");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params (string Name, byte[] Bytes)[] members)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in members)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }

        return zip.ToArray();
    }
}
