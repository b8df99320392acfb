using MedLedger.Domain.Coding;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.CcdaStatements;

public class CcdaReadingTests
{
    private const string Codeine = """<code code="2670" codeSystem="2.16.840.1.113883.6.88" displayName="codeine"/>""";

    [Fact]
    public async Task The_record_target_is_the_patient()
    {
        var reading = await Cda.Read();
        var claim = reading.Patient!;
        Assert.Equal(("Ada B Example", "1950-02-03", Sex.Female, "1 Row, Town"), (claim.Name!.Text, claim.BirthDate.ToString(), claim.Sex, claim.Address));
        Assert.Equal([new PatientIdentifier("77", "urn:oid:2.999.5")], claim.Identifiers);
        Assert.Equal(["555-0100"], claim.Phones);
        Assert.Equal(("Bo Example", "son", "555-0101"), (claim.Contacts[0].Name, claim.Contacts[0].Relationship, claim.Contacts[0].Phone));
        Assert.Equal("2025-03-01", reading.Date.ToString());
        Assert.Equal("application/cda+xml", reading.MediaType);
    }

    [Fact]
    public async Task Two_record_targets_of_two_people_are_held_back()
    {
        var two = Cda.Document().Replace("</recordTarget>", "</recordTarget><recordTarget><patientRole><patient><name><family>Other</family></name></patient></patientRole></recordTarget>", StringComparison.Ordinal);
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.Refused>(await Reads.Text(two))));
    }

    [Fact]
    public async Task An_allergy_keeps_substance_reaction_severity_and_place()
    {
        const string Reaction = """<entryRelationship typeCode="MFST" inversionInd="true"><observation><templateId root="2.16.840.1.113883.10.20.22.4.9"/><value xsi:type="CD" displayName="vomiting"/><entryRelationship typeCode="SUBJ"><observation><templateId root="2.16.840.1.113883.10.20.22.4.8"/><code code="SEV"/><value xsi:type="CD" code="24484000"/></observation></entryRelationship></observation></entryRelationship>""";
        var section = Cda.Section("48765-2", "Allergies", "", Cda.Allergy(Codeine, inside: Reaction));
        var allergy = Assert.IsType<AllergyFinding>(Assert.Single((await Cda.Read(section)).Statements));
        Assert.Equal(("codeine", "2670", AllergyStatus.Active, "severe", "medication", "allergy"), (allergy.Concept.Text, allergy.Concept.CodeIn(CodeSystems.RxNorm), allergy.Status, allergy.Severity, allergy.Category, allergy.Type));
        Assert.Equal("vomiting", Assert.Single(allergy.Reactions).Text);
        Assert.Equal(ReadingCertainty.Sure, allergy.Certainty);
        Assert.Equal("ClinicalDocument/component[1]/structuredBody[1]/component[1]/section[1]/entry[1]/act[1]/entryRelationship[1]/observation[1]", Assert.IsType<SourceSpan.ElementPath>(allergy.Sources[0].Span).Path);
    }

    [Theory]
    [InlineData("negationInd=\"true\"", "<code nullFlavor=\"NA\"/>", "416098002", NoKnownScope.DrugAllergies)]
    [InlineData("negationInd=\"true\"", "<code nullFlavor=\"NA\"/>", "414285001", NoKnownScope.FoodAllergies)]
    [InlineData("negationInd=\"true\"", "<code nullFlavor=\"NA\"/>", "419199007", NoKnownScope.Allergies)]
    [InlineData("", "<code code=\"716186003\" codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"No known allergy\"/>", "419199007", NoKnownScope.Allergies)]
    [InlineData("", "<name>NKDA</name>", "419199007", NoKnownScope.DrugAllergies)]
    public async Task No_known_allergies_is_said_in_many_ways(string negation, string substance, string type, NoKnownScope scope)
    {
        var section = Cda.Section("48765-2", "Allergies", "", Cda.Allergy(substance, negation, type: type));
        Assert.Equal(scope, Assert.IsType<NoKnownFinding>(Assert.Single((await Cda.Read(section)).Statements)).Scope);
    }

    [Fact]
    public async Task Not_allergic_to_something_is_a_refuted_allergy()
    {
        var section = Cda.Section("48765-2", "Allergies", "", Cda.Allergy(Codeine, "negationInd=\"true\""));
        var allergy = Assert.IsType<AllergyFinding>(Assert.Single((await Cda.Read(section)).Statements));
        Assert.Equal((true, AllergyStatus.Refuted), (allergy.Assertion.Negated, allergy.Status));
    }

    [Fact]
    public async Task A_negated_act_or_relationship_negates_what_it_holds()
    {
        var byAct = Cda.Problem("<value xsi:type=\"CD\" displayName=\"Asthma\"/>").Replace("<act classCode=\"ACT\"", "<act negationInd=\"true\" classCode=\"ACT\"", StringComparison.Ordinal);
        var byLink = Cda.Problem("<value xsi:type=\"CD\" displayName=\"Gout\"/>").Replace("typeCode=\"SUBJ\"", "typeCode=\"SUBJ\" negationInd=\"true\"", StringComparison.Ordinal);
        var statements = (await Cda.Read(Cda.Section("11450-4", "Problems", "", byAct, byLink))).Statements;
        Assert.Equal(["Asthma", "Gout"], statements.Select(one => one.Concept.Text));
        Assert.All(statements, one => Assert.True(one.Assertion.Negated));
    }

    [Theory]
    [InlineData("", "active", ProblemStatus.Active)]
    [InlineData("", "completed", ProblemStatus.Inactive)]
    [InlineData("<effectiveTime><low value=\"2010\"/><high value=\"2012\"/></effectiveTime>", "active", ProblemStatus.Resolved)]
    [InlineData("<effectiveTime><low value=\"2010\"/><high nullFlavor=\"UNK\"/></effectiveTime>", "active", ProblemStatus.Resolved)]
    [InlineData("<effectiveTime><low value=\"2010\"/><high nullFlavor=\"NA\"/></effectiveTime>", "active", ProblemStatus.Active)]
    [InlineData("<entryRelationship typeCode=\"REFR\"><observation><templateId root=\"2.16.840.1.113883.10.20.22.4.6\"/><code code=\"33999-4\"/><value xsi:type=\"CD\" code=\"413322009\"/></observation></entryRelationship>", "active", ProblemStatus.Resolved)]
    [InlineData("<entryRelationship typeCode=\"REFR\"><observation><templateId root=\"2.16.840.1.113883.10.20.22.4.6\"/><code code=\"33999-4\"/><value xsi:type=\"CD\" code=\"55561003\"/></observation></entryRelationship>", "completed", ProblemStatus.Active)]
    public async Task The_observation_decides_over_the_concern(string inside, string concern, ProblemStatus status)
    {
        var section = Cda.Section("11450-4", "Problems", "", Cda.Problem("<value xsi:type=\"CD\" code=\"I10\" codeSystem=\"2.16.840.1.113883.6.90\" displayName=\"Hypertension\"/>", inside: inside, concern: concern));
        Assert.Equal(status, Assert.IsType<ProblemFinding>(Assert.Single((await Cda.Read(section)).Statements)).Status);
    }

    [Theory]
    [InlineData("<effectiveTime><low value=\"2010\"/><high nullFlavor=\"UNK\"/></effectiveTime><entryRelationship typeCode=\"REFR\"><observation><templateId root=\"2.16.840.1.113883.10.20.22.4.28\"/><code code=\"33999-4\"/><value xsi:type=\"CD\" code=\"55561003\"/></observation></entryRelationship>", "active", AllergyStatus.Active)]
    [InlineData("", "completed", AllergyStatus.Unknown)]
    [InlineData("<effectiveTime><high value=\"20300101\"/></effectiveTime>", "active", AllergyStatus.Active)]
    [InlineData("<effectiveTime><high value=\"2012\"/></effectiveTime>", "active", AllergyStatus.Resolved)]
    public async Task An_allergy_is_over_only_when_that_is_said_of_itself(string inside, string concern, AllergyStatus status) =>
        Assert.Equal(status, Assert.IsType<AllergyFinding>(Assert.Single((await Cda.Read(Cda.Section("48765-2", "Allergies", "", Cda.Allergy(Codeine, inside: inside, concern: concern)))).Statements)).Status);

    [Theory]
    [InlineData("completed", "<table><tbody><tr><td>codeine</td><td>Active</td></tr></tbody></table>", ReadingCertainty.Unsure)]
    [InlineData("active", "<table><tbody><tr><td>Codeine</td><td>Rash</td><td>Inactive</td></tr></tbody></table>", ReadingCertainty.Unsure)]
    [InlineData("active", "<table><tbody><tr><td>Codeine</td><td>Rash</td><td>Active</td></tr></tbody></table>", ReadingCertainty.Sure)]
    public async Task An_allergy_whose_entry_is_closed_or_printed_as_inactive_is_unsure(string concern, string printed, ReadingCertainty certainty) =>
        Assert.Equal(certainty, (await Cda.Read(Cda.Section("48765-2", "Allergies", printed, Cda.Allergy(Codeine, concern: concern)))).Statements.OfType<AllergyFinding>().First().Certainty);

    [Fact]
    public async Task An_allergy_that_is_only_printed_is_read_as_words()
    {
        const string Table = "<table><thead><tr><th>Substance</th><th>Reaction</th></tr></thead><tbody><tr ID=\"a1\"><td>Codeine</td><td>Hives</td></tr><tr><td>Latex</td><td>Hives</td></tr></tbody></table>";
        var reading = await Cda.Read(Cda.Section("48765-2", "Allergies", Table, Cda.Allergy(Codeine)));
        Assert.Equal("Allergies:\nLatex Hives", reading.Pages[1].Text);
        Assert.Single((await Cda.Read(Cda.Section("48765-2", "Allergies", Table.Replace("<tr><td>Latex</td><td>Hives</td></tr>", "", StringComparison.Ordinal), Cda.Allergy(Codeine)))).Pages);
    }

    [Fact]
    public async Task An_allergy_on_the_problem_list_is_an_allergy_too() =>
        Assert.Equal("penicillin", Assert.Single((await Cda.Read(Cda.Section("11450-4", "Problems", "", Cda.Problem("<value xsi:type=\"CD\" code=\"91936005\" codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"Allergy to penicillin\"/>")))).Statements.OfType<AllergyFinding>()).Concept.Text);

    [Fact]
    public async Task Withdrawn_and_nullified_records_are_errors()
    {
        var section = Cda.Section("48765-2", "Allergies", "", Cda.Allergy(Codeine, concern: "nullified"));
        Assert.True(Assert.Single((await Cda.Read(section)).Statements).EnteredInError);
    }

    [Fact]
    public async Task A_family_history_and_another_subject_are_never_the_patients()
    {
        const string Family = """<organizer classCode="CLUSTER" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.45"/><subject><relatedSubject classCode="PRS"><code displayName="Father"/></relatedSubject></subject><component><observation><templateId root="2.16.840.1.113883.10.20.22.4.46"/><value xsi:type="CD" displayName="Polycystic kidney"/></observation></component></organizer>""";
        var other = Cda.Problem("<value xsi:type=\"CD\" displayName=\"Epilepsy\"/>", inside: "<subject><relatedSubject classCode=\"PRS\"/></subject>");
        var statements = (await Cda.Read(Cda.Section("10157-6", "Family History", "", Family), Cda.Section("11450-4", "Problems", "", other))).Statements;
        Assert.Equal(2, statements.Count);
        Assert.All(statements, one => Assert.Equal(Experiencer.Family, one.Assertion.Experiencer));
    }

    [Fact]
    public async Task Words_stand_in_where_codes_are_missing()
    {
        var section = Cda.Section("11450-4", "Problems", "<paragraph ID=\"p1\">Chronic back pain</paragraph>", Cda.Problem("<value xsi:type=\"CD\" nullFlavor=\"UNK\"><originalText><reference value=\"#p1\"/></originalText></value>"));
        Assert.Equal("Chronic back pain", Assert.Single((await Cda.Read(section)).Statements).Concept.Text);
    }

    [Fact]
    public async Task Sections_with_words_alone_go_to_the_reader_of_words()
    {
        var reading = await Cda.Read(
            Cda.Section("10164-2", "History of Present Illness", "<list><item>Chest pain since Monday</item><item>No fever</item></list>"),
            Cda.Section("48768-6", "Insurance", "Payer of last resort"));
        Assert.Equal(PageOrigin.Structured, reading.Pages[0].Origin);
        Assert.Equal((PageOrigin.TextLayer, "History of Present Illness:\nChest pain since Monday\nNo fever"), (reading.Pages[1].Origin, reading.Pages[1].Text));
    }

    [Fact]
    public async Task An_unknown_template_in_a_known_section_is_read_and_in_an_unknown_one_named()
    {
        const string Observation = """<observation classCode="OBS" moodCode="EVN"><templateId root="1.2.3.4"/><code code="718-7" codeSystem="2.16.840.1.113883.6.1" displayName="Hemoglobin"/><statusCode code="completed"/><effectiveTime value="20250101"/><value xsi:type="PQ" value="12.1" unit="g/dL"/></observation>""";
        var reading = await Cda.Read(Cda.Section("30954-2", "Results", "", Observation), Cda.Section("0-0", "Something", "", Observation));
        Assert.Equal(new Quantity(12.1m, "g/dL") { Ucum = "g/dL" }, Assert.IsType<ObservationFinding>(Assert.Single(reading.Statements)).Value);
        Assert.Contains("observation of an unknown kind", reading.NotUnderstood);
    }

    [Fact]
    public async Task A_fragment_with_undeclared_prefixes_is_read_without_a_patient()
    {
        var reading = Reads.Of(await Reads.Text("<!-- an entry -->\n" + Cda.Medication("""<code code="29046" codeSystem="2.16.840.1.113883.6.88" displayName="lisinopril"/>""", "<effectiveTime xsi:type=\"PIVL_TS\"><period value=\"24\" unit=\"h\"/></effectiveTime>")));
        Assert.Null(reading.Patient);
        Assert.Equal(1, Assert.IsType<MedicationFinding>(Assert.Single(reading.Statements)).Dosing!.TimesPerDay);
    }

    [Fact]
    public async Task An_unstructured_body_is_read_as_what_it_is()
    {
        var body = Convert.ToBase64String("Dear colleague,\nthe patient takes ramipril 5 mg daily."u8);
        var document = Cda.Document().Replace("<structuredBody></structuredBody>", $"<nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">{body}</text></nonXMLBody>", StringComparison.Ordinal);
        var page = Reads.Of(await Reads.Text(document)).Pages[^1];
        Assert.Equal((PageOrigin.TextLayer, 2), (page.Origin, page.Number));
        Assert.Contains("ramipril", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ClinicalDocument>&e;</ClinicalDocument>", "document-type")]
    [InlineData("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><component>", "truncated")]
    [InlineData("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><a></b></ClinicalDocument>", "damaged")]
    public async Task Hostile_and_damaged_XML_is_no_document(string xml, string code) => Assert.Equal(code, Reads.Code(await Reads.Text(xml)));

    [Fact]
    public async Task XML_nested_beyond_reason_is_refused()
    {
        var deep = "<ClinicalDocument>" + string.Concat(Enumerable.Repeat("<component>", 50_000)) + string.Concat(Enumerable.Repeat("</component>", 50_000)) + "</ClinicalDocument>";
        Assert.Equal("over-limit", Reads.Code(await Reads.Text(deep)));
    }
}
