using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Ingestion.Tests.Fixtures;

namespace MedLedger.Ingestion.Tests.Parsing;

public class TextReadingTests
{
    [Fact]
    public async Task Encodings_are_decided_by_validity()
    {
        const string Note = "Müller: 37,5 °C – café";
        Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        byte[][] encoded =
        [
            Encoding.UTF8.GetBytes(Note), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Note)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Note)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Note)], windows.GetBytes(Note),
        ];
        foreach (var bytes in encoded)
            Assert.Equal(Note, Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(bytes)).Reading.Pages[0].Text);
    }

    [Fact]
    public async Task Line_ends_become_one_kind_and_the_page_is_a_text_layer_without_size()
    {
        var page = Assert.IsType<ReadOutcome.Read>(await Reads.Text("one\r\ntwo\rthree\ffour\n")).Reading.Pages[0];
        Assert.Equal("one\ntwo\nthree\nfour\n", page.Text);
        Assert.Equal(PageOrigin.TextLayer, page.Origin);
        Assert.Equal(0, page.Width);
        Assert.Equal(1, page.Confidence);
    }

    [Fact]
    public async Task A_text_over_the_limit_is_read_in_part_and_says_so()
    {
        var outcome = Assert.IsType<ReadOutcome.PartlyRead>(await Reads.Bytes(Encoding.ASCII.GetBytes(new string('a', 50)), new() { MaxCharacters = 10 }));
        Assert.Equal("too-large", outcome.Problem.Code);
        Assert.Equal(10, outcome.Reading.Pages[0].Text.Length);
    }
}
