using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.CcdaStatements;

public class CcdaCareTests
{
    private const string Metoprolol = """<code code="866924" codeSystem="2.16.840.1.113883.6.88" displayName="metoprolol tartrate 25 MG Oral Tablet"/>""";

    [Theory]
    [InlineData("<period value=\"12\" unit=\"h\"/>", 2)]
    [InlineData("<period value=\"1\" unit=\"d\"/>", 1)]
    [InlineData("<period value=\"8\" unit=\"h\"/>", 3)]
    public async Task A_period_is_a_number_of_doses_a_day(string period, int times)
    {
        var medication = await One($"<effectiveTime xsi:type=\"IVL_TS\"><low value=\"20240101\"/></effectiveTime><effectiveTime xsi:type=\"PIVL_TS\" operator=\"A\">{period}</effectiveTime><routeCode displayName=\"Oral\"/><doseQuantity value=\"1\"/>");
        Assert.Equal(times, medication.Dosing!.TimesPerDay);
        Assert.Equal(new Quantity(1, "tablet"), medication.Dosing.Dose);
        Assert.Equal(("Oral", "2024-01-01", MedicationStatus.Active), (medication.Dosing.Route!.Text, medication.Start.ToString(), medication.Status));
    }

    [Fact]
    public async Task Meals_and_bedtime_are_counted_and_a_range_of_hours_is_not()
    {
        Assert.Equal(2, (await One("<effectiveTime xsi:type=\"EIVL_TS\"><event code=\"HS\"/></effectiveTime><effectiveTime xsi:type=\"EIVL_TS\"><event code=\"ACM\"/></effectiveTime>")).Dosing!.TimesPerDay);
        var range = (await One("<effectiveTime xsi:type=\"PIVL_TS\"><period><low value=\"4\" unit=\"h\"/><high value=\"6\" unit=\"h\"/></period></effectiveTime><doseQuantity><low value=\"1\"/><high value=\"2\"/></doseQuantity><precondition typeCode=\"PRCN\"><criterion/></precondition>")).Dosing!;
        Assert.Equal((null, null, true), (range.TimesPerDay, range.Dose, range.AsNeeded));
        Assert.Equal("1 - 2 tablet every 4-6 h as needed", range.Text);
    }

    [Theory]
    [InlineData("suspended", MedicationStatus.OnHold)]
    [InlineData("aborted", MedicationStatus.Stopped)]
    public async Task The_status_of_the_act_is_the_status_of_the_drug(string code, MedicationStatus status) =>
        Assert.Equal(status, (await One("", status: code)).Status);

    [Theory]
    [InlineData("", MedicationStatus.Unknown, ReadingCertainty.Unsure)]
    [InlineData("<high nullFlavor=\"UNK\"/>", MedicationStatus.Unknown, ReadingCertainty.Unsure)]
    [InlineData("<high value=\"20300101\"/>", MedicationStatus.Unknown, ReadingCertainty.Unsure)]
    [InlineData("<high value=\"20240601\"/>", MedicationStatus.Completed, ReadingCertainty.Sure)]
    public async Task A_completed_entry_of_the_current_list_is_over_only_with_an_end_in_the_past(string high, MedicationStatus status, ReadingCertainty certainty)
    {
        var drug = await One($"<effectiveTime xsi:type=\"IVL_TS\"><low value=\"20240101\"/>{high}</effectiveTime>", status: "completed");
        Assert.Equal((status, certainty), (drug.Status, drug.Certainty));
    }

    [Fact]
    public async Task What_was_given_in_hospital_is_one_occasion()
    {
        var drug = Assert.IsType<MedicationFinding>(Assert.Single((await Cda.Read(Cda.Section("29549-3", "Medications Administered", "", Cda.Medication(Metoprolol, status: "completed")))).Statements));
        Assert.Equal((true, MedicationStatus.Completed), (drug.IsOccasion, drug.Status));
    }

    [Fact]
    public async Task A_wish_that_is_false_is_a_refusal()
    {
        const string Directive = """<observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.48"/><code code="304251008" displayName="Resuscitation"/><statusCode code="completed"/><effectiveTime><low value="20240101"/></effectiveTime><value xsi:type="BL" value="false"/></observation>""";
        var directive = Assert.IsType<DirectiveFinding>(Assert.Single((await Cda.Read(Cda.Section("42348-3", "Advance Directives", "", Directive))).Statements));
        Assert.Equal(("Do not resuscitate (refused: Resuscitation)", false, "2024-01-01"), (directive.Concept.Text, directive.Assertion.Negated, directive.Recorded.ToString()));
    }

    [Fact]
    public async Task The_directions_column_of_the_table_is_the_direction()
    {
        const string Table = "<table><thead><tr><th>Medication</th><th>Directions</th></tr></thead><tbody><tr><td ID=\"m1\">metoprolol</td><td>25 mg by mouth twice daily</td></tr></tbody></table>";
        var drug = Metoprolol.Replace("/>", "><originalText><reference value=\"#m1\"/></originalText></code>", StringComparison.Ordinal);
        var reading = await Cda.Read(Cda.Section("10160-0", "Medications", Table, Cda.Medication(drug)));
        Assert.Equal("25 mg by mouth twice daily", Assert.IsType<MedicationFinding>(Assert.Single(reading.Statements)).Dosing!.Text);
    }

    [Fact]
    public async Task No_medications_is_said_by_the_medication_list_only()
    {
        const string Any = """<code nullFlavor="OTH"><translation code="410942007" codeSystem="2.16.840.1.113883.6.96" displayName="drug or medication"/></code>""";
        var none = Cda.Medication(Any, attributes: "moodCode=\"EVN\" negationInd=\"true\"");
        var statements = (await Cda.Read(Cda.Section("10160-0", "Medications", "", none), Cda.Section("29549-3", "Medications Administered", "", none))).Statements.Cast<NoKnownFinding>().ToList();
        Assert.Equal([NoKnownScope.Medications, NoKnownScope.Unknown], statements.Select(one => one.Scope));
    }

    [Fact]
    public async Task A_drug_that_is_not_taken_is_negated_and_a_planned_one_is_planned()
    {
        var refused = Cda.Medication(Metoprolol, attributes: "moodCode=\"EVN\" negationInd=\"true\"");
        var planned = Cda.Medication(Metoprolol, attributes: "moodCode=\"INT\"");
        var reading = await Cda.Read(Cda.Section("10160-0", "Medications", "", refused), Cda.Section("18776-5", "Plan", "", planned));
        Assert.True(reading.Statements[0].Assertion.Negated);
        Assert.Equal(MedicationStatus.Planned, Assert.IsType<MedicationFinding>(reading.Statements[1]).Status);
    }

    [Fact]
    public async Task A_refused_vaccine_was_not_given()
    {
        const string Flu = """<substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="true"><templateId root="2.16.840.1.113883.10.20.22.4.52"/><statusCode code="completed"/><effectiveTime value="20241001"/><consumable><manufacturedProduct><manufacturedMaterial><code code="141" codeSystem="2.16.840.1.113883.12.292" displayName="influenza vaccine"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>""";
        var vaccine = Assert.IsType<ImmunizationFinding>(Assert.Single((await Cda.Read(Cda.Section("11369-6", "Immunizations", "", Flu))).Statements));
        Assert.Equal((true, "2024-10-01"), (vaccine.NotDone, vaccine.Given.ToString()));
    }

    [Fact]
    public async Task A_planned_procedure_was_not_done()
    {
        const string Planned = """<procedure classCode="PROC" moodCode="RQO"><templateId root="2.16.840.1.113883.10.20.22.4.41"/><code displayName="Colonoscopy"/><statusCode code="active"/><effectiveTime value="20250601"/></procedure>""";
        var done = Planned.Replace("RQO", "EVN", StringComparison.Ordinal);
        var statements = (await Cda.Read(Cda.Section("18776-5", "Plan", "", Planned), Cda.Section("47519-4", "Procedures", "", done))).Statements;
        Assert.Equal([Temporality.Planned, Temporality.Current], statements.Select(one => one.Assertion.Temporality));
    }

    [Fact]
    public async Task Results_keep_panel_day_range_flag_and_comparator()
    {
        const string Panel = """
            <organizer classCode="BATTERY" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.1"/><code displayName="Panel"/><statusCode code="completed"/><effectiveTime value="20250102"/>
            <component><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.2"/><code code="2823-3" codeSystem="2.16.840.1.113883.6.1" displayName="Potassium"/><statusCode code="completed"/><value xsi:type="PQ" value="5.9" unit="mmol/L"/><interpretationCode code="H"/><referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="3.5" unit="mmol/L"/><high value="5.1" unit="mmol/L"/></value></observationRange></referenceRange></observation></component>
            <component><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.2"/><code displayName="Troponin"/><statusCode code="completed"/><value xsi:type="IVL_PQ"><high value="0.01" unit="ng/mL" inclusive="false"/></value></observation></component>
            <component><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.2"/><code displayName="Nitrite"/><statusCode code="completed"/><value xsi:type="CD" displayName="Negative"/></observation></component></organizer>
            """;
        var results = (await Cda.Read(Cda.Section("30954-2", "Results", "", Panel))).Statements.Cast<ObservationFinding>().ToList();
        Assert.Equal(("5.9 mmol/L", "3.5 - 5.1", "H", "2025-01-02"), (results[0].Value!.Text, results[0].ReferenceRange, results[0].Flag, results[0].Effective.ToString()));
        Assert.Equal("<0.01 ng/mL", results[1].Value!.Text);
        Assert.Equal("Negative", results[2].ValueText!.Text);
    }

    [Fact]
    public async Task Smoking_pregnancy_directives_devices_and_blood_group_find_their_places()
    {
        const string Smoking = """<observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.78"/><code code="72166-2" codeSystem="2.16.840.1.113883.6.1" displayName="Tobacco smoking status"/><statusCode code="completed"/><value xsi:type="CD" code="8517006" displayName="Former smoker"/></observation>""";
        const string NotPregnant = """<observation classCode="OBS" moodCode="EVN" negationInd="true"><templateId root="2.16.840.1.113883.10.20.15.3.8"/><code code="ASSERTION"/><statusCode code="completed"/><value xsi:type="CD" code="77386006" codeSystem="2.16.840.1.113883.6.96" displayName="Pregnant"/></observation>""";
        const string Directive = """<observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.48"/><code code="304251008" displayName="Resuscitation status"/><statusCode code="completed"/><effectiveTime><low value="20240101"/><high nullFlavor="NA"/></effectiveTime><value xsi:type="CD" code="304253006" codeSystem="2.16.840.1.113883.6.96" displayName="Not for resuscitation"/></observation>""";
        const string Pacemaker = """<procedure classCode="PROC" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.14"/><code displayName="Implantation"/><statusCode code="completed"/><effectiveTime value="20200101"/><participant typeCode="DEV"><participantRole classCode="MANU"><id root="2.16.840.1.113883.3.3719" extension="x"/><playingDevice><code displayName="Cardiac pacemaker"/></playingDevice></participantRole></participant></procedure>""";
        const string Group = """<observation classCode="OBS" moodCode="EVN"><code code="882-1" codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/><value xsi:type="CD" displayName="O Rh positive"/></observation>""";
        var reading = await Cda.Read(
            Cda.Section("29762-2", "Social History", "", Smoking, NotPregnant), Cda.Section("42348-3", "Advance Directives", "", Directive),
            Cda.Section("46264-8", "Medical Equipment", "", Pacemaker), Cda.Section("30954-2", "Results", "", Group));
        Assert.Equal("Former smoker", Assert.IsType<ObservationFinding>(reading.Statements[0]).ValueText!.Text);
        Assert.Equal((ObservationCategory.Pregnancy, "Not pregnant"), (Assert.IsType<ObservationFinding>(reading.Statements[1]).Category, ((ObservationFinding)reading.Statements[1]).ValueText!.Text));
        Assert.Equal("Resuscitation status: Not for resuscitation", Assert.IsType<DirectiveFinding>(reading.Statements[2]).Concept.Text);
        Assert.Equal(("Cardiac pacemaker", "2020-01-01"), (Assert.IsType<DeviceFinding>(reading.Statements[3]).Concept.Text, ((DeviceFinding)reading.Statements[3]).Since.ToString()));
        Assert.Equal("O Rh positive", reading.Patient!.BloodGroup);
        Assert.Equal(4, reading.Statements.Count);
    }

    private static async Task<MedicationFinding> One(string inside, string status = "active") =>
        Assert.IsType<MedicationFinding>(Assert.Single((await Cda.Read(Cda.Section("10160-0", "Medications", "", Cda.Medication(Metoprolol, inside, status: status)))).Statements));
}
