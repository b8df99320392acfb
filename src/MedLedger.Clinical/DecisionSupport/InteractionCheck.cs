using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>Pairs of medicines against the published lists. The graver rule of a pair speaks; a pair that must never interrupt is at most a note.</summary>
internal sealed class InteractionCheck
{
    private readonly DrugKnowledge _drugs;
    private readonly RuleSource _va;
    private readonly List<(string Id, RuleSource Source, AlertTier Tier, IReadOnlySet<string> A, IReadOnlySet<string> B, string Effect)> _rules;
    private readonly List<(IReadOnlySet<string> A, IReadOnlySet<string> B)> _quiet;
    private readonly List<(string Class, IReadOnlySet<string> Members)> _duplicates;

    public InteractionCheck(DrugKnowledge drugs)
    {
        _drugs = drugs;
        var file = RuleFile.Read<InteractionFile>("interactions.json");
        _va = file.Sets["va"];
        Sources = [.. file.Sets.Values];
        _rules = [.. file.Rules.Select(rule => (rule.Id, file.Sets[rule.Set], Enum.Parse<AlertTier>(rule.Tier, ignoreCase: true), drugs.Side(rule.A), drugs.Side(rule.B), rule.Effect))];
        _quiet = [.. file.NeverInterrupt.Select(pair => (drugs.Side(pair[0]), drugs.Side(pair[1])))];
        _duplicates = [.. file.Duplicates.Select(name => (name, drugs.Side([name])))];
    }

    public IReadOnlyList<RuleSource> Sources { get; }

    public IEnumerable<SafetyAlert> Of(IReadOnlyList<TakenDrug> taken)
    {
        for (var i = 0; i < taken.Count; i++)
            for (var j = i + 1; j < taken.Count; j++)
            {
                if (taken[i].IsLocal || taken[j].IsLocal) continue;
                if (Pair(taken[i], taken[j]) is { } alert) yield return alert;
                if (Duplicate(taken[i], taken[j]) is { } duplicate) yield return duplicate;
            }
    }

    /// <summary>The graver rule for two ingredients, or null.</summary>
    internal (string Id, RuleSource Source, AlertTier Tier, string Effect)? Judge(string a, string b)
    {
        if (a == b) return null;
        (string Id, RuleSource Source, AlertTier Tier, string Effect)? best = null;
        foreach (var rule in _rules)
            if (Covers(rule.A, rule.B, a, b) && (best is null || rule.Tier < best.Value.Tier)) best = (rule.Id, rule.Source, rule.Tier, rule.Effect);
        if (best is null && _drugs.Graded.TryGetValue(DrugKnowledge.Key(a, b), out var critical))
            best = ("va-pair", _va, critical ? AlertTier.Warning : AlertTier.Note, critical ? "listed as critical" : "listed as significant");
        return best is { } found && found.Tier != AlertTier.Note && _quiet.Any(pair => Covers(pair.A, pair.B, a, b)) ? (found.Id, found.Source, AlertTier.Note, found.Effect) : best;
    }

    private static bool Covers(IReadOnlySet<string> left, IReadOnlySet<string> right, string a, string b) =>
        (left.Contains(a) && right.Contains(b)) || (left.Contains(b) && right.Contains(a));

    private SafetyAlert? Pair(TakenDrug one, TakenDrug other)
    {
        var found = one.Ingredients.SelectMany(a => other.Ingredients.Select(b => Judge(a, b))).OfType<(string Id, RuleSource Source, AlertTier Tier, string Effect)>().OrderBy(rule => rule.Tier).ToList();
        return found.Count == 0 ? null : new()
        {
            Kind = AlertKind.Interaction,
            Tier = found[0].Tier,
            Title = $"{one.Name} + {other.Name}",
            Because = found[0].Effect,
            Rule = found[0].Id,
            Source = found[0].Source,
            Lines = [one.Line, other.Line],
        };
    }

    private SafetyAlert? Duplicate(TakenDrug one, TakenDrug other)
    {
        // The same ingredient in two lines is for the reconciliation to settle; two of a class is what no list shows.
        if (one.Ingredients.Overlaps(other.Ingredients)) return null;
        foreach (var (name, members) in _duplicates)
            if (one.Ingredients.Any(members.Contains) && other.Ingredients.Any(members.Contains))
                return new()
                {
                    Kind = AlertKind.Duplicate,
                    Tier = AlertTier.Warning,
                    Title = $"{one.Name} + {other.Name}",
                    Because = $"two of one class: {name}",
                    Rule = $"duplicate-{name.Replace(' ', '-')}",
                    Source = Sources[1],
                    Lines = [one.Line, other.Line],
                };
        return null;
    }

    internal sealed record InteractionFile(Dictionary<string, RuleSource> Sets, IReadOnlyList<InteractionRule> Rules, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> NeverInterrupt, IReadOnlyList<string> Duplicates);

    internal sealed record InteractionRule(string Id, string Set, string Tier, IReadOnlyList<string> A, IReadOnlyList<string> B, string Effect);
}
