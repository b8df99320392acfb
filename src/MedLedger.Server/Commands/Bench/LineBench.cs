using System.Diagnostics;
using MedLedger.Clinical.Evaluation;
using MedLedger.Clinical.Lines;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Server.Commands.Bench;

/// <summary>Single lines taken apart: medication directions, or laboratory values and vital signs.</summary>
internal static class LineBench
{
    public static BenchResult Run(string kind, string data)
    {
        var start = Stopwatch.StartNew();
        var analyzer = ClinicalTextAnalyzer.Create();
        var load = start.Elapsed.TotalSeconds;
        var gold = NlpFiles.Table(data, kind, AnswerTable.Read);
        var predicted = gold.Select(row => kind == "directions" ? Cells(analyzer.ReadDirection(row["text"])) : Cells(analyzer.ReadLab(row["text"]))).ToList();
        var score = LineScore.Of(kind, gold, predicted);
        var columns = LineScore.ColumnsOf(kind);
        return new(
            [
                new($"nlp.{kind}.name", score.Name, "%", score.Lines),
                new($"nlp.{kind}.all_fields", score.AllFields, "%", score.Lines),
                .. score.Fields.Select(field => new BenchFigure($"nlp.{kind}.field.{field.Field}", field.Share, "%", field.Scored)),
                .. NlpBench.Cost(load),
            ],
            [
                "id\t" + string.Join('\t', columns),
                .. gold.Zip(predicted).Select(pair => pair.First["id"] + "\t" + string.Join('\t', columns.Select(column => pair.Second[column]))),
            ]);
    }

    private static Dictionary<string, string> Cells(DirectionLine line) => new(StringComparer.Ordinal)
    {
        ["name"] = line.Name,
        ["strength"] = line.Strength ?? "",
        ["dose_value"] = line.DoseValue ?? "",
        ["dose_unit"] = line.DoseUnit ?? "",
        ["route"] = line.Route ?? "",
        ["per_day"] = line.PerDay ?? "",
        ["prn"] = line.AsNeeded ? "1" : "0",
        ["duration"] = line.Duration ?? "",
    };

    private static Dictionary<string, string> Cells(LabLine line) => new(StringComparer.Ordinal)
    {
        ["test"] = line.Test,
        ["comparator"] = line.Comparator ?? "",
        ["value"] = line.Value ?? "",
        ["unit"] = line.Unit ?? "",
        ["low"] = line.Low ?? "",
        ["high"] = line.High ?? "",
        ["flag"] = line.Flag ?? "",
    };
}
