using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;

namespace MedLedger.Ingestion.Tests.DoseGate;

public class GateTests
{
    [Fact]
    public void A_number_that_both_read_alike_is_accepted()
    {
        var word = Settled("5.5", 0.95, "5.5", 0.99);
        Assert.Equal(("5.5", false), (word.Text, word.Unsure));
    }

    [Fact]
    public void A_lost_decimal_point_is_unsure_and_keeps_both_readings()
    {
        var word = Settled("51", 0.92, "5.1", 0.99, "5.1", 0.99);
        Assert.True(word.Unsure);
        Assert.Equal(["5.1", "51"], word.Others.Append(word.Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("8.5", "5.5")]
    [InlineData("10", "100")]
    [InlineData("7.4-12.9", "7.4-129")]
    public void Two_numbers_are_never_one_however_sure_both_are(string first, string second) =>
        Assert.True(Settled(first, 0.99, second, 0.999, second, 0.999).Unsure);

    [Fact]
    public void A_letter_where_a_digit_must_stand_is_mended_when_the_second_reader_says_so_twice()
    {
        var word = Settled("1@", 0.9, "10", 0.999, "10", 0.99);
        Assert.Equal(("10", false), (word.Text, word.Unsure));
        Assert.True(Settled("1@", 0.9, "10", 0.99, "16", 0.98).Unsure);
    }

    [Theory]
    [InlineData("5.mg", true)]
    [InlineData("mL/min/1.", true)]
    [InlineData("12-May-", true)]
    [InlineData("2024-", true)]
    [InlineData("5.5", false)]
    [InlineData("12/2024.", false)]
    public void A_word_of_the_form_of_two_or_of_half_a_word_is_unsure(string text, bool unsure) => Assert.Equal(unsure, Settled(text, 0.97, text, 0.99).Unsure);

    [Theory]
    [InlineData("18-0ct-2025", "18-Oct-2025")]
    [InlineData("mmo1/L", "mmol/L")]
    [InlineData("kg/m?;", "kg/m²;")]
    [InlineData("mL/min/1.73m?", "mL/min/1.73m²")]
    [InlineData("am?", "am?")]
    [InlineData("O1-Nov-2O24", "01-Nov-2024")]
    [InlineData("O36.1", "O36.1")]
    [InlineData("mol", "mol")]
    public void Signs_that_cannot_stand_where_they_were_read_are_mended(string read, string meant) => Assert.Equal(meant, Numbers.Mended(read));

    [Fact]
    public void A_closer_look_that_says_the_same_settles_an_agreement_in_doubt()
    {
        Assert.True(Settled("162", 0.5, "162", 0.96).Unsure);
        Assert.False(Settled("162", 0.5, "162", 0.96, "162", 0.98).Unsure);
        Assert.True(Settled("162", 0.5, "162", 0.96, "102", 0.98).Unsure);
    }

    [Fact]
    public void Agreement_of_two_readers_that_doubt_is_doubt() => Assert.True(Settled("03", 0.4, "03", 0.6).Unsure);

    [Fact]
    public void A_number_with_unread_ink_beside_it_is_unsure() =>
        Assert.True(Gate.Settle(new(Word("03", 0.95), new("03", 0.99), Touched: true), twoReaders: true)!.Unsure);

    [Theory]
    [InlineData("ug", "µg")]
    [InlineData("pg/L", "µg/L")]
    [InlineData("umol/L", "µmol/L")]
    public void A_micro_sign_is_restored_when_the_second_reader_sees_it(string first, string second)
    {
        var word = Settled(first, 0.8, second, 0.99);
        Assert.Equal((second, false), (word.Text, word.Unsure));
    }

    [Fact]
    public void Milligram_or_microgram_is_unsure_when_the_readers_differ() => Assert.True(Settled("mg", 0.9, "µg", 0.9).Unsure);

    [Theory]
    [InlineData("x1049/L", "x10~9/L", "x10^9/L")]
    [InlineData("10%3/pL", "10A3/uL", "10^3/µL")]
    [InlineData("109/L", "109/L", "10⁹/L")]
    public void Powers_of_ten_are_written_as_they_were_printed(string first, string second, string expected)
    {
        var word = Settled(first, 0.5, second, 0.4);
        Assert.Equal((expected, false), (word.Text, word.Unsure));
    }

    [Fact]
    public void A_lone_figure_as_wide_as_a_fraction_is_unsure() =>
        Assert.True(Gate.Settle(new(Word("1", 0.96) with { Area = new(0, 0, 24, 26) }, new("1", 0.99)), twoReaders: true)!.Unsure);

    [Fact]
    public void Without_a_second_reader_numbers_must_be_surer()
    {
        Assert.True(Gate.Settle(new(Word("5.5", 0.9), null), twoReaders: false)!.Unsure);
        Assert.False(Gate.Settle(new(Word("5.5", 0.96), null), twoReaders: false)!.Unsure);
    }

    [Fact]
    public void Specks_become_no_words_and_a_dash_stays()
    {
        Assert.Null(Gate.Settle(new(Word("’", 0.1), new("", 0)), twoReaders: true));
        Assert.NotNull(Gate.Settle(new(Word("-", 0.8), new("", 0)), twoReaders: true));
    }

    [Fact]
    public void A_word_read_badly_is_taken_from_the_second_reader_unless_it_only_lost_a_double_letter()
    {
        Assert.Equal("history", Settled("Ristery", 0.2, "history", 0.99).Text);
        Assert.Equal("allergies", Settled("allergies", 0.8, "alergies", 0.95).Text);
    }

    [Fact]
    public void The_reader_of_figures_outvotes_one_that_doubts_and_never_both()
    {
        Assert.Equal(("37.0", false), Voted("37.0", 0.9, "37.8", 0.8, "37.0", 0.999));
        Assert.Equal(("L4/5", true), Voted("L4/5", 0.83, "L4/s", 0.99, "L4/5", 0.7));
        Assert.True(Voted("56393", 0.94, "56393", 0.74, "66393", 0.99).Unsure);
        Assert.True(Voted("37.0", 0.9, "37.8", 0.97, "37.0", 0.999).Unsure);
    }

    [Fact]
    public void Two_readers_that_are_sure_need_no_third()
    {
        Assert.True(Gate.IsSettled(Word("62.5", 0.96), new("62.5", 0.999)));
        Assert.False(Gate.IsSettled(Word("62.5", 0.96), new("52.5", 0.999)));
        Assert.False(Gate.IsSettled(Word("62.5", 0.5), new("62.5", 0.9)));
        Assert.False(Gate.IsSettled(Word("62.5", 0.96), null));
    }

    [Theory]
    [InlineData("4.1", "J44.1")]
    [InlineData("C9", "CD9")]
    [InlineData("28", "2.8")]
    [InlineData("43", "243")]
    [InlineData("947", "94%")]
    public void A_sign_that_any_reader_saw_more_leaves_a_doubt(string read, string more) => Assert.True(Voted(read, 0.97, read, 0.999, more, 0.6).Unsure);

    [Theory]
    [InlineData("15.05.2026", "15.05.2026.")]
    [InlineData("5", "'5'")]
    public void Stops_and_quotes_are_no_sign_more(string read, string more) => Assert.False(Numbers.HoldsMore(more, read));

    [Theory]
    [InlineData("18.042022")]
    [InlineData("229:80")]
    [InlineData("13/C5/2021")]
    [InlineData("L4/s")]
    [InlineData("/08/1961")]
    public void A_date_a_time_or_a_level_with_an_impossible_sign_is_unsure(string text) => Assert.True(Voted(text, 0.97, text, 0.999, text, 0.999).Unsure);

    [Theory]
    [InlineData("1:1000", false)]
    [InlineData("08:30", false)]
    [InlineData("120/80", false)]
    [InlineData("L4/5", false)]
    [InlineData("1/7", false)]
    public void What_is_written_so_is_accepted(string text, bool unsure) => Assert.Equal(unsure, Voted(text, 0.97, text, 0.999, text, 0.999).Unsure);

    [Fact]
    public void Letters_that_the_reader_of_figures_reads_as_a_number_are_shown_as_unsure() => Assert.True(Voted("so", 0.69, "so", 0.93, "50", 0.79).Unsure);

    private static (string Text, bool Unsure) Voted(string first, double confidence, string second, double least, string figures, double sure)
    {
        var word = Gate.Settle(new(Word(first, confidence), new(second, least), Figures: new(figures, sure)), twoReaders: true)!;
        return (word.Text, word.Unsure);
    }

    private static PlacedWord Settled(string first, double confidence, string second, double least, string third = "", double again = 0) =>
        Gate.Settle(new(Word(first, confidence), new(second, least), third.Length > 0 ? new(third, again) : null), twoReaders: true)!;

    private static PlacedWord Word(string text, double confidence) => new(text, new(0, 0, 12 * text.Length, 20), confidence, 0, 0);
}
