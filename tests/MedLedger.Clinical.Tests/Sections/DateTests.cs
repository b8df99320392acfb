using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Tests.Sections;

public class DateTests
{
    [Theory]
    [InlineData("2025-03-01", "2025-03-01")]
    [InlineData("2022-05", "2022-05")]
    [InlineData("23.11.1957", "1957-11-23")]
    [InlineData("02.12.24", "2024-12-02")]
    [InlineData("03/18/2025", "2025-03-18")]
    [InlineData("18/11/2024", "2024-11-18")]
    [InlineData("05-Oct-2018", "2018-10-05")]
    [InlineData("9 September 1951", "1951-09-09")]
    [InlineData("Aug 30, 1993", "1993-08-30")]
    [InlineData("Feb 5, 2025", "2025-02-05")]
    [InlineData("May 2024", "2024-05")]
    [InlineData("11/2024", "2024-11")]
    [InlineData("30th June 2021", "2021-06-30")]
    [InlineData("16-Sep-25", "2025-09-16")]
    [InlineData("3/ago/25", "2025-08-03")]
    [InlineData("June '24", "2024-06")]
    [InlineData("4 Dec '23", "2023-12-04")]
    [InlineData("27 juin 2025", "2025-06-27")]
    [InlineData("3 juillet 2025", "2025-07-03")]
    [InlineData("le 1er août 2024", "2024-08-01")]
    [InlineData("5 de septiembre de 2025", "2025-09-05")]
    [InlineData("mayo de 2023", "2023-05")]
    [InlineData("oct/2024", "2024-10")]
    [InlineData("14 maggio 2022", "2022-05-14")]
    [InlineData("9 maart 2021", "2021-03-09")]
    [InlineData("2. März 2020", "2020-03-02")]
    [InlineData("Prevnar 20 May 17 2023", "2023-05-17")]
    public void A_date_is_read_as_precisely_as_written(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(DateReader.Find(text)).Date.ToString());

    [Fact]
    public void A_number_before_a_month_with_its_day_is_no_part_of_the_date() =>
        Assert.Equal("Prevnar 20 ".Length, Assert.Single(DateReader.Find("Prevnar 20 May 17 2023")).Start);

    [Theory]
    [InlineData("Reference 8.5-10.5")]
    [InlineData("1-0-1")]
    [InlineData("120/80")]
    [InlineData("2.5 mg")]
    [InlineData("555-0142-77")]
    [InlineData("version 1.2")]
    [InlineData("a year ago 2019")]
    [InlineData("Mar 25 mg")]
    [InlineData("Mag 400 mg")]
    public void A_number_is_not_taken_for_a_date(string text) => Assert.Empty(DateReader.Find(text));

    [Theory]
    [InlineData("Admitted 25/04/2025, seen 02/05/2025", "2025-05-02")]
    [InlineData("Collected 04/25/2025, seen 02/05/2025", "2025-02-05")]
    [InlineData("Haemoglobin 120, paracetamol, seen 02/05/2025", "2025-05-02")]
    [InlineData("Hemoglobin 12 g/dL, albuterol, creatinine 1 mg/dL, seen 02/05/2025", "2025-02-05")]
    public void The_order_of_day_and_month_is_settled_by_the_document(string text, string last) =>
        Assert.Equal(last, DateReader.Find(text)[^1].Date.ToString());

    [Fact]
    public void A_date_that_nothing_settles_says_so() => Assert.True(DateReader.Find("seen 02/05/2025")[0].Ambiguous);
}
