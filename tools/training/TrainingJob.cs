using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;

namespace MedLedger.Tools.Training;

/// <summary>Trains all models, on the training parts to be judged on the development parts, or on both to be shipped. The same data gives the same bytes.</summary>
internal sealed class TrainingJob
{
    /// <summary>Weights are written as multiples of this.</summary>
    private const float Step = 0.016f;

    private const int Folds = 10;

    private const int Reports = 2;

    private static readonly TrainingOptions Options = new(Epochs: 12, Rate: 0.1f, Decay: 0.5f, Dropout: 0.3f, LeastUses: 2);

    // Least and Repeats were chosen on the development parts and by cross-validation.
    private static readonly TrainingCorpus[] Models =
    [
        new("bc5cdr", 2, 0.45f, 0.2f, new(["Chemical", "Disease"]), [], []),
        new("ncbi", 2, 0.45f, 0.4f, new(["Disease"]), [], []),
        new("maccrobat", 2, 0.3f, 1, new(Corpora.CaseReportTypes), [], []),
    ];

    private readonly Action<string> _say;
    private readonly Vocabulary _vocabulary;
    private readonly IReadOnlyList<TrainingCorpus> _corpora;
    private readonly Stack _stack;

    public TrainingJob(string shared, bool withDevelopment, Action<string> say)
    {
        _say = say;
        var nlp = Path.Combine(shared, "data", "nlp");
        var (chemicals, chemicalsApart) = Split(Corpora.Chemicals(nlp, "train"), Corpora.Chemicals(nlp, "dev"));
        var (diseases, diseasesApart) = Split(Corpora.Diseases(nlp, "train"), Corpora.Diseases(nlp, "dev"));
        var reports = Corpora.CaseReports(nlp);
        var classes = WordClasses.Of([.. chemicals.Concat(diseases).Concat(reports).Select(document => document.Text), .. Corpora.Notes(nlp)]);
        _vocabulary = VocabularyBuilder.Build(Path.Combine(shared, "data", "terminology"), classes);
        say($"vocabulary and {classes.Count} words in classes");
        var words = new WordMemory(_vocabulary);
        _corpora = [Models[0].With(chemicals, chemicalsApart, _vocabulary, words), Models[1].With(diseases, diseasesApart, _vocabulary, words), Models[Reports].With(reports, [], _vocabulary, words)];
        _stack = new(_corpora, Options);

        (IReadOnlyList<AnnotatedDocument>, IReadOnlyList<AnnotatedDocument>) Split(IReadOnlyList<AnnotatedDocument> train, IReadOnlyList<AnnotatedDocument> apart) =>
            withDevelopment ? ([.. train, .. apart], []) : (train, apart);
    }

    public void Train()
    {
        _stack.FitFirst(_say);
        for (var model = 0; model < _corpora.Count; model++) _stack.FitSecond(model, _say);
    }

    /// <summary>Judges the models of abstracts on the development parts, and the one of case reports by cross-validation: there is no part apart.</summary>
    public void Evaluate()
    {
        _stack.FitFirst(_say);
        for (var model = 0; model < Reports; model++)
        {
            _stack.FitSecond(model, _say);
            Report(_corpora[model], _corpora[model].Test.Select(text => (text, _stack.Second[model])));
        }

        var reports = _corpora[Reports];
        var readers = new List<(LabelledText, ChainModel)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var fitted = _stack.FitSecond(Reports, [.. reports.Train.Where((_, at) => at % Folds != fold)]);
            readers.AddRange(reports.Train.Where((_, at) => at % Folds == fold).Select(text => (text, fitted)));
            _say($"{reports.Name}: fold {fold + 1} of {Folds}");
        }

        Report(reports, readers);
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        var models = _corpora.Select((corpus, at) => new FittedModel(corpus.Name, corpus.Repeats, corpus.Least, _stack.IsSeen(at) ? new(_stack.First[at], Stack.FirstEagerness) : null, new(_stack.Second[at], 0))).ToList();
        WeightsWriter.Write(file, _vocabulary, [models[..Reports], models[Reports..]], Step);
        _say($"{path}: {file.Position} bytes");
    }

    private void Report(TrainingCorpus corpus, IEnumerable<(LabelledText Text, ChainModel Model)> readers)
    {
        var all = readers.Select(reader => (reader.Text, reader.Model, Keys: _stack.AllKeys(reader.Text, corpus.Sees))).ToList();
        foreach (var least in (float[])[0.25f, 0.3f, 0.35f, 0.4f, 0.45f, 0.5f])
        {
            var told = all.Select(reader => reader.Text.With(RepeatedNames.Add(reader.Text.Tokens, [.. reader.Model.Tell(reader.Text, reader.Keys, least)], corpus.Repeats), corpus.Tags));
            var (score, types) = SpanScore.Of(all.Select(reader => reader.Text.Document), told);
            _say($"{corpus.Name}, at least {least:F2}{(least == corpus.Least ? " (shipped)" : "")}: precision {score.Precision:F2}, recall {score.Recall:F2}, F1 {score.F1:F2} ({string.Join(", ", types.Select(type => $"{type.Type} {type.Score.F1:F1}"))})");
        }
    }
}
