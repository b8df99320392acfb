using System.Globalization;

namespace MedLedger.Clinical.Evaluation;

/// <summary>How many medication directions or laboratory lines were taken apart rightly: the name, all fields, each field; in percent. In gold, "|" stands between answers that are equally right.</summary>
public sealed record LineScore(int Lines, double Name, double AllFields, IReadOnlyList<(string Field, double Share, int Scored)> Fields)
{
    private static readonly string[] OpenFields = ["name", "route", "prn"];

    /// <summary>The fields of a kind of line, as they are scored.</summary>
    public static IReadOnlyList<string> FieldsOf(string kind) =>
        kind == "directions" ? ["name", "strength", "dose", "route", "per_day", "prn", "duration"] : ["test", "comparator", "value", "unit", "low", "high", "flag"];

    /// <summary>The columns that a prediction carries.</summary>
    public static IReadOnlyList<string> ColumnsOf(string kind) =>
        kind == "directions" ? ["name", "strength", "dose_value", "dose_unit", "route", "per_day", "prn", "duration"] : FieldsOf(kind);

    public static LineScore Of(string kind, IReadOnlyList<IReadOnlyDictionary<string, string>> gold, IReadOnlyList<IReadOnlyDictionary<string, string>> predicted)
    {
        ArgumentNullException.ThrowIfNull(gold);
        var fields = FieldsOf(kind);
        var counts = fields.ToDictionary(field => field, _ => (Right: 0, Scored: 0));
        var whole = 0;
        foreach (var (wanted, row) in gold.Zip(predicted))
        {
            var wrong = 0;
            // Of tapers and sliding scales only the drug, its route and "as needed" are asked.
            var open = wanted.GetValueOrDefault("note", "").Split(' ').Any(note => note is "taper" or "sliding-scale");
            foreach (var field in fields.Where(field => !open || OpenFields.Contains(field)))
            {
                var right = Right(field, wanted, row);
                if (!right) wrong++;
                counts[field] = (counts[field].Right + (right ? 1 : 0), counts[field].Scored + 1);
            }

            if (wrong == 0) whole++;
        }

        return new(gold.Count, Share(counts[fields[0]]), Share((whole, gold.Count)), [.. fields.Select(field => (field, Share(counts[field]), counts[field].Scored))]);
    }

    private static double Share((int Right, int Scored) count) => count.Scored == 0 ? 0 : 100.0 * count.Right / count.Scored;

    private static string[] Options(IReadOnlyDictionary<string, string> row, string field) => [.. row.GetValueOrDefault(field, "").Split('|').Select(option => option.Trim())];

    private static bool Right(string field, IReadOnlyDictionary<string, string> gold, IReadOnlyDictionary<string, string> row)
    {
        if (field == "dose") return DoseRight(gold, row);
        var value = Options(row, field)[0];
        var wanted = Options(gold, field);
        return field switch
        {
            "name" or "test" => wanted.Any(option => FieldValues.SameName(option, value)),
            "strength" => wanted.Any(option => SameStrength(option, value))
                || (wanted.Contains("") && Doses(gold).Any(dose => FieldValues.Milligrams.ContainsKey(FieldValues.Unit(dose.Unit)) && SameStrength($"{dose.Value} {dose.Unit}", value))),
            "route" => wanted.Any(option => FieldValues.Fold(option) == FieldValues.Fold(value)),
            "prn" => wanted.Any(option => (option.Length == 0 ? "0" : option) == (value.Length == 0 ? "0" : value)),
            "duration" => wanted.Any(option => option == value || (FieldValues.InDays(option) is { } days && days.Equals(FieldValues.InDays(value)))),
            "unit" => wanted.Any(option => FieldValues.Unit(option) == FieldValues.Unit(value)),
            "flag" => wanted.Any(option => FieldValues.Flag(option) == FieldValues.Flag(value)),
            "comparator" => wanted.Contains(value.Replace("≤", "<=", StringComparison.Ordinal).Replace("≥", ">=", StringComparison.Ordinal)),
            _ => wanted.Any(option => option == value || (option.Length > 0 && value.Length > 0 && FieldValues.SameNumber(option, value, field switch { "per_day" => 0.02, "value" => 1e-6, _ => 0.005 }))),
        };
    }

    private static bool SameStrength(string gold, string predicted)
    {
        if (FieldValues.Strength(gold) is not { } one) return FieldValues.Strength(predicted) is null;
        if (FieldValues.Strength(predicted) is not { } other) return false;
        // A combination's unit may be left out.
        if (other.Unit.Length == 0 && one.Values.Length > 1)
            return FieldValues.Strength(gold[..(gold.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '/', ',']) + 1)]) is { } bare && bare.Values.SequenceEqual(other.Values);
        return one.Unit == other.Unit && FieldValues.SameValues(one.Values, other.Values, 0.005, 0);
    }

    private static List<(string Value, string Unit)> Doses(IReadOnlyDictionary<string, string> gold)
    {
        var (values, units) = (Options(gold, "dose_value"), Options(gold, "dose_unit"));
        return values.Length == units.Length ? [.. values.Zip(units)] : [.. values.SelectMany(value => units.Select(unit => (value, unit)))];
    }

    // As stated, or the same mass by way of the strength: 2 tablets of 500 mg are 1000 mg.
    private static bool DoseRight(IReadOnlyDictionary<string, string> gold, IReadOnlyDictionary<string, string> row)
    {
        var (value, unit) = (Options(row, "dose_value")[0], Options(row, "dose_unit")[0]);
        foreach (var (want, wantUnit) in Doses(gold))
        {
            if (want.Length == 0 || value.Length == 0)
            {
                if (want == value) return true;
                continue;
            }

            if (SameAmount(want, wantUnit, value, unit)) return true;
            foreach (var strength in Options(gold, "strength"))
                if (FieldValues.Strength(strength) is { Values.Length: 1, Unit: "mg" } each && (ByCount(want, wantUnit, value, unit, each.Values[0]) || ByCount(value, unit, want, wantUnit, each.Values[0]))) return true;
        }

        return false;
    }

    private static bool ByCount(string count, string countUnit, string mass, string massUnit, double each) =>
        FieldValues.Counted.Contains(FieldValues.Unit(countUnit)) && FieldValues.Milligrams.ContainsKey(FieldValues.Unit(massUnit))
        && FieldValues.Numbers(count) is { } numbers && SameAmount(Scaled(numbers, each), "mg", mass, massUnit);

    private static bool SameAmount(string one, string oneUnit, string other, string otherUnit)
    {
        var (unit, otherOne) = (FieldValues.Unit(oneUnit), FieldValues.Unit(otherUnit));
        if (unit == otherOne) return FieldValues.SameNumber(one, other, 0.005);
        return FieldValues.Milligrams.TryGetValue(unit, out var factor) && FieldValues.Milligrams.TryGetValue(otherOne, out var otherFactor)
            && FieldValues.Numbers(one) is { } numbers && FieldValues.Numbers(other) is { } others && FieldValues.SameNumber(Scaled(numbers, factor), Scaled(others, otherFactor), 0.005);
    }

    private static string Scaled((string Sign, double[] Values) numbers, double factor) =>
        string.Join(numbers.Sign, numbers.Values.Select(value => (value * factor).ToString("F9", CultureInfo.InvariantCulture)));
}
