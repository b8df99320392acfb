namespace MedLedger.Clinical.Tests.Understanding;

public class DocumentDayTests
{
    [Theory]
    [InlineData("TRANSFER FORM\nResident: Tomos Gittins   DOB 11/02/1938\nDate Admitted (most recent) 08/17/2023\nDate transferred to hospital: 05/21/2025 @ 0640", "2025-05-21")]
    [InlineData("Tomos Gittins   DOB 12/06/1952\nRegistered 04-Apr-1996\nPrinted: 18-Mar-2025", "2025-03-18")]
    [InlineData("Klinik Seeblick\n\n                              Rottal, den 14.04.2025\nPat.: Ebner, Lorenz, geb. 09.12.1944\nstationär vom 02.04.2025 bis 12.04.2025", "2025-04-14")]
    [InlineData("Klinik Seeblick\nPat.: Ebner, Lorenz, geb. 09.12.1944\nstationär vom 02.04.2025 bis 12.04.2025", "2025-04-12")]
    [InlineData("CENTRE HOSPITALIER\n                         Saint-Brieuc, le 27/06/2025\nConcerne : Mme CHAUVET Odile, née le 05/08/1953\nHospitalisée du 16/06/2025 au 26/06/2025", "2025-06-27")]
    [InlineData("CENTRE HOSPITALIER\nConcerne : Mme CHAUVET Odile, née le 05/08/1953\nHospitalisée du 16/06/2025 au 26/06/2025", "2025-06-26")]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957\nF. Ingreso: 28/08/2025    F. Alta: 05/09/2025", "2025-09-05")]
    [InlineData("Clinic date 06/05/2025     Typed 09/05/2025 (LH)\nRe: Ms Carys BEVAN d.o.b. 19/10/1960", "2025-05-06")]
    [InlineData("Tomos Gittins   DOB 12/06/1952\nAdmitted 13/02/2025 with chest pain", "2025-02-13")]
    [InlineData("clinic 30/12/2024\nTomos Gittins dob 14/07/1955   last visit 01/10/2024", "2024-12-30")]
    [InlineData("Pre-op clinic   24/11/2025\nPt: Tomos Gittins  DoB 08/06/1963\nProposed: nephrectomy 09/12/2025", "2025-11-24")]
    [InlineData("MAR CHART      Period: 17/11/25 - 14/12/25\nResident: Tomos Gittins   DOB 02/11/1935", "2025-11-17")]
    [InlineData("Tomos Gittins   DOB 12/06/1952\n1. Hernia repair, 12/03/2010\nSeen on 14/05/2025", "2025-05-14")]
    [InlineData("Patient: Tomos Gittins   DOB: 01/22/1950\nAdmit Date: 08/17/2024   Discharge Date: 08/21/2024", "2024-08-21")]
    [InlineData("Patient: Tomos Gittins   DOB: 01/22/1950\nAdmit Date: 08/17/2023\nVisit 05/21/2025   Surgery date: 06/30/2025", "2025-05-21")]
    public void A_document_is_of_its_own_day(string text, string day) => Assert.Equal(day, Reading.Of(text).DocumentDate?.ToString());

    [Theory]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957    Sexo: M")]
    [InlineData("Mother's DOB 17/01/1957\nBaby Gittins")]
    [InlineData("Next appointment 17/01/2027\nTomos Gittins DOB 12/06/1952")]
    public void Neither_a_birth_nor_an_appointment_dates_a_document(string text) => Assert.Null(Reading.Of(text).DocumentDate);
}
