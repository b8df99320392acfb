namespace MedLedger.Clinical.Tests.Understanding;

public class PatientNumberTests
{
    [Theory]
    [InlineData("Pt: GITTINS Tomos      Hosp# Q771820     DoB 08/06/1963", "Q771820")]
    [InlineData("Re:  Ms Carys BEVAN   d.o.b. 19/10/1960   Hosp no. RE229104", "RE229104")]
    [InlineData("Servicio: NEFROLOGÍA     Nº Hª: 611920      Cama 414-B\nPaciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957", "611920")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957   Nº Historia 77120", "77120")]
    [InlineData("Patient : Odile CHAUVET, née le 05/08/1953\nIPP : 8001234567", "8001234567")]
    [InlineData("Patient : Odile CHAUVET, née le 05/08/1953   N° de dossier : 88412", "88412")]
    [InlineData("Name: Gittins, Tomos    DOB (yyyy/mm/dd): 1952/01/08    PHN 9851 204 377", "9851 204 377")]
    [InlineData("Patient: Tomos Gittins MRN: 5520881 07/22/1951", "5520881")]
    [InlineData("MRN5520881   Patient: Tomos Gittins DOB 07/22/1951", "5520881")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951  Unit no 448120", "448120")]
    [InlineData("Patient ID: 778812    Patient: Tomos Gittins   D.O.B: 22-Jun-1952", "778812")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   MRN: 1234567   Acct #: 99887766", "1234567")]
    [InlineData("PT NAME: PUGH, RHIAN  DOB: 11/23/1948  MR#: 00112233  ACCT: 9988", "00112233")]
    public void A_labelled_number_is_the_patients(string head, string number) => Assert.Equal(number, Assert.Single(Reading.Of(head).Patient.Identifiers).Value);

    [Theory]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nISOLATION: [X] Other: ESBL urine 3/2025")]
    [InlineData("Pt: Tomos Gittins   | 58 y.o. male | DOB 4/2/1967 | DOS 08/19/2025 | Provider: A. Fell MD")]
    [InlineData("PATIENT: GITTINS, TOMOS R.     SEX: M   DOB: 21-Sep-1966     LAB ID TC-88231-7")]
    [InlineData("Harbor Community / ED Visit# E2291047\nNAME: Gittins, Tomos    AGE 44 M   DOB 06-30-1981")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nRx# 840201 Filled 06/04/2026")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nDevice s/n 610448231")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nDonor MRN: 5520881")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   Provider ID 55120")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   Fallon NV 89406")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951  Tel.-Nr. 0171 5550143")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951 AGE 72")]
    [InlineData("Patient: Ebner, Lena  geb. 09.12.1944  Versicherten-Nr. A123456789")]
    public void No_other_number_is_the_patients(string head) => Assert.Empty(Reading.Of(head).Patient.Identifiers);
}
