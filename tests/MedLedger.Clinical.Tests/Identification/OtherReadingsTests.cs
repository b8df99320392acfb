using MedLedger.Clinical.Identification;
using MedLedger.Domain;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Identification;

public sealed class OtherReadingsTests
{
    private static readonly PatientClaim Nomvula = new() { Name = new("Nomvula Thandeka Mabaso"), BirthDate = new PartialDate(1979, 11, 23), Identifiers = [new("KZ-48213")] };

    private static readonly Word Given = Doubted("Nomvulo", "Nomvula", "Nornvulo");

    private static readonly Word Family = Doubted("Mebasc", "Mabase");

    private static readonly Word Born = Doubted("73/1/979", "3/11/1979");

    [Fact]
    public void A_hand_whose_other_readings_name_the_patient_is_used_as_unsure() =>
        Assert.IsType<PatientMatch.Doubtful>(Match(new() { Name = new("Nomvulo Mabase") }, Given, Doubted("Mabase", "Mebasc"), Born));

    [Fact]
    public void A_number_that_was_cut_off_speaks_for_the_patient() =>
        Assert.IsType<PatientMatch.Doubtful>(Match(new() { Name = new("Nomvulo Mabaso"), Identifiers = [new("KZ-482")] }, Given, Doubted("KZ-482")));

    [Fact]
    public void A_number_read_for_certain_was_not_cut_off() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mabaso"), Identifiers = [new("KZ-482")] }, Given));

    [Fact]
    public void A_number_that_ends_or_skips_alike_is_another() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mabaso"), Identifiers = [new("KZ-8213")] }, Given, Doubted("KZ-8213")));

    [Fact]
    public void Twins_with_numbers_of_one_institution_are_two_however_the_name_was_read()
    {
        var known = Nomvula with { Identifiers = [new("48213", "urn:oid:1.2.3")] };
        var claim = new PatientClaim { Name = new("Nomvulo Mabase"), BirthDate = known.BirthDate, Identifiers = [new("48214", "urn:oid:1.2.3")] };
        Assert.IsType<PatientMatch.Held>(Match(known, claim, Given, Doubted("Mabase", "Mabaso")));
    }

    [Fact]
    public void The_same_name_in_another_reading_needs_a_birth_date_or_a_number() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mabase") }, Given, Doubted("Mabase", "Mabaso")));

    [Fact]
    public void Words_read_for_certain_explain_nothing() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mabase") }, Given with { NeedsReview = false }, Born));

    [Fact]
    public void Names_that_are_only_alike_need_a_birth_date_or_a_number() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mebasc") }, Given, Family));

    [Fact]
    public void Another_birth_date_is_another_person_however_the_name_was_read() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mabase"), BirthDate = new PartialDate(1950, 2, 3) }, Given, Doubted("Mabase", "Mabaso")));

    [Fact]
    public void Another_number_is_another_person_s_where_no_birth_date_helps() =>
        Assert.IsType<PatientMatch.Held>(Match(new() { Name = new("Nomvulo Mabase"), Identifiers = [new("KZ-99107")] }, Given, Doubted("Mabase", "Mabaso")));

    private static PatientMatch Match(PatientClaim claim, params Word[] words) => Match(Nomvula, claim, words);

    private static PatientMatch Match(PatientClaim patient, PatientClaim claim, params Word[] words)
    {
        UnderstoodDocument[] known = [Document("a.txt", "2025-01-01", patient), Document("b.txt", "2025-01-02", patient)];
        var page = Document("c.jpg", "2025-01-03", claim);
        page = page with { Reading = page.Reading with { Pages = [new Page { Number = 1, Origin = PageOrigin.Ocr, Text = string.Join(' ', words.Select(word => word.Text)), Words = words }] } };
        return IdentityGuard.Judge([.. known, page]).Documents.Single(one => one.Document.Name == "c.jpg").Match;
    }

    private static Word Doubted(string text, params string[] others) => new() { Text = text, Alternatives = others, NeedsReview = true, Confidence = 0.5 };
}
