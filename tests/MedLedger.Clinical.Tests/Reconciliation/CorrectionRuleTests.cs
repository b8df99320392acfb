using System.Text.Json.Nodes;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Ips;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class CorrectionRuleTests
{
    private static readonly UnderstoodDocument _scan = Document("scan.txt", "2025-01-10", Drug("digoxin", "0.125 mg once daily", 0.125m, 1).Unsure(), Lab("Potassium", 5.1m, "mmol/L", "2025-01-10"));

    private static string Digoxin => LineId.Of(Record(_scan).Medications.Single());

    [Fact]
    public void A_confirmed_line_is_sure_and_says_who_confirmed_it()
    {
        var record = Record(_scan, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1));
        var line = record.Medications.Single();
        Assert.Equal((ReadingCertainty.Sure, null), (line.Certainty, line.UnsureBecause));
        Assert.Equal("Dr. Osei, 2025-02-01", line.Corrections.Single().By);
        Assert.Equal(0, record.UnsureCount);
        Assert.Contains("confirmed by Dr. Osei, 2025-02-01", HtmlPage.Render(OnePage.From(record)), StringComparison.Ordinal);
        Assert.Equal(2, line.Sources.Count);
    }

    [Fact]
    public void A_disputed_line_stays_on_the_page_as_unsure_without_its_number()
    {
        var before = Record(_scan).Results.Single();
        var line = Record(_scan, Said("Dr. Osei", CorrectionVerdict.Disputed, LineId.Of(before), 1, "haemolysed")).Results.Single();
        Assert.Equal("disputed by Dr. Osei, 2025-02-01: haemolysed", line.UnsureBecause);
        Assert.Equal((ReadingCertainty.Unsure, null, before.Latest.Text), (line.Latest.Certainty, line.Latest.Value, line.Latest.Text));
    }

    [Fact]
    public void A_dispute_outweighs_another_s_confirmation_until_its_author_takes_it_back()
    {
        UnderstoodDocument[] quarrel = [_scan, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1), Said("Dr. Lund", CorrectionVerdict.Disputed, Digoxin, 2)];
        Assert.Equal(ReadingCertainty.Unsure, Record(quarrel).Medications.Single().Certainty);
        Assert.Equal(ReadingCertainty.Sure, Record([.. quarrel, Said("Dr. Lund", CorrectionVerdict.Withdrawn, Digoxin, 3)]).Medications.Single().Certainty);
    }

    [Fact]
    public void Taking_the_only_word_back_restores_the_line_as_the_documents_have_it()
    {
        var record = Record(_scan, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1), Said("Dr. Osei", CorrectionVerdict.Withdrawn, Digoxin, 2));
        Assert.Equal(Record(_scan).Medications.Single().UnsureBecause, record.Medications.Single().UnsureBecause);
        Assert.Empty(record.Medications.Single().Corrections);
    }

    [Fact]
    public void A_confirmation_does_not_outlive_the_words_it_was_given_for()
    {
        var newer = Document("newer.txt", "2025-02-20", Drug("digoxin", "0.25 mg once daily", 0.25m, 1).Unsure());
        var record = Record(_scan, newer, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1));
        Assert.Equal(ReadingCertainty.Unsure, record.Medications.Single().Certainty);
        Assert.Contains(record.Notices, notice => notice.Text.StartsWith("A correction by Dr. Osei", StringComparison.Ordinal));
    }

    [Fact]
    public void One_more_document_that_says_the_same_leaves_the_line_its_name()
    {
        var again = Document("again.txt", "2025-01-20", Drug("digoxin", "0.125 mg once daily", 0.125m, 1).Unsure());
        Assert.Equal(ReadingCertainty.Sure, Record(_scan, again, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1)).Medications.Single().Certainty);
    }

    [Fact]
    public void A_confirmation_silences_no_doubt_that_a_newer_document_raised()
    {
        var sure = Document("list.txt", "2025-01-10", Drug("digoxin", "0.125 mg once daily", 0.125m, 1));
        var stop = Document("stop.png", "2025-02-20", (Drug("digoxin") with { Status = MedicationStatus.Stopped }).Unsure());
        var line = Record(sure, stop, Said("Dr. Osei", CorrectionVerdict.Confirmed, LineId.Of(Record(sure).Medications.Single()), 1)).Medications.Single();
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
        Assert.Contains("stopped", line.UnsureBecause!, StringComparison.Ordinal);
        Assert.EndsWith("confirmed by Dr. Osei, 2025-02-01, before a newer document", line.UnsureBecause, StringComparison.Ordinal);
        Assert.Empty(line.Corrections);
    }

    [Fact]
    public void The_order_of_the_documents_does_not_matter_and_the_sources_are_untouched()
    {
        UnderstoodDocument[] documents = [_scan, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1), Said("Dr. Lund", CorrectionVerdict.Disputed, Digoxin, 2)];
        Assert.Equal(Record(documents).Medications.Single().UnsureBecause, Record([.. documents.Reverse()]).Medications.Single().UnsureBecause);
        Assert.All(Record(documents).Documents, one => Assert.Contains(one.Document, documents));
    }

    [Fact]
    public void Who_confirmed_attests_the_bundle_and_nobody_else_does()
    {
        Assert.Null(Composition(Record(_scan))["attester"]);
        var attester = Composition(Record(_scan, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1)))["attester"]!.AsArray().Single()!;
        Assert.Equal(("professional", "2025-02-01T09:00:00+00:00"), ((string)attester["mode"]!, (string)attester["time"]!));
    }

    [Fact]
    public void A_correction_makes_no_remark_about_a_document_without_a_name() =>
        Assert.DoesNotContain(Record(_scan, Said("Dr. Osei", CorrectionVerdict.Confirmed, Digoxin, 1)).Notices, notice => notice.Kind == NoticeKind.NoIdentity);

    private static JsonObject Composition(PatientRecord record) =>
        JsonNode.Parse(IpsBundle.Write(record, IpsContext.For(record, "1.0")))!["entry"]![0]!["resource"]!.AsObject();

    private static UnderstoodDocument Said(string author, CorrectionVerdict verdict, string line, int day, string? comment = null)
    {
        var word = new CorrectionFinding
        {
            Concept = new("digoxin"),
            Certainty = ReadingCertainty.Sure,
            Line = line,
            Verdict = verdict,
            Author = author,
            Issuer = "https://idp.invalid",
            At = new DateTimeOffset(2025, 2, day, 9, 0, 0, TimeSpan.Zero),
            Comment = comment,
        };
        return Document($"{author} {verdict} {day}", null, new PatientClaim(), word);
    }
}
