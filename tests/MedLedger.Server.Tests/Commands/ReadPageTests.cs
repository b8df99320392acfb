using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Provenance;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Tests.Commands;

public class ReadPageTests
{
    [Fact]
    public void Each_word_is_outlined_where_it_stands_and_a_doubtful_one_shows_its_other_readings()
    {
        var html = Html("scan.png", rotation: 0, Word("Potassium", 100, 0.97), Word("8.5", 300, 0.5) with { NeedsReview = true, Alternatives = ["5.5"] });
        Assert.Contains("<rect class=\"sure\" x=\"98\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"poor review\"", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#w1-1\">8.5</a> <span class=\"other\">or <b>5.5</b></span>", html, StringComparison.Ordinal);
        Assert.Contains("1 to review", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_turned_scan_is_shown_upright()
    {
        var html = Html("scan.png", rotation: 90, Word("Potassium", 100, 0.97));
        Assert.Contains("viewBox=\"0 0 800 1000\"", html, StringComparison.Ordinal);
        Assert.Contains("translate(800 0) rotate(90)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_and_names_of_a_hostile_document_stay_text()
    {
        var html = Html("<script>alert(1)</script>.png", rotation: 0, Word("\"><img src=x onerror=alert(1)>", 10, 0.9) with { NeedsReview = true, Alternatives = ["<b>5\u202E</b>"] });
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    private static Word Word(string text, int x, double confidence) => new() { Text = text, Box = new PixelBox(x, 50, 80, 20), Confidence = confidence };

    private static string Html(string name, int rotation, params Word[] words)
    {
        var (text, placed) = Page.Compose(words);
        var page = new Page { Number = 1, Width = 1000, Height = 800, Origin = PageOrigin.Ocr, Rotation = rotation, Confidence = 0.9, Text = text, Words = placed, Preview = [0xFF, 0xD8], PreviewMediaType = "image/jpeg" };
        var outcome = new ReadOutcome.Read(new() { Document = Sha256Digest.Of("a scan"u8), MediaType = "image/png", Bytes = 6, Pages = [page] });
        return ReadPage.Html(name, outcome, ReadView.Of(outcome));
    }
}
