using System.Globalization;
using MedLedger.Clinical.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations;

/// <summary>Collects the parts of one direction and decides what is the dose, what the strength, and what can not be told.</summary>
internal sealed class DirectionDraft
{
    private readonly List<Part> _masses = [];
    private readonly List<Part> _counts = [];
    private readonly List<(int First, string Text)> _strengths = [];
    private readonly List<(decimal Times, int First, int End)> _frequencies = [];
    private readonly List<int> _forms = [];
    private List<decimal>? _schedule;

    public string? Route { get; set; }

    public string? Form { get; set; }

    public string? Duration { get; set; }

    public int? DurationDays { get; set; }

    public bool AsNeeded { get; set; }

    public bool SlidingScale { get; set; }

    public bool AsDirected { get; set; }

    public bool OpenInterval { get; set; }

    /// <summary>An amount and how often: nothing more is needed.</summary>
    public bool Complete => _frequencies.Count > 0 && (_masses.Count > 0 || _counts.Count > 0);

    /// <summary>The token behind the drug's name.</summary>
    public int From { get; init; }

    public bool HasFrequency => _frequencies.Count > 0;

    public int First { get; private set; } = -1;

    public int End { get; private set; }

    public void Saw(int first, int end)
    {
        if (First < 0) First = first;
        End = Math.Max(End, end);
    }

    public void FormAt(int at) => _forms.Add(at);

    public void AddMass(int at, int end, decimal value, decimal? upper, string unit, bool replaces)
    {
        if (replaces) _masses.Clear();
        _masses.Add(new(at, end, value, upper, unit));
        Saw(at, end);
    }

    public void AddCount(int at, int end, decimal value, decimal? upper, string form, bool replaces)
    {
        if (replaces) _counts.Clear();
        _counts.Add(new(at, end, value, upper, form));
        Saw(at, end);
    }

    public void AddStrength(int at, int end, string text)
    {
        _strengths.Add((at, text));
        Saw(at, end);
    }

    public void AddFrequency(decimal times, int at, int end, bool replaces)
    {
        if (replaces) _frequencies.Clear();
        _frequencies.Add((times, at, end));
        Saw(at, end);
    }

    public void AddSchedule(int at, int end, List<decimal> counts)
    {
        _schedule = counts;
        _frequencies.Add((counts.Count(count => count > 0), at, end));
        Saw(at, end);
    }

    public static decimal Fraction(string text)
    {
        var parts = text.Split('/');
        var value = decimal.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 1 ? value : decimal.Round(value / decimal.Parse(parts[1], CultureInfo.InvariantCulture), 6);
    }

    public Direction ToDirection(string words, Func<(int First, int End), string> quote)
    {
        string? doubt = null;
        var strength = _strengths.Count > 0 ? _strengths[0].Text : null;
        Quantity? dose = null;
        decimal? times = _frequencies.Count > 0 ? _frequencies[0].Times : null;
        var split = Split();
        if (split is { } parts)
        {
            times = parts.Count;
            if (parts.Select(part => (part.Value, part.Unit)).Distinct().Count() == 1) dose = ToQuantity(parts[0]);
            else doubt = "different doses in a day";
        }
        else if (_schedule is { } schedule)
        {
            var given = schedule.Where(count => count > 0).Distinct().ToList();
            if (_masses.Count > 0) strength ??= Text(_masses[0]);
            if (given.Count > 1) doubt = "different doses in a day";
            // One unit of the product is its strength; more are counted, never multiplied.
            else if (given[0] == 1 && _masses.Count == 1) dose = ToQuantity(_masses[0]);
            else dose = new(given[0], Form is null or "inhaler" ? "tablet" : Form);
        }
        else if (_counts.Count > 0)
        {
            var count = _counts[0];
            if (_masses.Count > 0) strength ??= Text(_masses[0]);
            if (_counts.Select(other => (other.Value, other.Unit)).Distinct().Count() > 1) doubt = "more than one amount is written";
            else if (count.Upper is not null) dose = null;
            else if (count.Value == 1 && _masses.Count == 1 && count.Unit is "tablet" or "capsule") dose = ToQuantity(_masses[0]);
            else dose = ToQuantity(count);
        }
        else if (_masses.Count > 0)
        {
            var distinct = _masses.Select(mass => (mass.Value, mass.Unit)).Distinct().ToList();
            var product = _masses.FindIndex(mass => _forms.Contains(mass.End));
            if (distinct.Count == 1) dose = _masses[0].Upper is null ? ToQuantity(_masses[0]) : null;
            else if (_masses.Count == 2 && product >= 0)
            {
                strength ??= Text(_masses[product]);
                dose = ToQuantity(_masses[1 - product]);
            }
            else doubt = "more than one amount is written";
        }

        if (_frequencies.Select(frequency => frequency.Times).Distinct().Count() > 1 && split is null && _schedule is null)
        {
            var told = _frequencies.Where(frequency => frequency.Times != 1).Select(frequency => frequency.Times).Distinct().ToList();
            // "twice daily at bedtime" adds a time of day; "daily … weekly" is a contradiction.
            if (told.Count == 1 && told[0] > 1) times = told[0];
            else
            {
                times = null;
                doubt ??= "more than one frequency is written";
            }
        }

        if (SlidingScale) (dose, times, doubt) = (null, null, null);
        if (OpenInterval) times = null;
        if (doubt is not null) dose = null;
        var frequencyText = SlidingScale ? "sliding scale"
            : _frequencies.Count > 0 ? quote((_frequencies[0].First, _frequencies[0].End))
            : AsDirected ? "as directed" : null;
        var route = Route ?? Form switch
        {
            "tablet" or "capsule" => "oral",
            "puff" or "inhaler" or "inhalation" => "inhalation",
            "patch" => "transdermal",
            "cream" => "topical",
            "suppository" => "rectal",
            _ => null,
        };
        return new(
            new Dosing
            {
                Text = words,
                Dose = dose,
                Strength = strength,
                Form = Form,
                Route = route is null ? null : RouteCodes.Of(route),
                TimesPerDay = times,
                FrequencyText = frequencyText,
                AsNeeded = AsNeeded,
                Duration = Duration,
            },
            First,
            End,
            doubt,
            DurationDays);
    }

    // "16 units AM, 8 units PM": each amount has its own time of day.
    private List<Part>? Split()
    {
        var amounts = _counts.Count > 1 ? _counts : _masses;
        if (amounts.Count < 2 || _frequencies.Count < 2 || _frequencies.Count != amounts.Count || _frequencies.Any(frequency => frequency.Times != 1)) return null;
        for (var i = 0; i < amounts.Count; i++)
            if (_frequencies[i].First < amounts[i].End || (i + 1 < amounts.Count && _frequencies[i].First > amounts[i + 1].First)) return null;
        return amounts;
    }

    private static Quantity ToQuantity(Part part) => new(part.Value, part.Unit)
    {
        Ucum = part.Unit switch { "mcg" => "ug", "mg" or "g" or "mL" or "kg" or "ng" or "mmol" => part.Unit, "mEq" => "meq", "unit" => "[iU]", _ => null },
    };

    private static string Text(Part part) => $"{part.Value.ToString(CultureInfo.InvariantCulture)} {part.Unit}";

    private readonly record struct Part(int First, int End, decimal Value, decimal? Upper, string Unit);
}
