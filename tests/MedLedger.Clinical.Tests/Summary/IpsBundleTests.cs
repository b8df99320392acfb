using System.Text.Json.Nodes;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary.Ips;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.TestKit;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Summary;

public sealed class IpsBundleTests
{
    [Fact]
    public void Social_observations_without_an_IPS_profile_keep_their_place_in_a_section_of_their_own()
    {
        ObservationFinding Said(string name, string loinc, string value) => new() { Concept = new(name) { Codes = [new(CodeSystems.Loinc, loinc)] }, Category = ObservationCategory.SocialHistory, Certainty = ReadingCertainty.Sure, ValueText = new(value) };
        var bundle = JsonNode.Parse(Write(Record(Document("a.txt", "2025-01-01", Said("Tobacco smoking status", "72166-2", "never smoker"), Said("Housing status", "71802-3", "homeless")))))!;
        var sections = bundle["entry"]![0]!["resource"]!["section"]!.AsArray().ToDictionary(section => (string)section!["code"]!["coding"]![0]!["code"]!, section => section!["entry"]?.AsArray().Count ?? 0);
        Assert.Equal((1, 1), (sections["29762-2"], sections["8689-2"]));
    }

    [Fact]
    public void The_same_documents_in_another_order_give_the_same_bytes()
    {
        var documents = RichRecord.Documents();
        var once = Write(Reconciler.Reconcile(documents, Today));
        Assert.Equal(once, Write(Reconciler.Reconcile([.. documents.Reverse()], Today)));
        Assert.Equal(once, Write(Reconciler.Reconcile(RichRecord.Documents(), Today)));
    }

    [Fact]
    public void An_unsure_medication_keeps_its_words_and_carries_no_structured_dose()
    {
        var digoxin = Resources(RichRecord.Documents(), "MedicationStatement").Single(one => (string?)one["medicationCodeableConcept"]!["text"] == "digoxin");
        Assert.Equal("unsure", (string?)digoxin["extension"]![0]!["valueCode"]);
        Assert.Equal("0.125 mg once daily", (string?)digoxin["dosage"]![0]!["text"]);
        Assert.Null(digoxin["dosage"]![0]!["doseAndRate"]);
        Assert.Null(digoxin["dosage"]![0]!["timing"]);
    }

    [Fact]
    public void An_unsure_result_has_no_quantity()
    {
        var potassium = Resources(RichRecord.Documents(), "Observation").Single(one => (string?)one["code"]!["text"] == "Potassium");
        Assert.Null(potassium["valueQuantity"]);
        Assert.Equal("7.1 mmol/L", (string?)potassium["valueString"]);
    }

    [Fact]
    public void Stopped_negated_family_and_other_peoples_facts_are_in_no_entry()
    {
        var all = Text(RichRecord.Documents());
        Assert.DoesNotContain("warfarin", all, StringComparison.Ordinal);
        Assert.DoesNotContain("stroke", all, StringComparison.Ordinal);
        Assert.DoesNotContain("breast cancer", all, StringComparison.Ordinal);
        Assert.DoesNotContain("oxycodone", all, StringComparison.Ordinal);
        Assert.DoesNotContain("RSV", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Weekly_is_once_in_seven_days()
    {
        var weekly = Resources(RichRecord.Documents(), "MedicationStatement").Single(one => (string?)one["medicationCodeableConcept"]!["text"] == "methotrexate");
        var repeat = weekly["dosage"]![0]!["timing"]!["repeat"]!;
        Assert.Equal((1, 7, "d"), ((int)repeat["frequency"]!, (int)repeat["period"]!, (string)repeat["period" + "Unit"]!));
    }

    [Fact]
    public void Every_entry_has_a_provenance_with_the_digest_of_its_document()
    {
        var documents = RichRecord.Documents();
        var targets = Resources(documents, "Provenance").SelectMany(one => one["target"]!.AsArray().Select(target => (string?)target!["reference"])).ToHashSet();
        var entries = Bundle(documents)["entry"]!.AsArray().Where(entry => (string?)entry!["resource"]!["resourceType"] is not ("Composition" or "Provenance")).ToList();
        var author = entries.Single(entry => (string?)entry!["resource"]!["resourceType"] == "Device" && entry["resource"]!["patient"] is null);
        Assert.All(entries.Where(entry => entry != author), entry => Assert.Contains((string?)entry!["fullUrl"], targets));
        Assert.All(Resources(documents, "Provenance"), one => Assert.Equal(64, ((string?)one["entity"]![0]!["what"]!["identifier"]!["value"])!.Length));
    }

    [Fact]
    public void Nobody_said_anything_is_not_none_known()
    {
        var sections = Bundle([Document("empty.txt", "2025-01-01")])["entry"]![0]!["resource"]!["section"]!.AsArray();
        Assert.Equal(3, sections.Count);
        Assert.All(sections, section => Assert.Equal("unavailable", (string?)section!["emptyReason"]!["coding"]![0]!["code"]));
    }

    [Fact]
    public void Markup_in_every_text_field_stays_text()
    {
        const string markup = "<script>alert('x')</script>&<b>\u0001\ud800";
        var claim = Ada with { Name = new(markup), Address = markup };
        var text = Text([Document(markup, "2025-01-01", claim, Allergy(markup, markup), Drug(markup, markup), Problem(markup), Lab(markup, 1, markup, "2025-01-01"))]);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(text));
    }

    [SharedFact]
    public void The_rich_record_is_a_valid_IPS() => AssertValid(RichRecord.Documents());

    [SharedFact]
    public void An_empty_record_is_a_valid_IPS() => AssertValid([]);

    [SharedFact]
    public void None_known_and_markup_are_a_valid_IPS() => AssertValid(
    [
        Document("a <b>.txt", null, Ada with { Name = new("<i>\u0002"), BirthDate = null, Identifiers = [] },
            None(NoKnownScope.DrugAllergies), None(NoKnownScope.Medications), None(NoKnownScope.Problems),
            Lab("  ", 1, "\t", null), new ProcedureFinding { Concept = new("") }, new DeviceFinding { Concept = new("\u0003") }),
    ]);

    [SharedFact]
    public void Confirmed_and_disputed_lines_are_a_valid_IPS()
    {
        UnderstoodDocument Said(CorrectionVerdict verdict, RecordLine line) => Document($"word {verdict}", null, new PatientClaim(), new CorrectionFinding
        {
            Concept = line.Concept,
            Certainty = ReadingCertainty.Sure,
            Line = LineId.Of(line),
            Verdict = verdict,
            Author = "dr.osei",
            Issuer = "https://idp.invalid",
            At = new DateTimeOffset(2025, 2, 1, 9, 0, 0, TimeSpan.Zero),
            Comment = "seen on the ward",
        });
        var record = Record(RichRecord.Documents());
        AssertValid([.. RichRecord.Documents(), Said(CorrectionVerdict.Confirmed, record.Medications.First(line => line.Certainty == ReadingCertainty.Unsure)), Said(CorrectionVerdict.Disputed, record.Results.First(line => line.Latest.Value is not null))]);
    }

    private static byte[] Write(PatientRecord record) => IpsBundle.Write(record, IpsContext.For(record, "0.1.0"));

    private static string Text(UnderstoodDocument[] documents) => System.Text.Encoding.UTF8.GetString(Write(Reconciler.Reconcile(documents, Today)));

    private static JsonNode Bundle(UnderstoodDocument[] documents) => JsonNode.Parse(Text(documents))!;

    private static List<JsonNode> Resources(UnderstoodDocument[] documents, string type) =>
        [.. Bundle(documents)["entry"]!.AsArray().Select(entry => entry!["resource"]!).Where(resource => (string?)resource["resourceType"] == type)];

    private static void AssertValid(UnderstoodDocument[] documents)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ips-{Guid.NewGuid():N}.json");
        File.WriteAllBytes(file, Write(Reconciler.Reconcile(documents, Today)));
        try
        {
            FhirValidator.AssertIps(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
