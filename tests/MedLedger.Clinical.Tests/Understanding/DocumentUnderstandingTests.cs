using System.Text.Json;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Tests.Understanding;

public class DocumentUnderstandingTests
{
    private static readonly DocumentUnderstanding Understanding = new(Reading.Analyzer);

    private static DocumentReading Document(PageOrigin origin, double confidence, params string[] pages) => new()
    {
        Document = Sha256Digest.Of([1, 2, 3]),
        MediaType = origin == PageOrigin.Ocr ? "image/png" : "text/plain",
        Bytes = 3,
        Pages = [.. pages.Select((text, index) => PageOf(text, index + 1, origin, confidence))],
    };

    private static Page PageOf(string text, int number, PageOrigin origin, double confidence)
    {
        var words = text.Split('\n').SelectMany((line, row) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((word, column) => new Word { Text = word, Line = row, Confidence = confidence, Box = new(column * 50, row * 20, 45, 15) }));
        var (composed, placed) = Page.Compose(words);
        return new() { Number = number, Origin = origin, Text = composed, Words = placed, Confidence = confidence };
    }

    [Fact]
    public void Every_finding_shows_its_words_on_the_page()
    {
        var understood = Understanding.Understand(Document(PageOrigin.Ocr, 0.95, "Rx\nLosartan 50 mg PO daily"), "a.png");
        var source = Assert.Single(Assert.Single(understood.Findings.OfType<MedicationFinding>()).Sources);
        Assert.Equal("Losartan 50 mg PO daily", source.Quote);
        Assert.Equal(ReadingMethod.Ocr, source.Method);
        Assert.Single(Assert.IsType<SourceSpan.BoxesOnPage>(source.Span).Boxes);
    }

    [Fact]
    public void A_misread_drug_whose_amount_was_misread_too_is_shown_as_unsure()
    {
        var found = Assert.Single(Understanding.Understand(Document(PageOrigin.Ocr, 0.95, "Rx\nororvastatin UO mG qs"), "rx.png").Findings.OfType<MedicationFinding>());
        Assert.Equal(("atorvastatin", ReadingCertainty.Unsure), (found.Concept.Text, found.Certainty));
    }

    [Theory]
    [InlineData("Eliqvis", "apixaban")]
    [InlineData("Elisabeth", "Elis")]
    public void A_drug_that_only_the_other_reading_names_is_shown_as_unsure(string other, string drug)
    {
        var scan = Document(PageOrigin.Ocr, 0.95, "Rx\nElis 2.5 mg po bid");
        var page = scan.Pages[0];
        scan = scan with { Pages = [page with { Words = [.. page.Words.Select(word => word.Text == "Elis" ? word with { Alternatives = [other], NeedsReview = true } : word)] }] };
        var found = Assert.Single(Understanding.Understand(scan, "rx.png").Findings.OfType<MedicationFinding>());
        Assert.Equal((drug, ReadingCertainty.Unsure), (found.Concept.Text, found.Certainty));
        Assert.Null(found.Dosing!.Dose);
        Assert.Contains(other == "Eliqvis" ? other : "no list", found.UnsureBecause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ramipril 2.5 mg twice daily", "2.5", 0.99, ReadingCertainty.Sure)]
    [InlineData("Ramipril 3.5 mg twice daily", "3.5", 0.99, ReadingCertainty.Unsure)]
    [InlineData("Ramipril 2.5 mg twice daily", "2.5", 0.7, ReadingCertainty.Unsure)]
    [InlineData("Ramipril 2.5 mg twice daily", "Ramipril", 0.99, ReadingCertainty.Unsure)]
    [InlineData("Levothyroxine 75 mcg daily", "75", 0.99, ReadingCertainty.Sure)]
    [InlineData("Ramipril 2.5 mg vo daily", "vo", 0.5, ReadingCertainty.Sure)]
    [InlineData("Ramipril 2.5 mg no daily", "no", 0.5, ReadingCertainty.Unsure)]
    [InlineData("Potassium 4.0 mmol/L (3.5 - 5.1)", "4.0", 0.99, ReadingCertainty.Sure)]
    [InlineData("Potassium 6.0 mmol/L (3.5 - 5.1)", "6.0", 0.99, ReadingCertainty.Unsure)]
    [InlineData("Potassium 6.0 H mmol/L (3.5 - 5.1)", "6.0", 0.99, ReadingCertainty.Sure)]
    [InlineData("Potassium 4.0 mmol/L (3.5 - 5.1)", "Potassium", 0.6, ReadingCertainty.Sure)]
    [InlineData("Potassium 6.0 mmol/L (3.5 - 5.1)", "Potassium", 0.6, ReadingCertainty.Unsure)]
    [InlineData("ALT 20 U/L (0 - 35)", "ALT", 0.6, ReadingCertainty.Unsure)]
    public void A_faint_word_that_all_readers_read_alike_counts_where_something_printed_bears_it_out(string line, string faint, double confidence, ReadingCertainty expected)
    {
        var scan = Document(PageOrigin.Ocr, 0.99, line);
        scan = scan with { Pages = [scan.Pages[0] with { Words = [.. scan.Pages[0].Words.Select(word => word.Text == faint ? word with { NeedsReview = true, Confidence = confidence } : word)] }] };
        Assert.Equal(expected, Assert.Single(Understanding.Understand(scan, "a.png").Findings).Certainty);
    }

    [Fact]
    public void A_word_read_without_certainty_makes_the_finding_unsure_and_takes_its_dose()
    {
        var finding = Assert.Single(Understanding.Understand(Document(PageOrigin.Ocr, 0.4, "Rx\nLosartan 50 mg PO daily"), "a.png").Findings.OfType<MedicationFinding>());
        Assert.Equal(ReadingCertainty.Unsure, finding.Certainty);
        Assert.Null(finding.Dosing!.Dose);
        Assert.Null(finding.Dosing.TimesPerDay);
        Assert.Equal("50 mg PO daily", finding.Dosing.Text);
    }

    [Fact]
    public void An_uncertain_result_keeps_its_words_and_loses_its_number()
    {
        var finding = Assert.Single(Understanding.Understand(Document(PageOrigin.Ocr, 0.4, "Potassium 4.9 mmol/L"), "a.png").Findings.OfType<ObservationFinding>());
        Assert.Null(finding.Value);
        Assert.Equal("4.9 mmol/L", finding.ValueText!.Text);
    }

    [Fact]
    public void A_scanned_value_without_the_point_that_its_range_has_is_unsure()
    {
        const string Line = "TSH 31 mIU/L 0.4-4.0";
        Assert.Null(Assert.Single(Understanding.Understand(Document(PageOrigin.Ocr, 0.95, Line), "a.png").Findings.OfType<ObservationFinding>()).Value);
        Assert.Equal(31, Assert.Single(Understanding.Understand(Document(PageOrigin.TextLayer, 1, Line), "a.pdf").Findings.OfType<ObservationFinding>()).Value!.Value);
    }

    [Fact]
    public void An_uncertain_flag_or_range_leaves_the_value_sure()
    {
        var document = Document(PageOrigin.Ocr, 0.95, "Potassium 5.6 H mmol/L 3.5-5.0");
        var page = document.Pages[0] with { Words = [.. document.Pages[0].Words.Select(word => word.Text is "H" or "3.5-5.0" ? word with { NeedsReview = true } : word)] };
        var finding = Assert.Single(Understanding.Understand(document with { Pages = [page] }, "a.png").Findings.OfType<ObservationFinding>());
        Assert.Equal(("5.6 mmol/L", ReadingCertainty.Sure), (finding.Value!.Text, finding.Certainty));
    }

    [Fact]
    public void A_list_goes_on_over_the_page_and_each_line_knows_its_page()
    {
        var understood = Understanding.Understand(Document(PageOrigin.TextLayer, 1, "Allergies\npenicillin - rash", "sulfa - hives"), "a.pdf");
        var pages = understood.Findings.OfType<AllergyFinding>().Select(finding => ((SourceSpan.BoxesOnPage)finding.Sources[0].Span).Page);
        Assert.Equal([1, 2], pages);
    }

    [Fact]
    public void A_coded_direction_in_words_fills_what_the_record_left_open()
    {
        var coded = new MedicationFinding { Concept = new("Losartan 50 MG Oral Tablet"), Certainty = ReadingCertainty.Sure, Dosing = new() { Text = "50 mg by mouth twice daily" } };
        var reading = Document(PageOrigin.Structured, 1) with { MediaType = "application/fhir+json", Statements = [coded] };
        var finding = Assert.IsType<MedicationFinding>(Assert.Single(Understanding.Understand(reading, "b.json").Findings));
        Assert.Equal(("50 mg", 2m, "oral"), (finding.Dosing!.Dose!.Text, finding.Dosing.TimesPerDay, finding.Dosing.Route!.Text));
        Assert.Equal("52175", finding.Concept.CodeIn(Domain.Coding.CodeSystems.RxNorm));
    }

    [Fact]
    public void A_coded_document_s_readable_page_is_not_read_twice()
    {
        var coded = new ProblemFinding { Concept = new("asthma") };
        var reading = Document(PageOrigin.Structured, 1, "asthma") with { MediaType = "application/fhir+json", Statements = [coded] };
        Assert.Single(Understanding.Understand(reading, "b.json").Findings);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        var document = Document(PageOrigin.TextLayer, 1, "Patient: Odile Lindqvist DOB: 03/07/1948\nAllergies: sulfa (rash)\nMeds: metformin 500 mg bid");
        Assert.Equal(JsonSerializer.Serialize(Understanding.Understand(document, "a")), JsonSerializer.Serialize(Understanding.Understand(document, "a")));
    }

    [Theory]
    [InlineData("Patient: Bo Other\nDOB: 1 June 1971\nMedications\nLosartan 50 mg PO daily", 0, true, null)]
    [InlineData("Patient: Ada Example\nDOB: 3 February 1950\nMedications\nLosartan 50 mg PO daily", 1, false, ReadingCertainty.Sure)]
    [InlineData("Patient: Ada Example\nDOB: 3 February 1951\nMedications\nLosartan 50 mg PO daily", 1, false, ReadingCertainty.Unsure)]
    [InlineData("Medications\nLosartan 50 mg PO daily", 1, false, ReadingCertainty.Sure)]
    public void An_attached_text_that_names_somebody_else_is_not_the_patients(string text, int drugs, bool others, ReadingCertainty? certainty)
    {
        var message = Document(PageOrigin.TextLayer, 1, text, "Losartan is continued.") with
        {
            MediaType = "x-application/hl7-v2+er7",
            Patient = new() { Name = new("Ada Example", "Example", ["Ada"]), BirthDate = PartialDate.TryCreate(1950, 2, 3), Identifiers = [new("7", "HOSP", "MR")] },
        };
        var understood = Understanding.Understand(message, "a.hl7");
        Assert.Equal((others ? "several-patients" : null, "Ada Example"), (understood.Problem?.Code, understood.Patient.Name!.Text));
        var found = understood.Findings.OfType<MedicationFinding>().Where(drug => drug.Dosing is not null).ToList();
        Assert.Equal(drugs, found.Count);
        Assert.All(found, drug => Assert.Equal(certainty, drug.Certainty));
        if (others) Assert.Empty(understood.Findings);
    }
}
