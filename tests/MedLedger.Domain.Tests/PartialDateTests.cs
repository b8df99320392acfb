using System.Text.Json;

namespace MedLedger.Domain.Tests;

public class PartialDateTests
{
    private static readonly DateOnly _firstDay = new(1899, 12, 25);
    private static readonly DateOnly _lastDay = new(2101, 1, 7);

    public static TheoryData<string?> NoDates => new()
    {
        null, "", " ", "2025-13", "2025-00", "2025-02-29", "2025-04-31", "2025-06-00", "0000", "25", "202", "20255", "2025-", "2025-06-",
        "-2025", "2025-06-17-01", "June 2025", "2025/06/17", "17.06.2025", "２０２５", "2025-+6", "2025- 6", "٢٠٢٥-٠٦",
    };

    [Fact]
    public void Every_day_of_two_centuries_is_read_back_as_written()
    {
        for (var day = _firstDay; day <= _lastDay; day = day.AddDays(1))
        {
            var date = PartialDate.From(day);
            Assert.True(PartialDate.TryParse(date.ToString(), out var again));
            Assert.Equal(date, again);
            Assert.Equal(day, date.Earliest);
            Assert.Equal(day, date.Latest);
        }
    }

    [Fact]
    public void A_month_reaches_from_its_first_to_its_last_day_and_no_further()
    {
        for (var year = _firstDay.Year; year <= _lastDay.Year; year++)
            for (var month = 1; month <= 12; month++)
            {
                Assert.True(PartialDate.TryParse($"{year:0000}-{month:00}", out var date));
                Assert.Null(date.Day);
                Assert.Equal(new DateOnly(year, month, 1), date.Earliest);
                Assert.Equal(date.Earliest.AddMonths(1), date.Latest.AddDays(1));
                Assert.Equal($"{year:0000}-{month:00}", date.ToString());
            }
    }

    [Theory]
    [InlineData("0001")]
    [InlineData("1949")]
    [InlineData("9999")]
    public void A_year_stays_a_year(string written)
    {
        Assert.True(PartialDate.TryParse(written, out var date));
        Assert.Equal((null, null), (date.Month, date.Day));
        Assert.Equal(written, date.ToString());
        Assert.Equal((date.Year, 1, 1), (date.Earliest.Year, date.Earliest.Month, date.Earliest.Day));
        Assert.Equal((date.Year, 12, 31), (date.Latest.Year, date.Latest.Month, date.Latest.Day));
    }

    [Theory]
    [MemberData(nameof(NoDates))]
    public void What_is_no_date_is_not_made_one(string? written)
    {
        Assert.False(PartialDate.TryParse(written, out var date));
        Assert.Equal(default, date);
    }

    [Theory]
    [InlineData("2025-06-17T23:59:59-12:00")]
    [InlineData("2025-06-17 00:00")]
    [InlineData("  2025-06-17  ")]
    public void The_day_is_the_one_written_whatever_the_time_zone(string written)
    {
        Assert.True(PartialDate.TryParse(written, out var date));
        Assert.Equal(new PartialDate(2025, 6, 17), date);
    }

    [Theory]
    [InlineData(2023, 2, 29)]
    [InlineData(1900, 2, 29)]
    [InlineData(2025, 13, null)]
    [InlineData(2025, null, 5)]
    [InlineData(0, null, null)]
    [InlineData(10000, 1, 1)]
    public void An_impossible_date_cannot_be_made(int year, int? month, int? day)
    {
        Assert.Null(PartialDate.TryCreate(year, month, day));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartialDate(year, month, day));
    }

    [Fact]
    public void Dates_of_every_precision_have_one_order()
    {
        PartialDate[] ordered =
        [
            new(2024), new(2024, 1), new(2024, 1, 1), new(2024, 1, 31), new(2024, 2), new(2024, 2, 29),
            new(2024, 12, 31), new(2025), new(2025, 1), new(2025, 1, 1),
        ];

        for (var i = 0; i < ordered.Length; i++)
            for (var j = 0; j < ordered.Length; j++)
            {
                Assert.Equal(Math.Sign(i - j), Math.Sign(ordered[i].CompareTo(ordered[j])));
                Assert.Equal(i < j, ordered[i] < ordered[j]);
                Assert.Equal(i > j, ordered[i] > ordered[j]);
                Assert.Equal(i <= j, ordered[i] <= ordered[j]);
                Assert.Equal(i >= j, ordered[i] >= ordered[j]);
            }
    }

    [Theory]
    [InlineData("\"2025\"")]
    [InlineData("\"2025-06\"")]
    [InlineData("\"2025-06-17\"")]
    public void Json_keeps_the_precision(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<PartialDate>(json)));

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    public void Json_that_is_no_date_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PartialDate>(json));
}
