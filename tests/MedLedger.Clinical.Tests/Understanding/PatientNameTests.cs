namespace MedLedger.Clinical.Tests.Understanding;

public class PatientNameTests
{
    [Theory]
    [InlineData("Hillside Surgery        Printed: 04-Feb-2025\nMrs Carys BEVAN-ROWE       NHS No 401 023 2137      Date of Birth 12-Jun-1952 (72y)    Female", "Carys BEVAN-ROWE")]
    [InlineData("Fennel Ward   Unit No: 99120   DOB 12/06/1952   Mr Tomos Gittins", "Tomos Gittins")]
    [InlineData("Tomos Mac Ruairi   MRN 5512847   DOB 23/02/1969", "Tomos Mac Ruairi")]
    [InlineData("Mr Tomos Gittins\nDate of Birth: 12/06/1952   Hosp No: 44120", "Tomos Gittins")]
    [InlineData("Resident Name (last, first): GITTINS, Tomos R          DOB 11/02/1938\nPrimary care clinician in NH: [X] MD [ ] NP  Name: P. Albrecht      Tel: 414-555-0162", "Tomos R Gittins")]
    [InlineData("Ordering provider name: Ada Fell\nName: Tomos Gittins   DOB 11/02/1938", "Tomos Gittins")]
    [InlineData("Name: Ada Fell, MD\nPatient: Tomos Gittins\nDOB 11/02/1938", "Tomos Gittins")]
    [InlineData("NEXT OF KIN\nRelationship: wife\nName: Gwen Gittins\n\nPATIENT\nName: Tomos Gittins\nDOB 11/02/1938", "Tomos Gittins")]
    [InlineData("Consultant: Dr A Fell     Name: Tomos Gittins     DOB: 11/02/1938", "Tomos Gittins")]
    [InlineData("Client: Northern Path Labs\n\n\n\nName: Tomos Gittins   DOB: 11/02/1938", "Tomos Gittins")]
    [InlineData("Patient: Tobias Gittins Case No: 55120 DOB: 11/02/1938", "Tobias Gittins")]
    [InlineData("NAME  : MR. TOMOS GITTINS      AGE/SEX : 66 YRS / MALE\nDATE OF BIRTH : 11/08/1958", "Tomos Gittins")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957    Sexo: M", "Amparo Soler Vidal")]
    [InlineData("Apellidos: SOLER VIDAL   Nombre: Amparo\nF. Nac.: 17/01/1957", "Amparo Soler Vidal")]
    [InlineData("Concerne : Mme CHAUVET Odile née PERRIN, née le 05/08/1953, 71 ans", "Odile Chauvet")]
    [InlineData("Nom : CHAUVET   Prénom : Odile\nNé(e) le : 05/08/1953", "Odile Chauvet")]
    [InlineData("Nom, Prénom : CHAUVET Odile\nDDN : 05/08/1953", "Odile Chauvet")]
    [InlineData("Pat.: Ebner, Lorenz, geb. 09.12.1944, wohnhaft Seeweg 11", "Lorenz Ebner")]
    [InlineData("Name, Vorname: Ebner, Lorenz\nGeb.-Dat.: 09.12.1944", "Lorenz Ebner")]
    [InlineData("Nachname: Ebner\nVorname: Lorenz\nGeburtsdatum: 09.12.1944", "Lorenz Ebner")]
    [InlineData("Cognome/Nome: ROSSI Elena   data di nascita 09.12.1944", "Elena Rossi")]
    [InlineData("Cognome: ROSSI   Nome: Elena\nNata il 09.12.1944", "Elena Rossi")]
    [InlineData("Surname: GITTINS    Forename: Tomos    DOB: 11/02/1938", "Tomos Gittins")]
    [InlineData("Pt: GITTINS Tomos      Hosp# Q771820     DoB 08/06/1963    M   62y", "Tomos Gittins")]
    public void The_patients_name_is_found(string head, string name) => Assert.Equal(name, Reading.Of(head).Patient.Name?.Text);

    [Theory]
    [InlineData("Primary care clinician: [X] MD [ ] NP  Name: H. Albrecht      Tel: 414-555-0162\nINR 2.4")]
    [InlineData("Emergency contact name: Gwen Gittins\nPhone 555-0145")]
    [InlineData("NEXT OF KIN\nName: Gwen Gittins\nPhone: 555-0145")]
    [InlineData("NHS No 943 476 5919      Date of Birth 22-Jul-1948")]
    [InlineData("Unit No 44812   DOB 22-Jul-1948")]
    [InlineData("Patient Services Desk\nDOB 22-Jul-1948")]
    [InlineData("Northern Heart Clinic   DOB 22-Jul-1948")]
    [InlineData("Prescriber Name: Ada Fell\nRx 1. metformin 500 mg")]
    public void Nobody_else_is_the_patient(string head) => Assert.Null(Reading.Of(head).Patient.Name);
}
