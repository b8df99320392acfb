using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Tests.Understanding;

public class HeaderTests
{
    [Theory]
    [InlineData("Patient: Hartwell, Rosalind May    DOB 03/07/1948    MRN SA-448210", "Rosalind May Hartwell", "SA-448210")]
    [InlineData("Patient: Rosalind May Hartwell      DOB: 23.11.1957       MRN: KM-20931", "Rosalind May Hartwell", "KM-20931")]
    [InlineData("LINDQVIST, ODILE M.       06/18/1962      DC-55130\n10/09/2024", "Odile M Lindqvist", "DC-55130")]
    [InlineData("clinic 12/30/2024\nQUENTIN Oswald  dob 07/14/1955   CV-2207-8", "Oswald Quentin", "CV-2207-8")]
    [InlineData("GP VISIT 18/11/2024  Mrs Gwenda Penrose  DOB 02/12/1939  NH-0417", "Gwenda Penrose", "NH-0417")]
    [InlineData("Patient name: ODILE LINDQVIST\nDate of birth: 05/21/2006 MRN: RV118823", "Odile Lindqvist", "RV118823")]
    [InlineData("Vogel, Heinz Albert   geb. 23.11.1957   Nr. KM-20931", "Heinz Albert Vogel", "KM-20931")]
    [InlineData("Telephone note 2/7/2025 - Lindqvist, Odile Ruth (DOB Aug 30, 1993) ID AB-1234", "Odile Ruth Lindqvist", "AB-1234")]
    public void Name_and_identifier_are_read(string text, string name, string identifier)
    {
        var claim = Reading.Of(text).Patient;
        Assert.Equal(name, claim.Name?.Text);
        Assert.Equal(identifier, Assert.Single(claim.Identifiers).Value);
    }

    [Theory]
    [InlineData("Re: Mr John Albury   DOB 12/03/1949\nNext of kin: Mrs Joan Albury (wife)", Sex.Male)]
    [InlineData("GP VISIT 18/11/2024  Mrs Gwenda Penrose  DOB 02/12/1939", Sex.Female)]
    [InlineData("Patient: Odile Lindqvist DOB: 23.11.1957\nseen with Mr Lindqvist and Mrs Lindqvist", null)]
    [InlineData("Patient: Sam Lindqvist DOB: 23.11.1957\nA 67-year-old man with asthma.", Sex.Male)]
    [InlineData("Patient: Sam Lindqvist DOB: 23.11.1957\nMrs Ada Fell, ward sister", null)]
    public void Sex_is_the_patients_own(string text, Sex? sex) => Assert.Equal(sex, Reading.Of(text).Patient.Sex);

    [Fact]
    public void A_number_in_groups_is_one_number() =>
        Assert.Equal("4857773456", Assert.Single(Reading.Of("Re: Mr John Albury   DOB 12/03/1949   NHS No 485 777 3456").Patient.Identifiers).Value);

    [Theory]
    [InlineData("Patient: Odile Ruth Lindqvist PRESCRIPTION\nDate of birth: 23.11.1957", "Odile Ruth Lindqvist")]
    [InlineData("Patient: LINDQVIST, Odile Ruth equested by: Dr. Amos Fell\nDOB: 23.11.1957", "Odile Ruth Lindqvist")]
    public void What_else_stands_on_the_line_is_no_name(string text, string name) => Assert.Equal(name, Reading.Of(text).Patient.Name?.Text);

    [Theory]
    [InlineData("Patient: Odile Lindqvist DOB: 23.11.1957", "1957-11-23")]
    [InlineData("Odile Lindqvist, born 09-Sep-1951", "1951-09-09")]
    [InlineData("Odile Lindqvist   1984-01-31   UC-7004\nVisit 2024-09-17", "1984-01-31")]
    [InlineData("Date of birth: Aug 30, 1993", "1993-08-30")]
    public void The_birth_date_is_read(string text, string birth) => Assert.Equal(birth, Reading.Of(text).Patient.BirthDate?.ToString());

    [Theory]
    [InlineData("Patient: Odile Lindqvist DOB: 03/07/1948\nDate: 06/19/2023", "2023-06-19")]
    [InlineData("DOB: 1948-03-07\nCOLLECTED 2025-01-20", "2025-01-20")]
    [InlineData("Nurse call 2025-04-14\nPt Odile Lindqvist, DOB 1971-01-12", "2025-04-14")]
    [InlineData("Phone call, 20-Jan-2025\nPatient Odile Lindqvist, born 09-Sep-1951\nproxy form dated 11-Jun-2022", "2025-01-20")]
    public void The_document_s_day_is_never_the_birth_date(string text, string day) => Assert.Equal(day, Reading.Of(text).DocumentDate?.ToString());

    [Theory]
    [InlineData("Blood group: O-positive", "O-positive")]
    [InlineData("Blutgruppe: A Rh-positiv", "A Rh-positiv")]
    [InlineData("Blood type: B - positive", "B - positive")]
    [InlineData("Blood group: AB- Allergies: none", "AB-")]
    [InlineData("Blood group: O - DOB 1957", "O")]
    public void A_blood_group_is_read_to_its_end(string text, string group) => Assert.Equal(group, Reading.Of($"Odile Lindqvist geb. 23.11.1957\n{text}").Patient.BloodGroup);

    [Fact]
    public void A_birth_date_alone_dates_nothing() => Assert.Null(Reading.Of("Patient: Odile Lindqvist DOB: 03/07/1948").DocumentDate);

    [Fact]
    public void Phone_contact_sex_and_blood_group_are_read()
    {
        var claim = Reading.Of("Odile Lindqvist geb. 23.11.1957 Sex: F\nPhone +49 555 81220. Emergency contact: husband Ulf Lindqvist, +49 555 81221.\nBlood group: 0 Rh positive (card).").Patient;
        Assert.Equal(["+49 555 81220"], claim.Phones);
        Assert.Equal(new ContactPerson("Ulf Lindqvist", "husband", "+49 555 81221"), Assert.Single(claim.Contacts));
        Assert.Equal(Sex.Female, claim.Sex);
        Assert.Equal("0 Rh positive", claim.BloodGroup);
    }
}
