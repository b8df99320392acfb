using System.Globalization;
using MedLedger.Clinical.Reconciliation;

namespace MedLedger.Clinical.DecisionSupport.Scores;

/// <summary>Adds up a score of points and remembers what each rests on. Diagnoses that are not recorded are not known to be absent, so a sum of diagnoses is a lower bound.</summary>
internal sealed class Tally(PatientRecord record)
{
    private readonly List<ScoreInput> _inputs = [];
    private readonly List<string> _missing = [];

    public int Points { get; private set; }

    public IReadOnlyList<ScoreInput> Inputs => _inputs;

    public IReadOnlyList<string> Missing => _missing;

    public bool Has(string condition, int points, bool past = true)
    {
        var lines = Conditions.Of(record, condition, past);
        if (lines.Count > 0) Add(condition, points, lines);
        else if (Conditions.IsUnsure(record, condition)) _missing.Add($"{condition} (only an unsure reading)");
        return lines.Count > 0;
    }

    /// <summary>The first of the conditions that is recorded counts, once.</summary>
    public bool HasOneOf(int points, params string[] conditions) => conditions.Any(condition => Has(condition, points));

    public void Add(string name, int points, IReadOnlyList<RecordLine> lines)
    {
        Points += points;
        _inputs.Add(new(name, string.Create(CultureInfo.InvariantCulture, $"+{points}"), lines));
    }

    public void Miss(string what) => _missing.Add(what);

    public RiskScore AtLeast(string name, string definition) => new()
    {
        Name = name,
        Value = string.Create(CultureInfo.InvariantCulture, $"at least {Points}"),
        Inputs = _inputs,
        Missing = _missing,
        Definition = definition,
    };

    public RiskScore None(string name, string definition) => new() { Name = name, Inputs = _inputs, Missing = _missing, Definition = definition };
}
