using System.Text.Json;
using MedLedger.Interop.Bench;
using MedLedger.TestKit;

// A folder of the shape of the shared health data in, one JSON list of figures out.
if (args is not [var folder, var product, .. var only] || !Directory.Exists(folder) || !File.Exists(product))
{
    await Console.Error.WriteLineAsync("usage: MedLedger.Interop.Bench FOLDER PRODUCT [ccda|fhir|messages|mutants|refusals|doors]");
    return 2;
}

var figures = new List<Figure>();
(string Name, Func<Task<IReadOnlyList<Figure>>> Measure)[] measures =
[
    ("ccda", () => CcdaFigures.MeasureAsync(folder)), ("fhir", () => FhirFigures.MeasureAsync(folder)), ("messages", () => MessageFigures.MeasureAsync(folder)),
    ("mutants", () => MutantFigures.MeasureAsync(folder)), ("refusals", RefusalFigures.MeasureAsync), ("doors", () => DoorFigures.MeasureAsync(product)),
];
foreach (var (name, measure) in measures)
    if (only.Length == 0 || only.Contains(name)) figures.AddRange(await measure());
Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
return Soak.IsOn && figures.Exists(figure => figure is { Name: MutantFigures.Failures, Value: > 0 }) ? 1 : 0;
