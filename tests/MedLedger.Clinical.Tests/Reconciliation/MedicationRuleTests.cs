using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class MedicationRuleTests
{
    [Fact]
    public void The_same_drug_from_two_documents_is_one_line_with_two_sources()
    {
        var line = Single(Document("a.txt", "2024-01-01", Drug("metoprolol succinate", "50 mg daily", 50, 1)), Document("b.txt", "2024-06-01", Drug("Metoprolol", "50 mg daily", 50, 1)));
        Assert.Equal(2, line.Sources.Count);
        Assert.Equal(ReadingCertainty.Sure, line.Certainty);
    }

    [Theory]
    [InlineData("40 bid", 40)]
    [InlineData("80 bid", null)]
    public void A_bare_number_is_a_dose_only_where_an_older_statement_gives_its_unit(string words, int? dose)
    {
        var bare = Drug("furosemide", words, null, 2);
        Assert.Equal(dose, (int?)Single(Document("a.txt", "2024-01-01", Drug("furosemide", "40 mg twice daily", 40, 2)), Document("b.txt", "2024-06-01", bare)).Dosing!.Dose?.Value);
    }

    [Fact]
    public void The_route_outlives_a_change_of_the_dose()
    {
        var changed = Drug("ramipril", "10 mg daily", 10, 1);
        var line = Single(Document("a.txt", "2024-01-01", Drug("ramipril", "5 mg daily", 5, 1)), Document("b.txt", "2024-06-01", changed with { Dosing = changed.Dosing! with { Route = null } }));
        Assert.Equal((10m, "oral"), (line.Dosing!.Dose!.Value, line.Dosing.Route?.Text));
    }

    [Theory]
    [InlineData("insulin glargine", "subcutaneous")]
    [InlineData("insulin lispro", null)]
    public void A_drug_with_one_route_needs_no_words_for_it(string name, string? route)
    {
        var drug = Drug(name, "22 units at bedtime", 22, 1);
        Assert.Equal(route, Single(Document("a.txt", "2024-01-01", drug with { Dosing = drug.Dosing! with { Route = null } })).Dosing!.Route?.Text);
    }

    [Fact]
    public void What_was_injected_in_hospital_says_nothing_about_home()
    {
        var (ward, home) = (Drug("bumetanide", "1 mg", 1), Drug("bumetanide", "2 mg daily", 2, 1));
        var line = Single(Document("a.txt", "2024-01-01", ward with { Dosing = ward.Dosing! with { Route = new("intravenous") } }), Document("b.txt", "2024-06-01", home with { Dosing = home.Dosing! with { Route = null } }));
        Assert.Null(line.Dosing!.Route);
    }

    [Theory]
    [InlineData("2024-06-01", 1)]
    [InlineData(null, 0)]
    public void What_was_given_on_one_day_ends_nothing_that_is_taken_at_home(string? day, int taken)
    {
        var given = Drug("bumetanide", "1 mg", 1) with { Status = MedicationStatus.Completed, Start = Day(day), End = Day(day) };
        Assert.Equal(taken, Record(Document("a.txt", "2024-01-01", Drug("bumetanide", "2 mg daily", 2, 1)), Document("b.txt", "2024-06-01", given)).Medications.Count);
    }

    [Fact]
    public void A_combination_is_one_drug_whichever_way_it_is_joined() =>
        Single(Document("a.txt", "2024-01-01", Drug("Benserazide-levodopa")), Document("b.txt", "2024-06-01", Drug("levodopa / benserazide")));

    [Fact]
    public void A_name_that_a_newer_scan_drew_alike_casts_doubt_on_the_dose()
    {
        var scan = Document("b.png", "2024-06-01");
        var (text, words) = Page.Compose(((string[])["qliclazicle", "80", "ng"]).Select(word => new Word { Text = word }));
        var page = new Page { Number = 1, Origin = PageOrigin.Ocr, Text = text, Words = words };
        var line = Single(Document("a.txt", "2024-01-01", Drug("gliclazide", "40 mg daily", 40, 1)), scan with { Reading = scan.Reading with { Pages = [page] } });
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
        Assert.Null(line.Dosing!.Dose);
    }

    [Theory]
    [InlineData("Humalog 100 U/mL", "insulin lispro", "86009")]
    [InlineData("Flixotide 125 mcg/actuation inhaler", "fluticasone", "41126")]
    public void A_strength_per_millilitre_makes_no_combination(string product, string ingredient, string code)
    {
        static MedicationFinding Coded(string name, string code) => Drug(name) with { Concept = new(name) { Codes = [new(CodeSystems.RxNorm, code)] } };
        Single(Document("a.txt", "2024-01-01", Coded(product, code)), Document("b.txt", "2024-06-01", Coded(ingredient, code)));
    }

    [Fact]
    public void A_brand_joins_its_ingredient_by_code()
    {
        var coded = new CodedText("Eliquis") { Codes = [new(CodeSystems.RxNorm, "1364430")] };
        Single(Document("a.txt", "2024-01-01", Drug("x") with { Concept = coded }), Document("b.txt", "2024-06-01", Drug("y") with { Concept = coded with { Text = "apixaban" } }));
    }

    [Fact]
    public void A_combination_is_not_one_of_its_ingredients() =>
        Assert.Equal(2, Record(Document("a.txt", "2024-01-01", Drug("lisinopril / hydrochlorothiazide"), Drug("lisinopril"))).Medications.Count);

    [Fact]
    public void The_newest_dose_wins_and_the_former_is_named()
    {
        var line = Single(Document("a.txt", "2024-01-01", Drug("ramipril", "2.5 mg daily", 2.5m, 1)), Document("b.txt", "2024-06-01", Drug("ramipril", "5 mg daily", 5, 1)));
        Assert.Equal(5, line.Dosing!.Dose!.Value);
        Assert.Contains(line.Trace, trace => trace.Because.Contains("replaces 2.5 mg daily", StringComparison.Ordinal));
    }

    [Fact]
    public void An_undated_dose_never_overrides_a_dated_one() =>
        Assert.Equal(5, Single(Document("a.txt", null, Drug("ramipril", "2.5 mg daily", 2.5m, 1)), Document("b.txt", "2020-06-01", Drug("ramipril", "5 mg daily", 5, 1))).Dosing!.Dose!.Value);

    [Fact]
    public void The_day_on_which_it_was_recorded_counts_before_the_documents()
    {
        var old = Drug("ramipril", "2.5 mg daily", 2.5m, 1) with { Recorded = Day("2019-01-01") };
        Assert.Equal(5, Single(Document("export.json", "2025-01-01", old), Document("b.txt", "2024-06-01", Drug("ramipril", "5 mg daily", 5, 1))).Dosing!.Dose!.Value);
    }

    [Fact]
    public void A_newer_unsure_dose_neither_overrides_nor_hides()
    {
        var line = Single(Document("a.txt", "2024-01-01", Drug("ramipril", "5 mg daily", 5, 1)), Document("b.png", "2024-06-01", Drug("ramipril", "50 mg daily").Unsure()));
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
        Assert.Null(line.Dosing!.Dose);
        Assert.Equal("5 mg daily or 50 mg daily", line.Dosing.Text);
    }

    [Theory]
    [InlineData("2024-06-01", ReadingCertainty.Unsure)]
    [InlineData("2023-06-01", ReadingCertainty.Sure)]
    public void A_newer_page_whose_amount_was_not_read_leaves_no_dose_sure(string day, ReadingCertainty expected)
    {
        var scanned = Drug("ramipril").Unsure() with { Sources = [new(Sha256Digest.Of("page"u8), new SourceSpan.BoxesOnPage(1, [new(1, 1, 9, 9)]), "ramipril lo mg", ReadingMethod.Ocr, 0.5)] };
        var line = Single(Document("a.txt", "2024-01-01", Drug("ramipril", "5 mg daily", 5, 1)), Document("b.png", day, scanned));
        Assert.Equal((expected, expected == ReadingCertainty.Sure), (line.Certainty, line.Dosing!.Dose is not null));
    }

    [Fact]
    public void An_unsure_reading_of_the_same_dose_takes_nothing_away()
    {
        var line = Single(Document("a.txt", "2024-01-01", Drug("ramipril", "5 mg daily", 5, 1)), Document("b.png", "2024-06-01", Drug("ramipril", "5.0 mg").Unsure()));
        Assert.Equal((ReadingCertainty.Sure, 5m), (line.Certainty, line.Dosing!.Dose!.Value));
    }

    [Fact]
    public void Two_doses_of_one_day_are_both_shown_as_unsure() =>
        Assert.Equal(ReadingCertainty.Unsure, Single(Document("a.txt", "2024-01-01", Drug("ramipril", "5 mg daily", 5, 1), Drug("ramipril", "10 mg daily", 10, 1))).Certainty);

    [Fact]
    public void A_dose_in_tablets_is_no_other_dose_than_one_in_milligrams()
    {
        var tablets = Drug("ramipril", "1 tablet daily", null, 1) with { Dosing = new() { Text = "1 tablet daily", Dose = new(1, "tablet"), TimesPerDay = 1 } };
        Assert.Equal(ReadingCertainty.Sure, Single(Document("a.txt", "2024-01-01", Drug("ramipril", "5 mg daily", 5, 1)), Document("b.txt", "2024-01-01", tablets)).Certainty);
    }

    [Theory]
    [InlineData(MedicationStatus.Stopped)]
    [InlineData(MedicationStatus.Completed)]
    public void A_stopped_drug_is_gone_and_stays_in_the_history_with_its_reason(MedicationStatus status)
    {
        var record = Record(Document("a.txt", "2023-01-01", Drug("warfarin", "3 mg daily", 3, 1)), Document("b.txt", "2024-06-01", Drug("warfarin") with { Status = status, Reason = "replaced by apixaban" }));
        Assert.Empty(record.Medications);
        Assert.Contains(record.History, entry => entry.Concept.Text == "warfarin" && entry.Reason.Contains("replaced by apixaban", StringComparison.Ordinal));
    }

    [Fact]
    public void A_drug_that_was_started_again_is_taken() =>
        Single(Document("a.txt", "2023-01-01", Drug("furosemide") with { Status = MedicationStatus.Stopped }), Document("b.txt", "2024-06-01", Drug("furosemide", "40 mg daily", 40, 1)));

    [Fact]
    public void A_stop_beats_the_list_of_admission_drugs_in_the_same_letter() =>
        Assert.Empty(Record(Document("a.txt", "2024-01-01", Drug("spironolactone", "25 mg daily", 25, 1), Drug("spironolactone") with { Status = MedicationStatus.Stopped })).Medications);

    [Fact]
    public void An_unsure_stop_makes_the_drug_unsure_but_does_not_end_it() =>
        Assert.Equal(ReadingCertainty.Unsure, Single(Document("a.txt", "2023-01-01", Drug("warfarin")), Document("b.png", "2024-06-01", (Drug("warfarin") with { Status = MedicationStatus.Stopped }).Unsure())).Certainty);

    [Fact]
    public void An_undated_stop_makes_the_drug_unsure() =>
        Assert.Equal(ReadingCertainty.Unsure, Single(Document("a.txt", "2023-01-01", Drug("warfarin")), Document("b.txt", null, Drug("warfarin") with { Status = MedicationStatus.Stopped })).Certainty);

    [Theory]
    [InlineData(PageOrigin.Ocr, ReadingCertainty.Unsure)]
    [InlineData(PageOrigin.TextLayer, ReadingCertainty.Sure)]
    public void A_badly_read_page_of_the_day_of_birth_is_of_no_known_day(PageOrigin origin, ReadingCertainty certainty)
    {
        var page = Document("b.jpg", Ada.BirthDate.ToString(), Drug("warfarin") with { Status = MedicationStatus.Stopped });
        page = page with { Reading = page.Reading with { Pages = [page.Reading.Pages[0] with { Origin = origin }] } };
        Assert.Equal(certainty, Single(Document("a.txt", "2023-01-01", Drug("warfarin")), page).Certainty);
    }

    [Fact]
    public void A_coded_old_order_that_was_stopped_does_not_end_the_running_one()
    {
        var export = Document("export.json", "2025-01-01",
            (Drug("ramipril", "2.5 mg daily", 2.5m, 1) with { Status = MedicationStatus.Stopped, Recorded = Day("2019-01-01") }).Coded(),
            (Drug("ramipril", "5 mg daily", 5, 1) with { Recorded = Day("2023-01-01") }).Coded());
        Assert.Equal(5, Single(export).Dosing!.Dose!.Value);
    }

    [Theory]
    [InlineData("7 days", true)]
    [InlineData("5-day course", true)]
    [InlineData("for two weeks", true)]
    [InlineData("x 10 d", true)]
    [InlineData("90 days", false)]
    [InlineData("12 months", false)]
    [InlineData("long term", false)]
    public void A_course_is_over_after_its_last_day_but_a_supply_is_no_course(string duration, bool over)
    {
        var drug = Drug("amoxicillin", "500 mg three times daily", 500, 3);
        Assert.Equal(over ? 0 : 1, Record(Document("a.txt", "2025-01-15", drug with { Dosing = drug.Dosing! with { Duration = duration } })).Medications.Count);
    }

    [Fact]
    public void A_drug_with_an_end_before_the_day_is_gone() =>
        Assert.Empty(Record(Document("a.txt", "2025-01-15", Drug("prednisone") with { End = Day("2025-02-01") })).Medications);

    [Fact]
    public void Planned_conditional_denied_and_family_drugs_are_never_listed()
    {
        var record = Record(Document("a.txt", "2025-01-15",
            Drug("planned") with { Status = MedicationStatus.Planned },
            Drug("later") with { Start = Day("2025-06-01") },
            Drug("conditional") with { Assertion = new() { Likelihood = Likelihood.Hypothetical } },
            Drug("denied").Denied(),
            Drug("mothers").OfFamily(),
            Drug("former") with { Assertion = new() { Temporality = Temporality.Historical } }));
        Assert.Empty(record.Medications);
        Assert.Equal(6, record.History.Count);
    }

    [Fact]
    public void An_order_not_to_give_is_a_warning_and_no_medicine()
    {
        var record = Record(Document("a.txt", "2025-01-15", Drug("haloperidol") with { Status = MedicationStatus.DoNotGive }));
        Assert.Empty(record.Medications);
        Assert.True(Assert.Single(record.Alerts).DoNotGive);
    }

    [Fact]
    public void A_drug_with_a_later_allergy_to_it_is_never_sure()
    {
        var record = Record(Document("a.txt", "2023-01-15", Drug("amoxicillin", "500 mg", 500)), Document("b.txt", "2023-02-01", Allergy("amoxicillin", "anaphylaxis")));
        var line = Assert.Single(record.Medications);
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
        Assert.NotNull(line.Conflict);
    }

    [Fact]
    public void Entered_in_error_vanishes_with_a_trace()
    {
        var record = Record(Document("a.txt", "2023-01-15", Drug("digoxin") with { EnteredInError = true }));
        Assert.Empty(record.Medications);
        Assert.Equal("entered-in-error", Assert.Single(record.History).Rule);
    }

    [Fact]
    public void A_document_after_the_day_is_ignored_with_a_notice()
    {
        var record = Record(Document("a.txt", "2025-01-15"), Document("late.txt", "2025-04-01", Drug("digoxin")));
        Assert.Empty(record.Medications);
        Assert.Contains(record.Notices, notice => notice is { Kind: NoticeKind.AfterTheDay, Document: "late.txt" });
    }

    [Fact]
    public void An_allergy_is_not_hidden_by_a_date_after_the_day()
    {
        var late = Record(Document("a.txt", "2025-01-15"), Document("late.txt", "2052-04-01", Drug("digoxin"), Allergy("penicillin", "anaphylaxis")));
        Assert.Empty(late.Medications);
        Assert.Equal(ReadingCertainty.Unsure, Assert.Single(late.Allergies).Certainty);
        var recorded = Record(Document("a.txt", "2025-01-15", Allergy("penicillin", "anaphylaxis") with { Recorded = Day("2052-04-01") }));
        Assert.Equal(ReadingCertainty.Unsure, Assert.Single(recorded.Allergies).Certainty);
    }

    [Fact]
    public void One_late_date_in_an_export_sets_aside_what_bears_it_and_nothing_else()
    {
        var export = Document("export.json", "2052-01-03",
            Drug("digoxin", "0.125 mg once daily", 0.125m, 1) with { Recorded = Day("2025-01-03") },
            Drug("ramipril", "5 mg once daily", 5, 1) with { Recorded = Day("2052-01-03") });
        var record = Record(export with { Reading = export.Reading with { DatedByContent = true, Date = Day("2052-01-03") } });
        Assert.Equal("digoxin", Assert.Single(record.Medications).Concept.Text);
        Assert.Contains(record.Notices, notice => notice is { Kind: NoticeKind.AfterTheDay, Document: "export.json" });
    }

    [Fact]
    public void Everything_in_a_doubtful_document_is_unsure()
    {
        var scan = Document("c.png", "2025-01-03", Ada with { BirthDate = Day("1950-04-08") }, Drug("digoxin", "1 tablet"));
        scan = scan with { Reading = scan.Reading with { Pages = [new() { Number = 1, Origin = Domain.Documents.PageOrigin.Ocr, Text = "digoxin" }] } };
        var line = Single(Document("a.txt", "2025-01-01"), Document("b.txt", "2025-01-01"), scan);
        Assert.Equal(ReadingCertainty.Unsure, line.Certainty);
    }

    [Theory]
    [InlineData("lisinopel", "2024-06-01", ReadingCertainty.Unsure)]
    [InlineData("listen", "2024-06-01", ReadingCertainty.Sure)]
    [InlineData("lisinopel", "2022-06-01", ReadingCertainty.Sure)]
    public void A_newer_page_that_seems_to_name_the_drug_but_was_not_understood_makes_its_dose_unsure(string word, string date, ReadingCertainty expected)
    {
        var scan = Document("rx.png", date);
        var words = new[] { new Domain.Documents.Word { Text = word, Confidence = 0.7, Box = new(10, 10, 90, 20) }, new Domain.Documents.Word { Text = "l0", Start = word.Length + 1, Confidence = 0.4, Box = new(110, 10, 20, 20) } };
        scan = scan with { Reading = scan.Reading with { Pages = [new() { Number = 1, Origin = Domain.Documents.PageOrigin.Ocr, Text = $"{word} l0", Words = words }] } };
        var line = Single(Document("a.txt", "2023-01-01", Drug("lisinopril", "20 mg daily", 20, 1)), scan);
        Assert.Equal(expected, line.Certainty);
        Assert.Equal(expected == ReadingCertainty.Unsure, line.Dosing!.Dose is null);
    }

    [Theory]
    [InlineData("100 mg by mouth once daily", "100 MG 1 TAB PO QD", ReadingCertainty.Sure)]
    [InlineData("5 mg oral once weekly", "1 tab po weekly", ReadingCertainty.Unsure)]
    [InlineData("20 mg qam", "1 TAB 90 QAM", ReadingCertainty.Unsure)]
    [InlineData("2 puffs every 4 hours", "40 MCG/PUFF 2 PUFFS", ReadingCertainty.Sure)]
    [InlineData("0.075 mg every morning", "75 mcg qam", ReadingCertainty.Sure)]
    [InlineData("200 mg PO twice a day", "300 MG TAB", ReadingCertainty.Unsure)]
    [InlineData("6 mg daily", "TABS 3 TABS", ReadingCertainty.Unsure)]
    [InlineData("5 mg daily", "5 mg bid", ReadingCertainty.Unsure)]
    [InlineData("20 mg daily", "40 daily", ReadingCertainty.Unsure)]
    [InlineData("1 tablet daily", "2 tablets daily", ReadingCertainty.Unsure)]
    public void A_newer_unsure_reading_casts_doubt_unless_it_says_the_same_dose(string sure, string doubtful, ReadingCertainty expected)
    {
        var newer = Drug("x", doubtful) with { Certainty = ReadingCertainty.Unsure, UnsureBecause = "faint" };
        Assert.Equal(expected, Single(Document("a.txt", "2024-01-01", Drug("x", sure)), Document("b.png", "2024-06-01", newer)).Certainty);
    }

    [Theory]
    [InlineData("lishepd", ReadingCertainty.Unsure)]
    [InlineData("lumber", ReadingCertainty.Sure)]
    public void A_line_nobody_could_read_that_begins_like_the_drug_casts_doubt_on_its_dose(string word, ReadingCertainty expected)
    {
        var scan = Document("rx.png", "2024-06-01");
        var (text, words) = Domain.Documents.Page.Compose(((string[])[word, "1°", "tab", "po"]).Select(one => new Domain.Documents.Word { Text = one, NeedsReview = one != "po" }));
        scan = scan with { Reading = scan.Reading with { Pages = [new() { Number = 1, Origin = Domain.Documents.PageOrigin.Ocr, Text = text, Words = words }] } };
        Assert.Equal(expected, Single(Document("a.txt", "2023-01-01", Drug("lisinopril", "20 mg daily", 20, 1)), scan).Certainty);
    }

    [Fact]
    public void A_newer_line_that_was_understood_as_one_insulin_says_nothing_of_the_other()
    {
        var scan = Document("rx.png", "2024-06-01", Drug("insulin glargine", "22 units", 22, 1) with { Sources = [new(default, new SourceSpan.Characters(1, 0, 27), "Insulin glargine 22 units", ReadingMethod.Ocr, 0.9)] });
        var (text, words) = Domain.Documents.Page.Compose("Insulin glargine 22 units".Split(' ').Select(one => new Domain.Documents.Word { Text = one }));
        scan = scan with { Reading = scan.Reading with { Pages = [new() { Number = 1, Origin = Domain.Documents.PageOrigin.Ocr, Text = text, Words = words }] } };
        var lispro = Record(Document("a.txt", "2023-01-01", Drug("insulin lispro", "4 units daily", 4, 1)), scan).Medications.Single(line => line.Concept.Text == "insulin lispro");
        Assert.Equal(ReadingCertainty.Sure, lispro.Certainty);
    }

    private static MedicationLine Single(params UnderstoodDocument[] documents) => Assert.Single(Record(documents).Medications);
}
