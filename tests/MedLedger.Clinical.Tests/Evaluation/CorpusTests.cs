using MedLedger.Clinical.Evaluation;

namespace MedLedger.Clinical.Tests.Evaluation;

public class CorpusTests
{
    private const string Twice = "7|t|Ache and fever.\n7|a|No 😀 ache.\n7\t0\t4\tAche\tDisease\tX\n7\t20\t24\tache\tDisease\tX\n7\tCID\tA\tB\n\n8|t|Empty.\n8|a|\n";

    [Fact]
    public void A_PubTator_text_is_title_space_abstract()
    {
        var documents = PubTatorCorpus.Read(new StringReader(Twice));
        Assert.Equal(["7", "8"], documents.Select(document => document.Id));
        Assert.Equal("Ache and fever. No 😀 ache.", documents[0].Text);
        Assert.Equal([new(0, 4, "Disease"), new(20, 24, "Disease")], documents[0].Spans);
    }

    [Fact]
    public void A_document_that_stands_twice_is_read_once() =>
        Assert.Equal("Ache and fever. No 😀 ache.", PubTatorCorpus.Read(new StringReader(Twice + Twice))[0].Text);

    [Fact]
    public void Offsets_count_code_points()
    {
        var text = PubTatorCorpus.Read(new StringReader(Twice))[0].Text;
        var points = new CodePoints(text);
        Assert.Equal("No 😀 ache", text[points.ToUnit(16)..points.ToUnit(25)]);
        Assert.All(Enumerable.Range(0, 20), point => Assert.Equal(point, points.ToPoint(points.ToUnit(point))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind\n")]
    [InlineData("9\t0\t4\tAche\tDisease\tX\n")]
    public void Another_format_is_refused(string text) => Assert.Throws<InvalidDataException>(() => PubTatorCorpus.Read(new StringReader(text)));

    [Fact]
    public void A_mention_in_parts_is_its_hull()
    {
        var document = BratDocument.Read("1", "pain, left and right", new StringReader("T1\tSign_symptom 0 4;15 20\tpain right\nE1\tSign_symptom:T1\nR1\tMODIFY Arg1:E1 Arg2:E1\n"));
        Assert.Equal([new(0, 20, "Sign_symptom")], document.Spans);
    }

    [Fact]
    public void A_score_counts_exact_spans_and_types_once()
    {
        AnnotatedDocument Document(params AnnotatedSpan[] spans) => new("1", "", spans);
        var (all, byType) = SpanScore.Of([Document(new(0, 4, "A"), new(5, 9, "B"), new(0, 4, "A"))], [Document(new(0, 4, "A"), new(5, 8, "B"), new(5, 9, "A"))]);
        Assert.Equal((1, 2, 3), (all.Hits, all.Gold, all.Predicted));
        Assert.Equal(40, all.F1, 1e-9);
        Assert.Equal(["A", "B"], byType.Select(type => type.Type));
    }
}
