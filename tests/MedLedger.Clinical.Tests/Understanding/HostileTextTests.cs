using System.Diagnostics;

namespace MedLedger.Clinical.Tests.Understanding;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public class HostileTextTests
{
    private const int Megabyte = 1 << 20;

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n\f")]
    [InlineData("\0\u0001\u0002\u001b[31m")]
    [InlineData("\u202Eגלולה 5 mg\u202C حساسية: بنسلين")]
    [InlineData("((((((((((((((((((((")]
    [InlineData("no no no no no no no no")]
    [InlineData("cc: antenatal clinic; patient\n")]
    [InlineData("; name \n; pt")]
    [InlineData("Allergies:")]
    [InlineData("Rx\n1-0-1\n1-\n/ / / 5 mg /")]
    [InlineData("\ud83d\ude00 warfarin 5 mg daily \ud800")]
    [InlineData("99999999999999999999999999 mg aspirin 999999999999999999999999999 mg daily x 999999999999 days")]
    [InlineData("00/00/0000 99/99/9999 31/02/2024 2024-13-45")]
    public void Odd_text_is_answered_and_offsets_stay_inside(string text)
    {
        var analysis = Reading.Of(text);
        Assert.All(analysis.Mentions, mention => Assert.Equal(text[mention.Span.Start..mention.Span.End], mention.Text));
        Assert.All(analysis.Findings, found => Assert.InRange(found.Span.End, found.Span.Start + 1, text.Length));
    }

    [Theory]
    [InlineData("aspirin 5 mg, no stopped (")]
    [InlineData("Patient denies asthma, takes warfarin 5 mg po qd and K 4.5 mmol/L on 03/04/2024.\n")]
    [InlineData("no ")]
    [InlineData("aspirin ")]
    [InlineData("(")]
    [InlineData("5 mg ")]
    [InlineData("xqzvtrwqkl 5 ")]
    [InlineData("Allergies: ")]
    [InlineData("a-b-c/d.")]
    [InlineData("1/1/20")]
    [InlineData("allergic to rash sulfa, ")]
    public void A_megabyte_takes_seconds_whatever_it_repeats(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Megabyte / piece.Length));
        // The work is measured, not the wait for a busy machine.
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        Reading.Of(text);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        Assert.True(spent < TimeSpan.FromSeconds(30), $"{spent} for \"{piece}\"");
    }

    [Fact]
    public void One_analyzer_serves_many_threads()
    {
        var results = new int[8];
        Parallel.For(0, results.Length, i => results[i] = Reading.Of("Meds: warfarin 5 mg daily, aspirin 81 mg daily").Findings.Count);
        Assert.All(results, count => Assert.Equal(2, count));
    }
}
