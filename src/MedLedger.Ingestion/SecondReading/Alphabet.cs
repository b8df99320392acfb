namespace MedLedger.Ingestion.SecondReading;

/// <summary>
/// The classes of a recogniser that can stand in a Latin document, and the character each means. The model also knows some
/// six thousand Chinese characters; leaving them out of the race is what makes it a reader of English.
/// </summary>
internal sealed class Alphabet
{
    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]_{|}~°±²×÷≤≥→↑↓§®™•□■☐☑☒";

    private Alphabet(int[] classes, char[] characters) => (Classes, Characters) = (classes, characters);

    /// <summary>Indices of the classes that may win; the first is the blank.</summary>
    public int[] Classes { get; }

    /// <summary>The character of each of them; the blank's is NUL.</summary>
    public char[] Characters { get; }

    /// <summary>The classes after the blank, each a character of the text.</summary>
    public static Alphabet Of(string characters) => new([.. Enumerable.Range(0, characters.Length + 1)], ['\0', .. characters]);

    /// <summary>The model's table: the blank first, then a key a line, a space last.</summary>
    public static Alphabet FromKeys(IReadOnlyList<string> keys)
    {
        var classes = new List<int> { 0 };
        var characters = new List<char> { '\0' };
        for (var i = 0; i < keys.Count; i++)
        {
            if (Meaning(keys[i]) is not { } character) continue;
            classes.Add(i + 1);
            characters.Add(character);
        }

        classes.Add(keys.Count + 1);
        characters.Add(' ');
        return new([.. classes], [.. characters]);
    }

    // Full-width forms stand for their ASCII selves; both signs for "micro" become one.
    private static char? Meaning(string key)
    {
        if (key.Length != 1) return null;
        if (key[0] is 'μ' or 'µ') return 'µ';
        if (Marks.Contains(key[0], StringComparison.Ordinal)) return key[0];
        // The full-width block repeats ASCII in its order (Unicode, Halfwidth and Fullwidth Forms).
        var plain = key[0] is >= '！' and <= '～' ? (char)(key[0] - '！' + '!') : key[0];
        return plain switch
        {
            >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' => plain,
            '’' or '‘' or '´' or '′' => '\'',
            '“' or '”' or '″' => '"',
            '∶' => ':',
            '—' or '─' => '-',
            >= 'À' and <= 'ÿ' when char.IsLetter(plain) => plain,
            var other when other < 128 && Marks.Contains(other, StringComparison.Ordinal) => other,
            _ => null,
        };
    }
}
