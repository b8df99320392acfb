namespace MedLedger.Clinical.Tests.Understanding;

public class PatientBirthTests
{
    [Theory]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957", "1957-01-17")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F. Nac.: 17/01/1957", "1957-01-17")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    Fecha nac. 17/01/1957", "1957-01-17")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    FN: 17/01/1957", "1957-01-17")]
    [InlineData("Patient : CHAUVET Odile   DDN : 15/08/1953", "1953-08-15")]
    [InlineData("Patient : CHAUVET Odile   Né(e) le : 15/08/1953", "1953-08-15")]
    [InlineData("Name, Vorname: Ebner, Lorenz   Geb.-Dat.: 09.12.1944", "1944-12-09")]
    [InlineData("Name, Vorname: Ebner, Lorenz   Geburtsdatum: 09.12.1944", "1944-12-09")]
    [InlineData("Ebner, Lorenz, *09.12.1944, Seeweg 11", "1944-12-09")]
    [InlineData("Paziente: Elena Rossi, data di nascita: 09.12.1944", "1944-12-09")]
    [InlineData("Patient: Tomos Gittins   DOB (dd/mm/yyyy): 22/07/1951", "1951-07-22")]
    [InlineData("Mother's DOB 17/01/1985\nPatient: Tomos Gittins   DOB 22/07/2015", "2015-07-22")]
    [InlineData("Insured: Gwen Gittins DOB 22/07/1950\nPatient: Tomos Gittins   DOB 22/07/1952", "1952-07-22")]
    [InlineData("Patient Name            DOB           MRN\nGITTINS, Tomos          22/06/1952    5566778", "1952-06-22")]
    [InlineData("| Name | Tomos Gittins | DOB | 22/06/1952 |", "1952-06-22")]
    [InlineData("Versicherte/r: Ebner, Karl  geb. 01.01.1940\nPatient: Ebner, Lena  geb. 09.12.1944", "1944-12-09")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.N.: 17/01/1957", "1957-01-17")]
    public void A_birth_date_has_many_labels(string head, string birth) => Assert.Equal(birth, Reading.Of(head).Patient.BirthDate?.ToString());

    [Theory]
    [InlineData("Visit 17/05/2025\n* 12/03/2024 started apixaban")]
    [InlineData("Visit 17/05/2025\nSon born 12/03/2010")]
    [InlineData("Visit 17/05/2025\nDonor DOB 12/03/1990")]
    public void Neither_a_bullet_nor_a_relative_is_born(string text) => Assert.Null(Reading.Of(text).Patient.BirthDate);
}
