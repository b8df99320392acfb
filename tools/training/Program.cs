using System.Diagnostics;
using System.Globalization;
using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Tagging;
using MedLedger.Tools.Training;

float F(string name, float d) { var i = Array.IndexOf(args, "--" + name); return i >= 0 ? float.Parse(args[i + 1], CultureInfo.InvariantCulture) : d; }
var shared = "/work/shared";
var nlp = shared + "/data/nlp";
var clock = Stopwatch.StartNew();
void Say(string line) => Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F0} {line}");
var vocabulary = VocabularyBuilder.Build(shared + "/data/terminology", []);
var words = new WordMemory(vocabulary);
var o = new TrainingOptions((int)F("epochs", 12), F("rate", 0.1f), F("decay", 0.5f), F("dropout", 0.1f), (int)F("least", 2));
var fold = (int)F("fold", 0);
var reports = Corpora.CaseReports(nlp);
var corpora = new List<TrainingCorpus>();
if (args[0].Contains('b')) corpora.Add(TrainingCorpus.Of("bc5cdr", ["Chemical", "Disease"], Corpora.Chemicals(nlp, "train"), Corpora.Chemicals(nlp, "dev"), vocabulary, words));
if (args[0].Contains('n')) corpora.Add(TrainingCorpus.Of("ncbi", ["Disease"], Corpora.Diseases(nlp, "train"), Corpora.Diseases(nlp, "dev"), vocabulary, words));
if (args[0].Contains('m')) corpora.Add(TrainingCorpus.Of("maccrobat", Corpora.CaseReportTypes, reports.Where((_, i) => i % 5 != fold), reports.Where((_, i) => i % 5 == fold), vocabulary, words));
var stack = new Stack(corpora, o, o);
stack.FitFirst(Say);
for (var m = 0; m < corpora.Count; m++) Report(stack.First[m], corpora[m], stack.BaseKeys, "1");
for (var m = 0; m < corpora.Count; m++) { stack.FitSecond(m, Say); Report(stack.Second[m], corpora[m], stack.AllKeys, "2"); }
void Report(ChainModel model, TrainingCorpus corpus, Func<LabelledText, uint[][]> keys, string level)
{
    foreach (var bias in (float[])[0, 0.3f, 0.6f, 1f])
    {
        var a = model.Score(corpus.Test, keys, bias, out var by);
        Say($"{corpus.Name} {level} bias {bias} P {a.Precision:F2} R {a.Recall:F2} F {a.F1:F2}  {by}");
    }
}
