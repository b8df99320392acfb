namespace MedLedger.Clinical.Tests.Understanding;

public class PatientPhoneTests
{
    [Theory]
    [InlineData("GREENFIELD PHARMACY   PH (775) 555-0140\nPatient : GITTINS, TOMOS R      DOB: 12/05/1972   M\nPhone   : (775) 555-0109       Caregiver: Son - Rhys G. (775) 555-0110", "(775) 555-0109")]
    [InlineData("Hillside Surgery   Tel 01632 960114\nMr Tomos Gittins   DoB: 04-Jul-1939   Tel: 01632 960117", "01632 960117")]
    [InlineData("Mr Tomos Gittins   DoB: 04-Jul-1939\nUsual GP: Dr A Fell   Tel 01632 960118\nPatient's Home: 01632 960338   NoK: Gwen Gittins (wife) 07700 900462", "01632 960338")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nAddress: 4 Mill Lane\nMobile: 07700 900461", "07700 900461")]
    [InlineData("Patient : Odile CHAUVET, née le 05/08/1953   Tél. 06 55 50 12 34", "06 55 50 12 34")]
    [InlineData("Patient: Tomos Gittins DOB 01/22/1950   PCP: Fell, Ada, MD\nHome Phone: 555-0144   Emergency Contact: Gwen Gittins (Wife) 555-0146", "555-0144")]
    [InlineData("Patient Name: Rhian Pugh    DOB: 13/11/1948\nAddress: 12 High St, Town  Tel: 01632 960338", "01632 960338")]
    [InlineData("HILLSIDE COMMUNITY CLINIC    Tel 021 555 0100\nName: TOMOS GITTINS   DOB: 1986/05/19   Sex: M\nVisit date: 2024/03/11       Cell: 071 555 0133", "071 555 0133")]
    [InlineData("GITTINS, Tomos Rhys (Mr)      Born 14-Feb-1937      Male\nOakfield Care Home, 8 Low Lane, Ambleford LE99 4QQ        Tel 01632 960 338", "01632 960 338")]
    public void A_number_beside_the_patient_is_the_patients(string head, string phone) => Assert.Equal(phone, Assert.Single(Reading.Of(head).Patient.Phones));

    [Theory]
    [InlineData("M. LAMBERT Yves   Né le 02/03/1950   Sexe M    12 rue des Forges, 67000 Strasbourg   Tél 03 88 55 01 42", "12 rue des Forges, 67000 Strasbourg")]
    [InlineData("Pat.: Ebner, Lorenz   geb. 09.12.1944   Am Seeweg 11, 83684 Tegernsee", "Am Seeweg 11, 83684 Tegernsee")]
    [InlineData("Patient: Tomos Gittins   DOB 07/22/1951   Dr A Fell   14 Mill Lane, 67000 Strasbourg", null)]
    [InlineData("Name: GITTINS, Tomos   DOB 01/02/1950\nGP Dr A Fell, Address 12 High Street\nAddress          77/3, Low Road, Ambleford   Mobile   01632 960 111", "77/3, Low Road, Ambleford")]
    [InlineData("Name TOMOS GITTINS   DOB 21/02/1950\nAddress9 LOW ROAD.      EXTENSION 4, AMBLEFORD", "9 LOW ROAD. EXTENSION 4, AMBLEFORD")]
    [InlineData("GITTINS, Tomos Rhys (Mr)      Born 14-Feb-1937      Male\nOakfield Care Home, 8 Low Lane, Ambleford LE99 4QQ        Tel 01632 960 338", "Oakfield Care Home, 8 Low Lane, Ambleford LE99 4QQ")]
    public void A_column_of_the_patients_own_line_may_hold_the_address(string head, string? address) => Assert.Equal(address, Reading.Of(head).Patient.Address);

    [Theory]
    [InlineData("Sycamore Street Clinic\n88 Sycamore Street\nTel 555-0143\nPatient: Tomos Gittins DOB: 24/05/1998")]
    [InlineData("Herrn Dr. med. K. Anger, Marktplatz 3   Tel. 08022 555 017\nPat.: Ebner, Lorenz, geb. 09.12.1944")]
    [InlineData("PATIENT: GITTINS, TOMOS R.   DOB: 21-Sep-1966\nREQUESTED BY: Dr. A. Fell, Nephrology    Ph 555-0145")]
    [InlineData("Resident: Tomos Gittins   DOB 11/02/1938\nSent From: Maple Court, Unit 2B   Nurse: T. Lind LPN   Tel 414-555-0138")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   GP: Hartley Rd Surgery tel 01632 960117")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   Consultant secretary phone 01632 960117")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nNurse: T. Lind\nTel: 414-555-0138")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951\nWife Gwen\nTel: 414-555-0138")]
    [InlineData("Cher Confrère, j'ai vu en consultation le 22/01/2025 votre patient M. Anselme ROUX, né le 14/07/1953.\nTél : 02 55 01 44 10")]
    [InlineData("Sycamore Medicine  Tel 555-0143   Patient: Tomos Gittins DOB: 24/05/1998")]
    [InlineData("Maple Nursing Home Phone: 555-0144\nResident: Tomos Gittins  DOB 24/05/1938")]
    [InlineData("Patient: Tomos Gittins DOB 24/05/1951\nWife Gwen    Mobile: 07700 900461")]
    [InlineData("Patient: Tomos Gittins DOB 24/05/1951\nTel 01632 960117 (secretary)")]
    public void Nobody_elses_number_is(string head) => Assert.Empty(Reading.Of(head).Patient.Phones);
}
