using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedLedger.Domain;

/// <summary>A date as precisely as its source gave it: year, year and month, or day. Never widened (FHIR R4 date).</summary>
[JsonConverter(typeof(PartialDateJson))]
public readonly record struct PartialDate : IComparable<PartialDate>
{
    public PartialDate(int year, int? month = null, int? day = null)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || (day is not null && month is null)
            || (day is { } d && (d < 1 || d > DateTime.DaysInMonth(year, month!.Value))))
            throw new ArgumentOutOfRangeException(nameof(year), $"There is no date {year}-{month}-{day}.");
        Year = year;
        Month = month;
        Day = day;
    }

    public int Year { get; }

    public int? Month { get; }

    public int? Day { get; }

    /// <summary>The first day it may mean.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day it may mean.</summary>
    public DateOnly Latest => new(Year, Month ?? 12, Day ?? DateTime.DaysInMonth(Year, Month ?? 12));

    public static PartialDate From(DateOnly day) => new(day.Year, day.Month, day.Day);

    public static PartialDate? TryCreate(int year, int? month = null, int? day = null)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || (day is not null && month is null)) return null;
        if (day is { } d && (d < 1 || d > DateTime.DaysInMonth(year, month!.Value))) return null;
        return new PartialDate(year, month, day);
    }

    /// <summary>Reads YYYY, YYYY-MM or YYYY-MM-DD; a time behind a 'T' or a blank is left away.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        var day = text.AsSpan().Trim();
        if (day.IndexOfAny('T', ' ') is >= 0 and var end) day = day[..end];
        Span<int?> numbers = [null, null, null];
        var count = 0;
        foreach (var part in day.Split('-'))
        {
            if (count == numbers.Length || (count == 0 && day[part].Length != 4) || !int.TryParse(day[part], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            numbers[count++] = number;
        }

        if (TryCreate(numbers[0]!.Value, numbers[1], numbers[2]) is not { } made) return false;
        date = made;
        return true;
    }

    /// <summary>Orders by the earliest day it may mean, the less precise first.</summary>
    public int CompareTo(PartialDate other)
    {
        var byDay = Earliest.CompareTo(other.Earliest);
        return byDay != 0 ? byDay : Precision.CompareTo(other.Precision);
    }

    /// <summary>How many of year, month and day are known.</summary>
    public int Precision => Day is not null ? 3 : Month is not null ? 2 : 1;

    /// <summary>Whether the other date is this one, or this one known more precisely.</summary>
    public bool Covers(PartialDate other) => Year == other.Year && (Month is null || Month == other.Month) && (Day is null || Day == other.Day);

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(Precision switch { 3 => 10, 2 => 7, _ => 4 }, this, static (text, date) =>
    {
        Write(text[..4], date.Year);
        if (date.Month is not { } month) return;
        text[4] = '-';
        Write(text[5..7], month);
        if (date.Day is not { } day) return;
        text[7] = '-';
        Write(text[8..], day);
    });

    private static void Write(Span<char> text, int number)
    {
        for (var i = text.Length - 1; i >= 0; i--, number /= 10) text[i] = (char)('0' + number % 10);
    }
}

internal sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PartialDate.TryParse(reader.GetString(), out var date) ? date : throw new JsonException("A date is YYYY, YYYY-MM or YYYY-MM-DD.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
