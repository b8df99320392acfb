namespace MedLedger.Clinical.Directions;

/// <summary>One amount of a direction, with its unit or form.</summary>
internal readonly record struct Amount(int First, int End, decimal Value, decimal? Upper, string Unit)
{
    public string Number => Numerals.Text(Value) + (Upper is { } upper ? "-" + Numerals.Text(upper) : "");
}

/// <summary>How often, in doses a day. <paramref name="Slot"/> is the time of day where that is all that was said.</summary>
internal readonly record struct Frequency(decimal Times, decimal? Upper, int First, int End, string? Slot);

/// <summary>The parts of one direction as they stand, before it is decided what is the dose and what the strength.</summary>
internal sealed class DirectionDraft
{
    public List<Amount> Masses { get; } = [];

    public List<Amount> Counts { get; } = [];

    /// <summary>What a prefilled syringe holds ("40 mg/0.4 mL"): the dose where no other amount is written.</summary>
    public Amount? Content { get; set; }

    public List<(int First, string Text)> Strengths { get; } = [];

    public List<Frequency> Frequencies { get; } = [];

    public List<int> FormsAt { get; } = [];

    /// <summary>Doses at fixed times of the day ("1-0-1"), and the unit behind them.</summary>
    public List<decimal>? Schedule { get; private set; }

    public string? ScheduleUnit { get; set; }

    public string? Route { get; set; }

    public string? Form { get; set; }

    public string? Duration { get; set; }

    public int? DurationDays { get; set; }

    public bool AsNeeded { get; set; }

    /// <summary>Why it is taken as needed, in the words that follow.</summary>
    public string? AsNeededFor { get; set; }

    public string? Most { get; set; }

    public bool SlidingScale { get; set; }

    public bool Tapers { get; set; }

    public bool AsDirected { get; set; }

    public bool Once { get; set; }

    /// <summary>Days of the week are named besides other days: "3 mg Mon Wed Fri, 4 mg other days".</summary>
    public bool ByWeekday { get; set; }

    /// <summary>The drug has several ingredients, so two numbers are its strengths and no range.</summary>
    public bool Combination { get; init; }

    /// <summary>The text is one direction and nothing else, so that a length needs no preposition.</summary>
    public bool WholeLine { get; init; }

    /// <summary>The token behind the drug's name.</summary>
    public int From { get; init; }

    /// <summary>An amount and how often: nothing more is needed.</summary>
    public bool Complete => Frequencies.Count > 0 && (Masses.Count > 0 || Counts.Count > 0);

    public bool HasProduct => Masses.Count > 0 || Strengths.Count > 0 || Form is not null;

    public int First { get; private set; } = -1;

    public int End { get; private set; }

    public void Saw(int first, int end)
    {
        if (First < 0) First = first;
        End = Math.Max(End, end);
    }

    public void AddMass(Amount mass, bool replaces)
    {
        if (replaces) Masses.Clear();
        Masses.Add(mass);
        Saw(mass.First, mass.End);
    }

    public void AddCount(Amount count, bool replaces)
    {
        if (replaces) Counts.Clear();
        Counts.Add(count);
        Saw(count.First, count.End);
    }

    public void AddStrength(int at, int end, string text)
    {
        Strengths.Add((at, text));
        Saw(at, end);
    }

    public void AddFrequency(Frequency frequency, bool replaces)
    {
        if (replaces) Frequencies.Clear();
        Frequencies.Add(frequency);
        Saw(frequency.First, frequency.End);
    }

    public void AddSchedule(int at, int end, List<decimal> counts)
    {
        Schedule = counts;
        AddFrequency(new(counts.Count(count => count > 0), null, at, end, null), replaces: false);
    }

    /// <summary>"16 units AM, 8 units PM": each amount has its own time of day.</summary>
    public List<Amount>? Split()
    {
        var amounts = Counts.Count > 1 ? Counts : Masses;
        if (amounts.Count < 2 || Frequencies.Count != amounts.Count || Frequencies.Any(frequency => frequency.Times != 1)) return null;
        var before = Frequencies[0].First < amounts[0].First;
        for (var i = 0; i < amounts.Count; i++)
        {
            var (first, second) = before ? (Frequencies[i].First, amounts[i].First) : (amounts[i].First, Frequencies[i].First);
            if (second < first) return null;
            if (i + 1 < amounts.Count && (before ? Frequencies[i + 1].First : amounts[i + 1].First) < second) return null;
        }

        return amounts;
    }

    /// <summary>Doses a day as far as the words agree; a contradiction gives none and is told.</summary>
    public (decimal? Times, decimal? Upper, bool Contradicts) Often()
    {
        var told = Frequencies.Where(frequency => frequency.Slot is null).Select(frequency => (frequency.Times, frequency.Upper)).Distinct().ToList();
        var slots = Frequencies.Where(frequency => frequency.Slot is not null).Select(frequency => frequency.Slot).Distinct().Count();
        if (told.Count == 0) return slots == 0 ? (null, null, false) : (slots, null, false);
        if (told.Count == 1) return (told[0].Times == 1 && slots > 1 ? slots : told[0].Times, told[0].Upper, false);
        // "Once daily … twice daily at bedtime" adds a time of day; "daily … weekly" is a contradiction.
        var others = told.Where(one => one.Times != 1).ToList();
        return others.Count == 1 && others[0].Times > 1 ? (others[0].Times, others[0].Upper, false) : (null, null, true);
    }
}
