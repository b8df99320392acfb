using System.Globalization;
using MedLedger.Clinical.DecisionSupport.Scores;
using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Medicines against the kidneys' filtration rate: only when it is sure and not older than <see cref="KidneyFunction.Fresh"/>.</summary>
internal sealed class KidneyCheck
{
    private readonly DrugLimits _file = RuleFile.Read<DrugLimits>("kidneys.json");
    private readonly List<(IReadOnlySet<string> Drugs, decimal Below, bool OrAt, string Text)> _limits;

    public KidneyCheck(DrugKnowledge drugs) => _limits = [.. _file.Limits.Select(limit => (drugs.Side(limit.Drugs), limit.Below, limit.OrAt, limit.Text))];

    public RuleSource Source => _file.Set;

    public bool Concerns(TakenDrug drug) => _limits.Any(limit => drug.Ingredients.Any(limit.Drugs.Contains));

    public IEnumerable<SafetyAlert> Of(IReadOnlyList<TakenDrug> taken, KidneyFunction.Rate rate)
    {
        foreach (var drug in taken.Where(drug => !drug.IsLocal))
        {
            // The lowest limit that is undercut says most.
            var limit = _limits.Where(limit => (rate.Value < limit.Below || (limit.OrAt && rate.Value == limit.Below)) && drug.Ingredients.Any(limit.Drugs.Contains)).OrderBy(limit => limit.Below).Select(limit => ((decimal Below, string Text)?)(limit.Below, limit.Text)).FirstOrDefault();
            if (limit is not { } undercut) continue;
            yield return new()
            {
                Kind = AlertKind.Kidneys,
                Tier = AlertTier.Warning,
                Title = string.Create(CultureInfo.InvariantCulture, $"{drug.Name} / eGFR {rate.Value:0}"),
                Because = $"{undercut.Text} mL/min; eGFR {rate.Because}",
                Rule = string.Create(CultureInfo.InvariantCulture, $"kidneys-below-{undercut.Below:0}"),
                Source = _file.Set,
                Lines = [drug.Line, rate.Line],
            };
        }
    }

    private sealed record DrugLimits(RuleSource Set, IReadOnlyList<Limit> Limits);

    /// <param name="Drugs">Ingredients and classes.</param>
    /// <param name="Below">The rate in mL/min.</param>
    /// <param name="Text">What the label says.</param>
    /// <param name="OrAt">Whether the label counts the limit itself.</param>
    private sealed record Limit(IReadOnlyList<string> Drugs, decimal Below, string Text, bool OrAt = false);
}
