using MedLedger.Domain.Identity;

namespace MedLedger.Clinical.Tests.Understanding;

public class ContactTests
{
    [Theory]
    [InlineData("Contacts: daughter Lena Hollis-Marsh (HCPOA) 555-318-4402; Walgreens #3382 555-201-6610", "Lena Hollis-Marsh", "daughter, power of attorney", "555-318-4402")]
    [InlineData("Husband Quang Le cell 206-555-0149. PMD Dr. Ada Fell 206-555-0120.", "Quang Le", "husband", "206-555-0149")]
    [InlineData("Home: 01632 960338   Mobile: 07700 900461   NoK: Gwen Rees-Parry (wife) 07700 900462", "Gwen Rees-Parry", "wife", "07700 900462")]
    [InlineData("CONTACT PERSON:  Joan Petrie   Relationship: [X] Relative (dtr) [X] Health care proxy [ ] Guardian\n   Tel: 414-555-0177    Notified of transfer: [X] Yes [ ] No", "Joan Petrie", "daughter, health care proxy", "414-555-0177")]
    [InlineData("Code: Full. HC proxy: spouse Andre Quill 316.555.0166. Infusion line 316.555.0100", "Andre Quill", "spouse, health care proxy", "316.555.0166")]
    [InlineData("Familiar: esposa Pilar Sanz 655 010 987. Farmacia Ldo. Gil 955 010 340.", "Pilar Sanz", "wife", "655 010 987")]
    [InlineData("Personne de confiance : son fils Julien CHAUVET 06 55 50 12 34", "Julien CHAUVET", "son, trusted person", "06 55 50 12 34")]
    [InlineData("Vorsorgebevollmächtigte: Tochter Sabine Ebner-Huber, 0171 5550143", "Sabine Ebner-Huber", "daughter, power of attorney", "0171 5550143")]
    [InlineData("Next of kin / emergency: Duncan Kerr, husband 07700 900815.      Pharmacy - Boots 0191 498 0744", "Duncan Kerr", "husband", "07700 900815")]
    [InlineData("Social: niece Iris 07700 900377 - main carer.", "Iris", "niece, carer", "07700 900377")]
    [InlineData("Caregiver: Son - Rhys G. (775) 555-0110", "Rhys G", "son, carer", "(775) 555-0110")]
    [InlineData("NEXT OF KIN:\nName: Gwen Rees\nRelationship: wife\nPhone: 01632 960338", "Gwen Rees", "wife", "01632 960338")]
    [InlineData("Lives with her daughter-in-law Ann 07700 900233", "Ann", "daughter-in-law", "07700 900233")]
    [InlineData("Emergency contact: Peter Mwale 555-0177", "Peter Mwale", null, "555-0177")]
    [InlineData("Full code, discussed w/ pt and wife Delphine (cell 555-0142).", "Delphine", "wife", "555-0142")]
    [InlineData("Discussed with son and daughter Ann 07700 900233", "Ann", null, "07700 900233")]
    [InlineData("Next of Kin: GITTINS, Gwen   Relationship: Wife   Tel: 01632 960338   GP: Dr Fell 01632 960111", "Gwen Gittins", "wife", "01632 960338")]
    [InlineData("NOK Mr Dai Pugh (Husband) 01632 960339", "Mr Dai Pugh", "husband", "01632 960339")]
    public void A_contact_has_name_relationship_and_telephone(string text, string name, string? relationship, string phone) =>
        Assert.Equal(new ContactPerson(name, relationship, phone), Assert.Single(Reading.Of(text).Patient.Contacts));

    [Fact]
    public void Everybody_is_kept() =>
        Assert.Equal(
            [new("Amina Haddad", "mother", "412-555-0163"), new("Samir", "father", "412-555-0164")],
            Reading.Of("Mom Amina Haddad 412-555-0163, Dad Samir 412-555-0164. On call fellow 412-555-0100.").Patient.Contacts);

    [Fact]
    public void One_person_named_twice_is_one() =>
        Assert.Equal(new ContactPerson("Gwen Rees", "wife, power of attorney", "07700 900462"), Assert.Single(Reading.Of("NoK: Gwen Rees (wife) 07700 900462\n\nLasting Power of Attorney H&W - Gwen Rees.").Patient.Contacts));

    [Theory]
    [InlineData("GP Dr Nwosu (Thornby Rd) 0161 496 0021; POAC 0161 496 0440; pharm: Rowlands 0161 496 0077")]
    [InlineData("Funeral home: Krause & Sons 414-555-0111")]
    [InlineData("Next of kin: Informed")]
    [InlineData("Next of kin: None")]
    [InlineData("Emergency contact: Boots Pharmacy 01632 960117")]
    [InlineData("Contact person: Dr Ada Fell 01632 960117")]
    [InlineData("Sepsis POA: Yes")]
    [InlineData("Mother PE after hip surgery, father healthy")]
    [InlineData("Lives with wife. Pharmacy: Boots 01632 960117")]
    [InlineData("daughter Ann saw Tom Fell 07700 900233")]
    [InlineData("School RN Mrs. Dale 412-555-0175")]
    [InlineData("Father MI 52, brother Ann Arbor trial 2019-0177-22 enrolled")]
    [InlineData("Carer: Sunrise Home Care 01632 960555")]
    [InlineData("HCP: Ada Fell MD 555-0145")]
    public void No_doctor_shop_or_history_is_a_contact(string text) => Assert.Empty(Reading.Of(text).Patient.Contacts);

    [Fact]
    public void The_number_of_a_contact_is_not_the_patients()
    {
        var claim = Reading.Of("Patient: Tomos Gittins DOB 07/22/1951   NoK: Gwen Gittins (wife) tel 07700 900462").Patient;
        Assert.Empty(claim.Phones);
        Assert.Equal("Gwen Gittins", Assert.Single(claim.Contacts).Name);
    }
}
