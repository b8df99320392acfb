using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Tests.Understanding;

public class PatientSexTests
{
    [Theory]
    [InlineData("Mrs Carys BEVAN       NHS No 401 023 2137      Date of Birth 12-Jun-1952 (72y)    Female", Sex.Female)]
    [InlineData("Tomos Gittins       NHS No 401 023 2137      Date of Birth 12-Jun-1952 (72y)    Male", Sex.Male)]
    [InlineData("Pt: GITTINS Tomos      Hosp# Q771820     DoB 08/06/1963    M   62y", Sex.Male)]
    [InlineData("RE: Carys Bevan     DOB: 1/22/2019     6 y 8 m     F", Sex.Female)]
    [InlineData("Pt: Tomos Gittins   | 58 y.o. male | DOB 4/2/1967", Sex.Male)]
    [InlineData("NAME: Bevan, Carys    AGE 44 F   DOB 06-30-1981", Sex.Female)]
    [InlineData("Patient : BEVAN, CARYS M                DOB: 12/05/1972   F    Wt: 96 KG", Sex.Female)]
    [InlineData("Paciente: RUIZ SANZ, TOMAS    F.Nac: 17/01/1957    Sexo: V", Sex.Male)]
    [InlineData("Paciente: RUIZ SANZ, TOMAS    F.Nac: 17/01/1957    Sexo: Varón", Sex.Male)]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957    Sexo: Mujer", Sex.Female)]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957    Sexo (V/M): M", Sex.Female)]
    [InlineData("Patient : CHAUVET Odile   DDN : 05/08/1953   Sexe : F", Sex.Female)]
    [InlineData("Patient: Ebner, Lorenz   geb. 09.12.1944   Geschlecht: männlich", Sex.Male)]
    [InlineData("Pat.: Ebner, Lena, geb. 09.12.1944\nwir berichten über die Patientin", Sex.Female)]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   Sex: [ ] F [X] M", Sex.Male)]
    [InlineData("Patient: Ebner, Lorenz  geb. 09.12.1944  m  Auftrags-Nr. 1234567", Sex.Male)]
    [InlineData("Sig.ra Elena ROSSI   nata a Milano il 09.12.1944", Sex.Female)]
    public void The_head_says_the_sex(string head, Sex sex) => Assert.Equal(sex, Reading.Of(head).Patient.Sex);

    [Theory]
    [InlineData("Paciente: SOLER VIDAL, AMPARO    F.Nac: 17/01/1957    Sexo: M")]
    [InlineData("Patient: Tomos Gittins DOB 07/22/1951   Sex: M / F")]
    [InlineData("Patient: Baby Gittins   DOB 07/22/2024   8 M   4.1 kg")]
    [InlineData("Patient: Sam Gittins DOB 07/22/1951   6 y 8 m   20 kg")]
    [InlineData("Patient: Mrs Sam Gittins DOB 07/22/1951   Sex: M")]
    [InlineData("Patient: Sam Gittins DOB 07/22/1951   Marital Status:   M")]
    [InlineData("Patient: Sam Gittins DOB 07/22/1951\ncc Mr Gittins")]
    [InlineData("Patient: Sam Gittins   né(e) le 05/08/1953")]
    public void What_is_ambiguous_says_nothing(string head) => Assert.Null(Reading.Of(head).Patient.Sex);
}
