using MedLedger.Clinical.Tagging;

namespace MedLedger.Clinical.Tests.Tagging;

public class RepeatedNamesTests
{
    [Fact]
    public void A_name_found_once_is_found_in_its_other_places() =>
        Assert.Equal(["OAB", "OAB"], Found("OAB is common. Treatment of OAB is old.", 0, 1, 0.4f));

    [Fact]
    public void A_name_found_in_few_of_its_places_stays_there() =>
        Assert.Equal(["lead"], Found("lead here, lead there, lead again, lead always", 0, 1, 0.5f));

    [Fact]
    public void A_short_name_keeps_its_case() =>
        Assert.Equal(["LEAD"], Found("LEAD will lead", 0, 1, 0.2f));

    [Fact]
    public void A_longer_name_is_not_cut_by_a_shorter_one()
    {
        var (text, tokens) = Cut("renal failure, failure, renal failure");
        var names = RepeatedNames.Add(tokens, [new(0, 2, 0, 1), new(3, 4, 0, 1)], 0.2f);
        Assert.Equal(["renal failure", "failure", "renal failure"], names.Select(name => text[tokens[name.First].Start..tokens[name.End - 1].End]));
    }

    private static (string Text, List<TagToken> Tokens) Cut(string text) => (text, TagTokenizer.Cut(text, new WordMemory(Vocabulary.Empty)));

    private static IEnumerable<string> Found(string text, int first, int end, float least)
    {
        var (_, tokens) = Cut(text);
        return RepeatedNames.Add(tokens, [new(first, end, 0, 1)], least).Select(name => text[tokens[name.First].Start..tokens[name.End - 1].End]);
    }
}
