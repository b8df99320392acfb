using MedLedger.Formats.Hl7v2;

namespace MedLedger.Formats.Tests.Hl7v2;

public class Hl7FileTests
{
    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r\n")]
    public void Every_line_end_that_occurs_is_read(string end)
    {
        var file = Hl7File.Parse($"\uFEFFMSH|^~\\&|LAB{end}PID|1||7^^^H^MR{end}OBX|1|NM{end}");
        Assert.Equal(["MSH", "PID", "OBX"], Assert.Single(file.Messages).Segments.Select(segment => segment.Id));
        Assert.Equal(3, file.Segments[2].Ordinal);
    }

    [Fact]
    public void Delimiters_are_those_that_the_message_declares()
    {
        var file = Hl7File.Parse("MSH#*!\\+#LAB\rPID#1##7*x***MR!8*y\r");
        var pid = file.Messages[0].First("PID")!;
        Assert.Equal(["7", "8"], pid.Repetitions(3).Select(id => id[1]));
        Assert.Equal("MR", pid.Field(3)[5]);
    }

    [Fact]
    public void MSH_fields_count_as_the_standard_counts_them()
    {
        var header = Hl7File.Parse("MSH|^~\\&|LABSYS|STALBAN|RCV|ED|202501201030||ORU^R01|M1|P|2.5.1").Messages[0].Header;
        Assert.Equal("LABSYS", header.Value(3));
        Assert.Equal("202501201030", header.Value(7));
        Assert.Equal("2.5.1", header.Value(12));
    }

    [Theory]
    [InlineData(@"a\T\b", "a&b")]
    [InlineData(@"5\S\3", "5^3")]
    [InlineData(@"\E\F\E\", @"\F\")]
    [InlineData(@"one\.br\two", "one\ntwo")]
    [InlineData(@"\X4F4B\", "OK")]
    [InlineData(@"50\ of\ 100", @"50\ of\ 100")]
    [InlineData(@"open \end", @"open \end")]
    public void Escapes_are_undone_and_unknown_ones_left_alone(string raw, string text) =>
        Assert.Equal(text, Hl7File.Parse($"MSH|^~\\&|\rNTE|1||{raw}").Segments[1].Value(3));

    [Fact]
    public void Two_double_quotes_mean_deleted()
    {
        var pid = Hl7File.Parse("MSH|^~\\&|\rPID|1||\"\"^^^H").Segments[1];
        Assert.Null(pid.Value(3));
    }

    [Fact]
    public void A_batch_is_split_into_its_messages()
    {
        var file = Hl7File.Parse("FHS|^~\\&|A\rBHS|^~\\&|A\rMSH|^~\\&|A\rPID|1\rMSH|^~\\&|A\rPID|2\rBTS|2\rFTS|1\r");
        Assert.Equal(2, file.Messages.Count);
        Assert.All(file.Messages, message => Assert.Equal(2, message.Segments.Count));
        Assert.Equal(6, file.Messages[1].Segments[1].Ordinal);
    }

    [Theory]
    [InlineData("20250120081500+0100", "2025-01-20")]
    [InlineData("202501", "2025-01")]
    [InlineData("2025", "2025")]
    [InlineData("2025-01-20", "2025-01-20")]
    [InlineData("20251340", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Dates_keep_their_precision(string? text, string? date) => Assert.Equal(date, Hl7Dates.Read(text)?.ToString());

    [Fact]
    public void Text_without_a_header_has_no_messages() => Assert.Empty(Hl7File.Parse("PID|1\rOBX|2").Messages);
}
