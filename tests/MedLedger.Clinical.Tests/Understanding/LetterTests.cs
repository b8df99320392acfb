using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Understanding;

/// <summary>Whole invented letters (tests/corpus/letters): what must be understood, and what must not.</summary>
public class LetterTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.Path("tests", "corpus", "letters"), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_letter_is_understood_as_its_reader_would(string name)
    {
        var read = Reading.Of(File.ReadAllText(Repository.Path("tests", "corpus", "letters", name + ".txt")));
        var wrong = File.ReadAllLines(Repository.Path("tests", "corpus", "letters", name + ".tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(row => Facts.Hold(read, row[0], row[2]) != (row[1] == "has"))
            .Select(row => string.Join(' ', row));
        Assert.Equal([], wrong);
    }
}
