using System.Text;
using MedLedger.Clinical.Understanding;
using MedLedger.Server.Commands.Extract;

namespace MedLedger.Server.Tests;

public sealed class ExtractPages
{
    private static readonly ClinicalTextAnalyzer Analyzer = ClinicalTextAnalyzer.CreateWithModels();

    private static string Page(string text) => ExtractPage.Of(text, ExtractView.Of(Analyzer.Analyze(new(text)), null));

    [Fact]
    public void A_denied_finding_is_marked_in_words()
    {
        var page = Page("She denies chest pain. Possible asthma.");
        Assert.Contains("chest pain<small>not</small></a>", page, StringComparison.Ordinal);
        Assert.Contains("asthma<small>possible</small></a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_a_text_stays_text()
    {
        var page = Page("<script>alert(1)</script> fever \"><img src=x onerror=alert(1)> cough\0");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\0', page);
    }

    [Fact]
    public void Every_mark_leads_to_its_row_and_back()
    {
        var page = Page("Fever and cough. He takes lisinopril 10 mg daily for hypertension.");
        for (var number = 0; page.Contains($"id=\"w{number}\"", StringComparison.Ordinal); number++)
        {
            Assert.Contains($"href=\"#m{number}\"", page, StringComparison.Ordinal);
            Assert.Contains($"id=\"m{number}\"", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"#w{number}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_text_without_findings_says_so() => Assert.Contains("Nothing was found.", Page(""), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_read_as_Latin_1()
    {
        var encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new LatinFallback());
        Assert.Equal("Ménière, Ménière 38 °C", encoding.GetString([.. "Ménière, "u8, .. Encoding.Latin1.GetBytes("Ménière 38 °C")]));
    }
}
