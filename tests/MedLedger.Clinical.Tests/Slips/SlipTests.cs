using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Slips;

/// <summary>Slips in a hand: "?" opens a word that its readers doubt, "~" one that is crossed out, ";" parts its readings.</summary>
public class SlipTests
{
    private static readonly DocumentUnderstanding Understanding = new(Reading.Analyzer);

    [Theory]
    // Units: what the drug is made in decides, and how the scrap looks.
    [InlineData("LABETALOL 300 ?Ma;ma TAB PO BID", "labetalol 300 mg 2")]
    [InlineData("LASIX 40 Mae;ma 1 TAB PO QAM", "furosemide 40 mg 1")]
    [InlineData("levothyroxine 50 ?mcg;meq;Mog po qam", "levothyroxine 50 mcg 1")]
    [InlineData("metformin 500 ?ng;vg po bid", "metformin 500 mg 2")]
    // Numbers: the one strength that the readings can mean.
    [InlineData("lisinopril ?lo;19;\\o;0 mg ?l;\\ tab po qd", "lisinopril 10 mg 1")]
    [InlineData("losartan ?5C;50;bU;5U;5 mg po bid", "losartan 50 mg 2")]
    [InlineData("metformin ?1666;1000;100o MG PO BID", "metformin 1000 mg 2")]
    [InlineData("LANOXIN ?0.125;0,125 MG PO QAM", "digoxin 0.125 mg 1")]
    // Names: one drug that all readings are near, borne out by its strength.
    [InlineData("?Eliqvis;Kliqvis;EliqisBb 2.5 mg ?1;\\ tab po bid", "apixaban 2.5 mg 2")]
    [InlineData("?lsarfan;losartan;lesarkan 50 mg po bid", "losartan 50 mg 2")]
    // The closed set of words.
    [InlineData("losartan 50 mg ?1 ?TA3;TAB po ?Gd;qu;ad;qa", "losartan 50 mg 1")]
    [InlineData("losartan 50 mg po gid", "losartan 50 mg 4")]
    [InlineData("losartan 50 mg po ghs", "losartan 50 mg 1")]
    [InlineData("citalopram 40 mg tab PO TLD", "citalopram 40 mg 3")]
    [InlineData("losartan 50 mg po ?tid;tia", "losartan 50 mg 3")]
    [InlineData("losartan 50 mg\n?1;: ?Cap;cap po bid", "losartan 50 mg 2")]
    [InlineData("amoxicillin 250 mg\n2;; ?Caps;caps po bid", "amoxicillin 2 capsule 2")]
    // Counts of one or none by the times of day.
    [InlineData("TAB. TELMISARTAN 40 MG ?1-0-0.;--0-0;}-0-0", "telmisartan 40 mg 1")]
    [InlineData("TAB. METFORMIN 500 MG ?\\-0-1;)-0-1;1-0-I", "metformin 500 mg 2")]
    [InlineData("TAB. CLOPIDOGREL 75 MG ?0-1-0", "clopidogrel 75 mg 1")]
    // Two statements of one line bear out a third.
    [InlineData("WARFARIN 2 Mae;ma TABS\n3 TABS ?(l;(UV;(6 Ma);ma) PO Q PM", "warfarin 3 tablet 1")]
    public void What_can_be_meant_in_one_way_only_is_sure(string slip, string expected)
    {
        var found = Drug(slip);
        Assert.Equal((ReadingCertainty.Sure, null), (found.Certainty, found.UnsureBecause));
        Assert.Equal(expected, $"{found.Concept.Text} {found.Dosing!.Dose!.Value:0.###} {found.Dosing.Dose.Unit} {found.Dosing.TimesPerDay:0.###}");
    }

    [Theory]
    // Another strength that the readings can mean as well, or that one lost sign would make.
    [InlineData("lisinopril ?10;40;lO mg po qd")]
    [InlineData("doxycycline ?50;So;S0 mg po bid")]
    [InlineData("prednisone ?25;2S mg po bid")]
    [InlineData("haloperidol ?5;S mg po bid")]
    [InlineData("levothyroxine ?125;25 mcg po bid")]
    // A count that may be two.
    [InlineData("TAB. METFORMIN 500 MG ?1-0-1;2-0-1")]
    [InlineData("TAB. METFORMIN 500 MG ?2-0-2")]
    // Nobody makes it.
    [InlineData("prednisone ?15;1S mg po bid")]
    [InlineData("folic acid ?5;S mg po daily")]
    // Two amounts that one could give, neither beyond doubt.
    [InlineData("warfarin ?2;7 mg po daily")]
    // A unit that may be another.
    [InlineData("digoxin 0.125 ?ml;mi po daily")]
    [InlineData("potassium chloride 20 ?meg;meq po daily")]
    [InlineData("levothyroxine 50 ?mg;Ma po daily")]
    // A count that was not read.
    [InlineData("clonidine 0.3 mg tabs ?VU tabs po bid")]
    [InlineData("clonidine 0.3 mg ?2;l tab po bid")]
    [InlineData("gabapentin 400 mg\nCAPS po qam")]
    [InlineData("methotrexate 2.5 mg\nrecheck labs 2 wks\n8 tabs po once a week")]
    // Names of two drugs.
    [InlineData("?hydralazine;hydroxyzine;hydralaxine 25 mg po bid")]
    [InlineData("?prednisonc;prednisolonc 5 mg po bid")]
    // An amount that lost its point, or was lost.
    [InlineData("carvedilol 3125 mg tab po bid")]
    [InlineData("clonidine 03 mg tab po bid")]
    [InlineData("haloperidol MG\ntab po bid")]
    [InlineData("oxycodone VW mg tab po daily")]
    // Somebody took it back.
    [InlineData("~montelukast ~?IO;10;i0 ~?MG;MC po qd")]
    [InlineData("losartan ~?50;5O mg 100 mg po bid")]
    public void What_may_mean_something_else_stays_unsure(string slip)
    {
        Assert.All(Understood(slip), drug => Assert.True(drug.Certainty == ReadingCertainty.Unsure, $"{drug.Concept.Text} {drug.Dosing?.Text} is sure"));
        Assert.NotEmpty(Understood(slip));
    }

    // Twice, thrice or four times: a factor of two is a harm.
    [Theory]
    [InlineData("losartan 50 mg po ?qd")]
    [InlineData("losartan 50 mg po ?qid;ald;qd;ld")]
    [InlineData("losartan 50 mg po ?lid;bid")]
    [InlineData("losartan 50 mg po ?tid;bid")]
    [InlineData("losartan 50 mg po ?q8h;q6h;a8h")]
    [InlineData("losartan 50 mg po ?qod;qd;god")]
    [InlineData("losartan 50 mg po aid")]
    public void How_often_is_never_guessed(string slip) => Assert.Null(Drug(slip).Dosing!.TimesPerDay);

    [Fact]
    public void Print_with_a_text_layer_is_never_mended()
    {
        var page = PageOf("losartan ?5C;50;5U mg po bid") with { Origin = PageOrigin.TextLayer };
        Assert.DoesNotContain(Find(page).OfType<MedicationFinding>(), drug => drug.Dosing?.Dose is not null);
    }

    [Fact]
    public void Letters_before_a_unit_of_mass_are_no_disease() =>
        Assert.Empty(Find(PageOf("atervastafin UC mg qhs")).OfType<ProblemFinding>());

    private static MedicationFinding Drug(string slip) => Assert.Single(Understood(slip));

    private static List<MedicationFinding> Understood(string slip) => [.. Find(PageOf(slip)).OfType<MedicationFinding>()];

    private static IReadOnlyList<Finding> Find(Page page) => Understanding.Understand(
        new() { Document = Sha256Digest.Of([1, 2, 3]), MediaType = page.Origin == PageOrigin.Ocr ? "image/png" : "text/plain", Bytes = 3, Pages = [page] }, "rx.png").Findings;

    private static Page PageOf(string slip)
    {
        var words = $"Rx\n{slip}".Split('\n').SelectMany((line, row) => line.Split(' ').Select((word, column) => WordOf(word, row, column)));
        var (text, placed) = Page.Compose(words);
        return new() { Number = 1, Origin = PageOrigin.Ocr, Text = text, Words = placed, Confidence = 0.9 };
    }

    private static Word WordOf(string written, int row, int column)
    {
        var struck = written.StartsWith('~');
        var doubted = written.TrimStart('~').StartsWith('?');
        var bare = written.TrimStart('~', '?');
        // "2;;" is the word "2;".
        var readings = bare.EndsWith(";;", StringComparison.Ordinal) ? [bare[..^1]] : bare.Split(';');
        return new()
        {
            Text = readings[0],
            Alternatives = readings[1..],
            NeedsReview = doubted || struck,
            IsStruck = struck,
            Confidence = struck ? 0.5 : doubted ? 0.55 : 0.95,
            Line = row,
            Box = new(column * 60, row * 30, 50, 20),
        };
    }
}
