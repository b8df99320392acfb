using MedLedger.Clinical.Identification;

namespace MedLedger.Clinical.Tests.Identification;

public sealed class NameComparisonTests
{
    [Theory]
    [InlineData("JP van Wyk", "Johanna Petronella van Wyk", true)]
    [InlineData("J P van Wyk", "Johanna Petronella van Wyk", true)]
    [InlineData("Roy Fairbairn", "Robert Oliver Yates Fairbairn", false)]
    [InlineData("Li Chen", "Lena Ida Chen", false)]
    [InlineData("ROY FAIRBAIRN", "ROBERT OLIVER YATES FAIRBAIRN", false)]
    public void Initials_stand_in_capitals_beside_a_name_in_small_letters(string written, string known, bool agree) =>
        Assert.Equal(agree, NameComparison.Compare(new(written), new(known)) is Agreement.Agree or Agreement.Weak);
}
