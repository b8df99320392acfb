using MedLedger.Domain.Documents;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>Builds C-CDA documents of an invented person.</summary>
internal static class Cda
{
    public const string Header = """
        <recordTarget><patientRole><id root="2.999.5" extension="77"/><id nullFlavor="UNK"/><addr><streetAddressLine>1 Row</streetAddressLine><city>Town</city></addr><telecom value="tel:555-0100"/>
        <patient><name use="L"><given>Ada</given><given>B</given><family>Example</family></name><administrativeGenderCode code="F"/><birthTime value="19500203"/>
        <guardian><code displayName="son"/><telecom value="tel:555-0101"/><guardianPerson><name><given>Bo</given><family>Example</family></name></guardianPerson></guardian></patient></patientRole></recordTarget>
        """;

    public static string Document(params string[] sections) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sdtc="urn:hl7-org:sdtc">
        <effectiveTime value="20250301"/>{Header}
        <component><structuredBody>{string.Concat(sections.Select(section => $"<component>{section}</component>"))}</structuredBody></component></ClinicalDocument>
        """;

    public static string Section(string loinc, string title, string text, params string[] entries) =>
        $"""<section><code code="{loinc}" codeSystem="2.16.840.1.113883.6.1"/><title>{title}</title><text>{text}</text>{string.Concat(entries.Select(entry => $"<entry>{entry}</entry>"))}</section>""";

    public static string Allergy(string substance, string observation = "", string inside = "", string concern = "active", string type = "416098002") => $"""
        <act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.30"/><code code="CONC"/><statusCode code="{concern}"/><entryRelationship typeCode="SUBJ">
        <observation classCode="OBS" moodCode="EVN" {observation}><templateId root="2.16.840.1.113883.10.20.22.4.7"/><code code="ASSERTION"/><statusCode code="completed"/>
        <value xsi:type="CD" code="{type}" codeSystem="2.16.840.1.113883.6.96"/>
        <participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT">{substance}</playingEntity></participantRole></participant>{inside}</observation></entryRelationship></act>
        """;

    public static string Problem(string value, string observation = "", string inside = "", string concern = "active") => $"""
        <act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.3"/><code code="CONC"/><statusCode code="{concern}"/><entryRelationship typeCode="SUBJ">
        <observation classCode="OBS" moodCode="EVN" {observation}><templateId root="2.16.840.1.113883.10.20.22.4.4"/><code code="64572001"/><statusCode code="completed"/>{inside}{value}</observation></entryRelationship></act>
        """;

    public static string Medication(string drug, string inside = "", string attributes = "moodCode=\"EVN\"", string status = "active") => $"""
        <substanceAdministration classCode="SBADM" {attributes}><templateId root="2.16.840.1.113883.10.20.22.4.16"/><statusCode code="{status}"/>{inside}
        <consumable><manufacturedProduct><manufacturedMaterial>{drug}</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>
        """;

    public static async Task<DocumentReading> Read(params string[] sections) =>
        Assert.IsType<ReadOutcome.Read>(await Reads.Text(Document(sections))).Reading;
}
