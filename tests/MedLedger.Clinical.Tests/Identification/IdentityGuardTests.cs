using MedLedger.Clinical.Identification;
using MedLedger.Domain;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Identification;

public sealed class IdentityGuardTests
{
    private static readonly UnderstoodDocument[] _known = [Document("a.txt", "2025-01-01"), Document("b.txt", "2025-01-02")];

    [Theory]
    [InlineData("Quill, Ada Marigold")]
    [InlineData("ADA M. QUILL")]
    [InlineData("Mrs Ada Quill")]
    [InlineData("Dr. Áda Marigold QUILL")]
    [InlineData("Ada Qui11")]
    public void The_same_person_is_matched_however_the_name_is_written(string name)
    {
        var claim = name.Any(char.IsDigit) ? Ada with { Name = new("Ada Qulll") } : Ada with { Name = new(name) };
        Assert.IsType<PatientMatch.Matched>(Match(Document("c.txt", "2025-01-03", claim)));
    }

    [Fact]
    public void Who_was_known_first_stays_the_patient_however_many_papers_of_another_follow()
    {
        var stranger = new PatientClaim { Name = new("Olive Marrow"), BirthDate = new PartialDate(1980, 5, 5), Identifiers = [new("OM-1")] };
        var strangers = Enumerable.Range(1, 5).Select(i => Document($"s{i}.txt", $"2025-02-0{i}", stranger)).ToList();
        var established = _known.Select(document => document.Reading.Document).ToHashSet();

        var judgement = IdentityGuard.Judge([.. _known, .. strangers], established);

        Assert.All(judgement.Documents.Where(one => one.Document.Name.StartsWith('s')), one => Assert.IsType<PatientMatch.Held>(one.Match));
        Assert.All(judgement.Documents.Where(one => !one.Document.Name.StartsWith('s')), one => Assert.IsType<PatientMatch.Matched>(one.Match));
    }

    [Fact]
    public void The_same_name_with_another_birth_date_is_held() => AssertHeld(Ada with { BirthDate = new PartialDate(1962, 8, 30), Identifiers = [] }, IdentityPart.BirthDate);

    [Fact]
    public void Another_name_with_the_same_birth_date_is_held() => AssertHeld(Ada with { Name = new("Olive Marrow"), Identifiers = [] }, IdentityPart.Name);

    [Fact]
    public void The_same_name_with_another_identifier_of_the_same_system_is_held() => AssertHeld(Ada with { Identifiers = [new("QX-9999", "urn:oid:2.999.1")] }, IdentityPart.Identifier);

    [Fact]
    public void The_same_name_with_only_another_identifier_is_held() => AssertHeld(new PatientClaim { Name = new("Ada Quill"), Identifiers = [new("ZZ-1")] }, IdentityPart.Identifier);

    [Fact]
    public void The_same_name_and_birth_date_with_another_sex_is_held() => AssertHeld(Ada with { Sex = Sex.Male, Identifiers = [] }, IdentityPart.Sex);

    [Fact]
    public void A_name_one_letter_apart_without_a_birth_date_is_held() => AssertHeld(new PatientClaim { Name = new("Ada Quills") }, IdentityPart.Name);

    [Theory]
    [InlineData("Ada Marigold Quilt", false)]
    [InlineData("Ada Marigold Quilt", true)]
    public void A_name_one_letter_apart_with_the_birth_date_alone_may_be_a_twin_s(string name, bool identified)
    {
        var claim = Ada with { Name = new(name), Identifiers = identified ? Ada.Identifiers : [] };
        Assert.Equal(identified ? typeof(PatientMatch.Matched) : typeof(PatientMatch.Doubtful), Match(Document("c.txt", "2025-01-03", claim)).GetType());
    }

    [Theory]
    [InlineData("Marg Quill", "Quill", typeof(PatientMatch.Doubtful))]
    [InlineData("Peggy Quill", "Quill", typeof(PatientMatch.Matched))]
    [InlineData("Peggy Quilliam", "Quilliam", typeof(PatientMatch.Held))]
    [InlineData("Molly Quill", "Quill", typeof(PatientMatch.Held))]
    [InlineData("Margaret Quilliam", "Quilliam", typeof(PatientMatch.Held))]
    public void A_short_form_of_a_given_name_counts_as_little_as_a_slip_and_one_of_the_family_s_name_not_at_all(string name, string family, Type match)
    {
        var patient = Ada with { Name = new("Margaret Quill", "Quill", ["Margaret"]), Identifiers = [] };
        var other = patient with { Name = new(name, family, [name.Split(' ')[0]]) };
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", patient), Document("b.txt", "2025-01-02", patient), Document("c.txt", "2025-01-03", other)]).Documents;
        Assert.Equal(match, judged.Single(one => one.Document.Name == "c.txt").Match.GetType());
    }

    [Theory]
    [InlineData("Beth", "Quill", true, typeof(PatientMatch.Matched))]
    [InlineData("Eliza", "Quill", true, typeof(PatientMatch.Matched))]
    [InlineData("Maud", "Quill", true, typeof(PatientMatch.Doubtful))]
    [InlineData("Beth", "Quilliam", true, typeof(PatientMatch.Doubtful))]
    [InlineData("Beth", "Quill", false, typeof(PatientMatch.Held))]
    public void What_a_patient_is_called_counts_where_number_birth_date_and_family_name_agree(string given, string family, bool identified, Type match)
    {
        var patient = Ada with { Name = new("Elizabeth Quill", "Quill", ["Elizabeth"]) };
        var other = patient with { Name = new($"{given} {family}", family, [given]), Identifiers = identified ? patient.Identifiers : [] };
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", patient), Document("b.txt", "2025-01-02", patient), Document("c.txt", "2025-01-03", other)]).Documents;
        Assert.Equal(match, judged.Single(one => one.Document.Name == "c.txt").Match.GetType());
    }

    [Theory]
    [InlineData("Ada Marigold Quilt", true)]
    [InlineData("Ada Marygold Quill", true)]
    [InlineData("Quilt, Ada Marigold", false)]
    [InlineData("Ada Quilt", false)]
    public void A_scan_may_misread_letters_that_tell_no_twins_apart(string name, bool matched)
    {
        var letter = Document("c.png", "2025-01-03", Ada with { Name = new(name), Identifiers = [] });
        var scan = letter with { Reading = letter.Reading with { Pages = [new Page { Number = 1, Origin = PageOrigin.Ocr, Text = "" }] } };
        Assert.Equal(matched ? typeof(PatientMatch.Matched) : typeof(PatientMatch.Doubtful), Match(scan).GetType());
    }

    [Theory]
    [InlineData("Tan", "Tan Meili", "Tan Weili", false)]
    [InlineData("Meadows", "Ruth Meadows", "Ruth Neadows", true)]
    [InlineData("Meadows", "Ruth Meadows", "Ruta Neadows", false)]
    [InlineData(null, "Ruth Meadows", "Ruth Neadows", false)]
    [InlineData(null, "Ruth Imogen Meadows", "Ruta Imogen Neadows", true)]
    [InlineData(null, "Ruth Imogen Meadows", "Ruta Imogem Neadows", false)]
    [InlineData(null, "Ruth Imogen Meadows", "Ruth Imogen Kettering", false)]
    public void Misread_letters_must_not_be_a_twin_s_given_name(string? family, string name, string read, bool matched)
    {
        var known = new PatientClaim { Name = new(name, family), BirthDate = new PartialDate(1950, 4, 9) };
        var scan = Document("c.png", "2025-01-03", new PatientClaim { Name = new(read), BirthDate = known.BirthDate });
        scan = scan with { Reading = scan.Reading with { Pages = [new Page { Number = 1, Origin = PageOrigin.Ocr, Text = "" }] } };
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", known), Document("b.txt", "2025-01-02", known), scan]);
        Assert.Equal(matched ? typeof(PatientMatch.Matched) : typeof(PatientMatch.Doubtful), judged.Documents.Single(one => one.Document.Name == "c.png").Match.GetType());
    }

    [Theory]
    [InlineData("John Quill Jr", "John Quill Sr", true, true)]
    [InlineData("John Quill Jr", "John Quill", false, true)]
    [InlineData("John Quill Jr", "John Quill", true, false)]
    [InlineData("John Quill", "Sr. John Quill", false, false)]
    public void Father_and_son_are_two(string patient, string other, bool born, bool held)
    {
        var known = new PatientClaim { Name = new(patient), BirthDate = new PartialDate(1950, 4, 9) };
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", known), Document("b.txt", "2025-01-02", known), Document("c.txt", "2025-01-03", new PatientClaim { Name = new(other), BirthDate = born ? known.BirthDate : null })]);
        Assert.Equal(held, judged.Documents.Single(one => one.Document.Name == "c.txt").Match is PatientMatch.Held);
    }

    [Theory]
    [InlineData("O-positive", "O+")]
    [InlineData("A Rh-positiv", "A+")]
    [InlineData("B - positive", "B+")]
    [InlineData("AB-", "AB-")]
    [InlineData("0 Rh(D)−", "O-")]
    [InlineData("A Rh-neg", "A-")]
    [InlineData("B positive (was negative)", "B")]
    [InlineData("O - group and save", "O")]
    public void A_dash_within_a_blood_group_says_nothing(string words, string group) => Assert.Equal(group, BloodGroup.Parse(words));

    [Fact]
    public void A_number_of_another_institution_is_no_disagreement() =>
        Assert.IsType<PatientMatch.Matched>(Match(Document("c.txt", "2025-01-03", Ada with { Identifiers = [new("OTHER-7")] })));

    [Fact]
    public void Day_and_month_may_change_places_only_where_the_document_wrote_them_both_ways()
    {
        var swapped = Document("c.txt", "2025-01-03", Ada with { BirthDate = new PartialDate(1950, 9, 4), Identifiers = [] });
        Assert.IsType<PatientMatch.Held>(Match(swapped));
        var explained = swapped with { Reading = swapped.Reading with { Pages = [new Page { Number = 1, Origin = PageOrigin.TextLayer, Text = "DOB 09/04/1950" }] } };
        Assert.IsType<PatientMatch.Matched>(Match(explained));
    }

    [Fact]
    public void A_misread_digit_of_the_birth_date_needs_the_identifier_and_a_scan()
    {
        var slip = Document("c.png", "2025-01-03", Ada with { BirthDate = new PartialDate(1950, 4, 8) });
        Assert.IsType<PatientMatch.Held>(Match(slip));
        var scan = slip with { Reading = slip.Reading with { Pages = [new Page { Number = 1, Origin = PageOrigin.Ocr, Text = "" }] } };
        Assert.IsType<PatientMatch.Doubtful>(Match(scan));
    }

    [Fact]
    public void A_mangled_name_on_a_scan_with_the_birth_date_is_used_as_unsure_and_without_it_is_held()
    {
        var mangled = Document("c.png", "2025-01-03", new PatientClaim { Name = new("Marigold Qvlkk"), BirthDate = Ada.BirthDate });
        Assert.IsType<PatientMatch.Held>(Match(mangled));
        var scan = mangled with { Reading = mangled.Reading with { Pages = [new Page { Number = 1, Origin = PageOrigin.Ocr, Text = "" }] } };
        Assert.IsType<PatientMatch.Doubtful>(Match(scan));
        Assert.IsType<PatientMatch.Held>(Match(scan with { Patient = scan.Patient with { BirthDate = null } }));
    }

    [Fact]
    public void A_document_that_names_nobody_is_used_and_said_so()
    {
        var match = Match(Document("c.txt", "2025-01-03", new PatientClaim()));
        Assert.IsType<PatientMatch.NoIdentity>(match);
    }

    [Fact]
    public void The_patient_is_whom_most_documents_name()
    {
        var other = new PatientClaim { Name = new("Olive Marrow"), BirthDate = new PartialDate(1971, 1, 1) };
        var judged = IdentityGuard.Judge([Document("x.txt", "2025-02-01", other), .. _known]);
        Assert.Equal("Ada Marigold Quill", judged.Patient.Name!.Value.Text);
        Assert.Equal("x.txt", judged.Documents.Single(one => !one.IsUsed).Document.Name);
    }

    [Fact]
    public void A_copy_counts_once_and_is_named()
    {
        var judged = IdentityGuard.Judge([_known[0], _known[0] with { Name = "copy.txt" }]);
        Assert.Single(judged.Documents);
        Assert.Equal([new DocumentCopy("copy.txt", "a.txt")], judged.Copies);
    }

    [Fact]
    public void Blood_groups_that_differ_are_unsure_and_both_shown()
    {
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", Ada with { BloodGroup = "O+" }), Document("b.txt", "2025-01-02", Ada with { BloodGroup = "A Rh neg" })]);
        Assert.Equal("A- or O+", judged.Patient.BloodGroup!.Value);
        Assert.Equal(Domain.Provenance.ReadingCertainty.Unsure, judged.Patient.BloodGroup.Certainty);
    }

    [Fact]
    public void Contacts_are_merged_by_name()
    {
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", Ada with { Contacts = [new("Otto Quill", null, "555-0101")] }), Document("b.txt", "2025-01-02", Ada with { Contacts = [new("QUILL, Otto", "son", null)] })]);
        var contact = Assert.Single(judged.Patient.Contacts).Value;
        Assert.Equal(("son", "555-0101"), (contact.Relationship, contact.Phone));
    }

    [Fact]
    public void Two_relatives_are_not_mixed()
    {
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", Ada with { Contacts = [new("Otto Quill", "husband", null)] }), Document("b.txt", "2025-01-02", Ada with { Contacts = [new("O Quill", "son", "555-0101")] })]);
        Assert.Equal(2, judged.Patient.Contacts.Count);
        Assert.Null(judged.Patient.Contacts.Single(one => one.Value.Relationship == "husband").Value.Phone);
    }

    [Fact]
    public void A_contact_keeps_the_say_in_the_patients_care()
    {
        var judged = IdentityGuard.Judge([Document("a.txt", "2025-01-01", Ada with { Contacts = [new("Otto Quill", "son, power of attorney", null)] }), Document("b.txt", "2025-01-02", Ada with { Contacts = [new("Otto Quill", "son", "555-0101")] })]);
        Assert.Equal(new("Otto Quill", "son, power of attorney", "555-0101"), Assert.Single(judged.Patient.Contacts).Value);
    }

    private static PatientMatch Match(UnderstoodDocument document) =>
        IdentityGuard.Judge([.. _known, document]).Documents.Single(one => one.Document.Name == document.Name).Match;

    private static void AssertHeld(PatientClaim claim, IdentityPart because) =>
        Assert.Equal([because], Assert.IsType<PatientMatch.Held>(Match(Document("c.txt", "2025-01-03", claim))).Disagrees);
}
