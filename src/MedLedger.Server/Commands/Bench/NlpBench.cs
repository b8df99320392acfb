using System.Diagnostics;
using System.Globalization;
using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Server.Commands.Bench;

/// <summary>Quality and speed of understanding on one corpus. The scores are those of the corpora's scorers: exact span and type, micro F1.</summary>
internal static class NlpBench
{
    private const double Megabyte = 1024 * 1024;

    public static readonly string[] Corpora = ["bc5cdr", "ncbi", "maccrobat", "negex", "directions", "labs"];

    public static Task<BenchResult> RunAsync(string corpus, string data, CancellationToken cancellationToken) => Task.Run(
        () => corpus switch
        {
            "negex" => Negation(data),
            "directions" or "labs" => LineBench.Run(corpus, data),
            _ => Mentions(corpus, data, cancellationToken),
        },
        cancellationToken);

    private static BenchResult Mentions(string corpus, string data, CancellationToken cancellationToken)
    {
        var start = Stopwatch.StartNew();
        var analyzer = ClinicalTextAnalyzer.CreateWithModels();
        var tagger = TextTagger.Load();
        var load = start.Elapsed.TotalSeconds;
        var gold = corpus == "maccrobat" ? NlpFiles.Brat(data) : NlpFiles.PubTator(data);
        var known = tagger.TypesOf(corpus).ToHashSet(StringComparer.Ordinal);
        // NCBI's four kinds of mention are one type here, as its own scorers have it.
        gold = [.. gold.Select(document => document with
        {
            Spans = [.. document.Spans.Select(span => corpus == "ncbi" ? span with { Type = "Disease" } : span).Where(span => known.Contains(span.Type))],
        })];
        var predicted = gold.Select(document => Predict(tagger, corpus, document)).ToList();
        // The second pass is the one that counts: the first pays for compiling.
        var tagging = ProcessorTime(() => gold.ToList().ForEach(document => tagger.Tag(document.Text, corpus)));
        cancellationToken.ThrowIfCancellationRequested();
        var some = gold.Take(200).ToList();
        some.ForEach(document => analyzer.Analyze(new ClinicalText(document.Text)));
        var everything = ProcessorTime(() => some.ForEach(document => analyzer.Analyze(new ClinicalText(document.Text))));
        var (all, byType) = SpanScore.Of(gold, predicted);
        var figures = new List<BenchFigure>
        {
            new($"nlp.{corpus}.f1", all.F1, "%", all.Gold, $"precision {all.Precision:0.00}, recall {all.Recall:0.00}, {gold.Count} documents"),
        };
        figures.AddRange(byType.Select(type => new BenchFigure($"nlp.{corpus}.{type.Type.ToLowerInvariant()}.f1", type.Score.F1, "%", type.Score.Gold, $"precision {type.Score.Precision:0.00}, recall {type.Score.Recall:0.00}")));
        figures.Add(new("nlp.abstracts_per_second", gold.Count / tagging, "1/s", gold.Count, "this corpus' tagger, per second of processor time"));
        figures.Add(new("nlp.analyses_per_second", some.Count / everything, "1/s", some.Count, "the whole analyzer, per second of processor time"));
        figures.AddRange(Cost(load));
        return new(figures, [.. predicted.SelectMany(document => document.Spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{document.Id}\t{span.Start}\t{span.End}\t{span.Type}")))]);
    }

    // What other programs do on the machine does not count: the figure is per core.
    private static double ProcessorTime(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Math.Max(1e-9, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static AnnotatedDocument Predict(TextTagger tagger, string corpus, AnnotatedDocument document)
    {
        var points = new CodePoints(document.Text);
        return document with { Spans = [.. tagger.Tag(document.Text, corpus).Select(mention => new AnnotatedSpan(points.ToPoint(mention.Start), points.ToPoint(mention.End), mention.Type))] };
    }

    private static BenchResult Negation(string data)
    {
        var start = Stopwatch.StartNew();
        var analyzer = ClinicalTextAnalyzer.Create();
        var load = start.Elapsed.TotalSeconds;
        var gold = NlpFiles.Table(data, "negex", AssertionSentence.Read);
        var predicted = gold.Select(row => Answer(row, analyzer.Qualify(row.Sentence, row.Condition) ?? Assertion.Plain)).ToList();
        var score = AssertionScore.Of(gold, predicted);
        return new(
            [
                new("nlp.negation.f1", score.NegatedF1, "%", score.Sentences, "the negated class"),
                new("nlp.negation.accuracy", score.Accuracy, "%", score.Sentences),
                new("nlp.temporality.accuracy", score.TemporalityAccuracy, "%", score.Sentences),
                new("nlp.experiencer.accuracy", score.ExperiencerAccuracy, "%", score.Sentences),
                .. Cost(load),
            ],
            [.. predicted.Select(row => $"{row.Line}\t{row.Negation}\t{row.Temporality}\t{row.Experiencer}")]);
    }

    private static AssertionSentence Answer(AssertionSentence row, Assertion assertion) => row with
    {
        Negation = assertion.Negated ? "Negated" : "Affirmed",
        Temporality = assertion.Likelihood == Likelihood.Hypothetical || assertion.Temporality == Temporality.Planned ? "Not particular" : assertion.Temporality == Temporality.Historical ? "Historical" : "Recent",
        Experiencer = assertion.Experiencer == Experiencer.Patient ? "Patient" : "Other",
    };

    internal static IEnumerable<BenchFigure> Cost(double load)
    {
        yield return new("nlp.load_seconds", load, "s", 1, "lexicon, rules and weights");
        using var process = Process.GetCurrentProcess();
        yield return new("nlp.peak_mb", process.PeakWorkingSet64 / Megabyte, "MB", 1);
    }
}
