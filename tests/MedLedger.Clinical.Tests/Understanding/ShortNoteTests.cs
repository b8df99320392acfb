using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Understanding;

/// <summary>Invented notes of a few lines (tests/corpus/notes): each says what must be understood of it, and what must not.</summary>
public class ShortNoteTests
{
    public static TheoryData<string> Notes => [.. Directory.GetFiles(Repository.Path("tests", "corpus", "notes"), "*.txt").Order(StringComparer.Ordinal).SelectMany(path => File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n---\n"))];

    [Theory]
    [MemberData(nameof(Notes))]
    public void A_short_note_is_understood_as_its_reader_would(string note)
    {
        var lines = note.TrimEnd().Split('\n').ToLookup(line => line.StartsWith("# ", StringComparison.Ordinal));
        var read = Reading.Of(string.Join('\n', lines[false]));
        var wrong = lines[true].Select(line => line.Split(' ', 4)).Where(row => Facts.Hold(read, row[2], row[3]) != (row[1] == "has")).Select(row => string.Join(' ', row));
        Assert.NotEmpty(lines[true]);
        Assert.Equal([], wrong);
    }
}
