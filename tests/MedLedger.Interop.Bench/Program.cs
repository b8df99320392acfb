using System.Text.Json;
using MedLedger.Interop.Bench;

// A folder of the shape of the shared health data in, one JSON list of figures out.
if (args is not [var folder] || !Directory.Exists(folder))
{
    await Console.Error.WriteLineAsync("usage: MedLedger.Interop.Bench FOLDER");
    return 2;
}

var figures = new List<Figure>();
foreach (var measure in (Func<string, Task<IReadOnlyList<Figure>>>[])[CcdaFigures.MeasureAsync, FhirFigures.MeasureAsync, MessageFigures.MeasureAsync, MutantFigures.MeasureAsync])
    figures.AddRange(await measure(folder));
Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
return 0;
