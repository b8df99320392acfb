namespace MedLedger.Server.Commands.Bench;

/// <summary>One figure under the name that scripts know it by (docs/commands.md); <paramref name="N"/> is what it was counted over.</summary>
internal sealed record BenchFigure(string Name, double Value, string Unit, int N, string? Note = null);

internal sealed record BenchResult(IReadOnlyList<BenchFigure> Figures, IReadOnlyList<string> Predictions);
