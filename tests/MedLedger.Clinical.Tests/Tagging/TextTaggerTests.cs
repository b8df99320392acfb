using System.IO.Compression;
using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;
using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Tagging;

public class TextTaggerTests
{
    private static readonly TextTagger Tagger = TextTagger.Load();

    [Fact]
    public void A_chemical_and_the_disease_it_causes_are_found()
    {
        const string text = "Hepatotoxicity was seen in two patients after amiodarone. Both had atrial fibrillation.";
        var found = Tagger.Tag(text, "bc5cdr").Select(mention => (text[mention.Start..mention.End], mention.Type)).ToList();
        Assert.Contains(("amiodarone", "Chemical"), found);
        Assert.Contains(("Hepatotoxicity", "Disease"), found);
        Assert.Contains(("atrial fibrillation", "Disease"), found);
    }

    [Fact]
    public void A_case_report_is_taken_apart()
    {
        const string text = "A 54-year-old woman presented with fever and severe headache. She was given ceftriaxone 2 g intravenously.";
        var found = Tagger.Tag(text, "maccrobat").Select(mention => (text[mention.Start..mention.End], mention.Type)).ToList();
        Assert.Contains(("54-year-old", "Age"), found);
        Assert.Contains(("woman", "Sex"), found);
        Assert.Contains(("fever", "Sign_symptom"), found);
        Assert.Contains(("ceftriaxone", "Medication"), found);
    }

    [Fact]
    public void The_same_text_gives_the_same_mentions_in_any_order_and_on_any_thread()
    {
        string[] texts = ["Cough and fever after lisinopril.", "Marfan syndrome (MFS) is inherited; MFS affects the aorta.", "Ibuprofen 400 mg for back pain."];
        var first = texts.Select(text => Tagger.Tag(text, "bc5cdr", "ncbi", "maccrobat")).ToList();
        Parallel.For(0, 24, i => Assert.Equal(first[i % 3], Tagger.Tag(texts[i % 3], "bc5cdr", "ncbi", "maccrobat")));
    }

    [Fact]
    public void Mentions_stay_inside_the_text_and_do_not_overlap()
    {
        foreach (var text in new[] { "", " ", "\0\0", "((((", "😀 fever \ud800", "חום 38.5 fever", string.Concat(Enumerable.Repeat("aspirin 81 mg daily, ", 3000)) })
            foreach (var model in Tagger.Models)
            {
                var end = 0;
                foreach (var mention in Tagger.Tag(text, model))
                {
                    Assert.InRange(mention.Start, end, text.Length);
                    Assert.InRange(mention.End, mention.Start + 1, text.Length);
                    Assert.InRange(mention.Confidence, 0, 1.0001f);
                    end = mention.End;
                }
            }
    }

    // The shipped weights have learned from these parts, too: this guards the code that reads them, not what they would do elsewhere.
    [SharedFact]
    public void The_shipped_weights_still_read_the_development_parts()
    {
        AssertFloor("bc5cdr", SharedData.Path("data", "nlp", "bc5cdr", "dev.pubtator.txt.gz"), 92);
        AssertFloor("ncbi", SharedData.Path("data", "nlp", "ncbi_disease", "dev.pubtator.txt.gz"), 92);
    }

    private static void AssertFloor(string model, string path, double floor)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var gold = PubTatorCorpus.Read(reader).Select(document => document with { Spans = [.. document.Spans.Select(span => model == "ncbi" ? span with { Type = "Disease" } : span)] }).ToList();
        var found = gold.Select(document => document with { Spans = [.. Tagger.Tag(document.Text, model).Select(mention => new AnnotatedSpan(mention.Start, mention.End, mention.Type))] });
        var score = SpanScore.Of(gold, found).All;
        Assert.True(score.F1 >= floor, $"{model}: F1 {score.F1:F2}");
    }
}
