using System.Text.RegularExpressions;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.TestKit;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Summary;

public sealed class HtmlPageTests
{
    [Fact]
    public void Every_line_with_a_source_leads_to_a_panel_of_the_same_file()
    {
        var html = Rich();
        var links = Regex.Matches(html, "href=\"#(src-[0-9]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.True(links.Count > 25);
        Assert.All(links, id => Assert.Contains($"id=\"{id}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public void The_words_are_marked_in_the_text_of_the_page() =>
        Assert.Contains("<mark>apixaban</mark>", Rich(), StringComparison.Ordinal);

    [Fact]
    public void The_words_on_a_picture_have_a_box_and_an_unsure_line_shows_them()
    {
        var html = Rich();
        Assert.Contains("<rect class=\"box\" x=\"100\" y=\"200\" width=\"400\" height=\"30\"/>", html, StringComparison.Ordinal);
        Assert.Contains("class=\"crop\"", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "data:image/png;base64"));
    }

    [Fact]
    public void Nothing_is_loaded_and_nothing_runs()
    {
        var html = Rich();
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=", html);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_every_text_field_stays_text()
    {
        const string markup = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\u202E";
        var claim = Ada with { Name = new(markup), Address = markup, Phones = [markup + "12345678"], Contacts = [new(markup, markup, markup)], BloodGroup = markup };
        var made = Document(markup, "2025-01-01", claim, Allergy(markup, markup), Drug(markup, markup).Unsure(markup), Problem(markup), Lab(markup, 1, markup, "2025-01-01") with { Flag = markup, ReferenceRange = markup });
        var html = HtmlPage.Render(OnePage.From(Build.Record(made with { Title = markup, Problem = new("x", markup, markup) })));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', html);
    }

    [Fact]
    public void A_name_written_from_right_to_left_turns_no_dose_and_no_date_around()
    {
        var html = HtmlPage.Render(OnePage.From(Build.Record(Document("a.txt", "2025-01-01", Drug("\u0645\u064a\u062a\u0641\u0648\u0631\u0645\u064a\u0646", "500 mg twice daily")))));
        Assert.Contains("<bdi>\u0645\u064a\u062a\u0641\u0648\u0631\u0645\u064a\u0646</bdi> <bdi>500 mg twice daily</bdi> <time>2025-01-01</time>", html, StringComparison.Ordinal);
        Assert.Contains("time{unicode-bidi:isolate;direction:ltr", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_record_gives_the_same_page() => Assert.Equal(Rich(), Rich());

    [Fact]
    public void The_text_page_keeps_to_its_width_and_says_what_is_unsure()
    {
        var text = TextPage.Render(OnePage.From(Build.Record(RichRecord.Documents())), 100);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 101, line));
        Assert.Contains("[UNSURE: faint print]", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', TextPage.Render(OnePage.From(Build.Record(Document("a\u001b[31m.txt", "2025-01-01", Problem("x\u001b[2J")))), 80));
    }

    [Fact]
    public void The_page_as_JSON_names_its_sources() =>
        Assert.Contains("\"sha256\"", System.Text.Encoding.UTF8.GetString(SummaryJson.Write(OnePage.From(Build.Record(RichRecord.Documents())))), StringComparison.Ordinal);

    [Fact]
    public void A_rich_record_prints_on_one_sheet() => AssertOneSheet(Build.Record(RichRecord.Documents()), "rich");

    [Fact]
    public void An_empty_record_prints_on_one_sheet() => AssertOneSheet(Build.Record(), "empty");

    [Fact]
    public void Three_hundred_problems_and_five_thousand_results_print_on_one_sheet() => AssertOneSheet(Crowded.Record(), "crowded");

    [Fact]
    public void Sixty_allergies_and_long_words_print_on_one_sheet() => AssertOneSheet(
        Build.Record([.. Crowded.Documents(), .. RichRecord.Documents(), Document("allergies.txt", "2025-01-01", [.. Enumerable.Range(0, 60).Select(i => Allergy($"SUBSTANCE{i} {new string('W', 40)}", "urticaria and wheeze").Unsure("read from a very faint print"))])]), "allergies");

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public void In_every_language_rich_and_crowded_records_print_on_one_sheet(string language)
    {
        AssertOneSheet(Build.Record(RichRecord.Documents()), $"rich-{language}", PageWords.In(language)!);
        AssertOneSheet(Build.Record([.. Crowded.Documents(), .. RichRecord.Documents()]), $"crowded-{language}", PageWords.In(language)!);
    }

    private static string Rich() => HtmlPage.Render(OnePage.From(Build.Record(RichRecord.Documents())));

    private static void AssertOneSheet(PatientRecord record, string name) => AssertOneSheet(record, name, PageWords.English);

    private static void AssertOneSheet(PatientRecord record, string name, PageWords words)
    {
        var folder = Directory.CreateTempSubdirectory("page-").FullName;
        try
        {
            var html = Path.Combine(folder, $"{name}.html");
            var pdf = Path.Combine(folder, $"{name}.pdf");
            File.WriteAllText(html, HtmlPage.Render(OnePage.From(record, words)));
            Installed.Run("chromium", "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder}/profile", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", new Uri(html).AbsoluteUri);
            var info = Installed.Run("pdfinfo", pdf);
            Assert.Matches(@"Pages:\s+1\n", info);
            Assert.Contains("A4", info, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
