namespace MedLedger.Clinical.Identification;

/// <summary>Words as they are compared: lower case, without accents or punctuation.</summary>
internal static class PlainWords
{
    public static IReadOnlyList<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var words = new List<string>();
        // No letter becomes more than two.
        var word = text.Length <= 128 ? stackalloc char[256] : new char[text.Length * 2];
        var length = 0;
        foreach (var c in text)
        {
            if (c is '\'' or '’' or (>= '\u0300' and <= '\u036F')) continue;
            if (c is >= '\u00C0' and <= '\u017F' && Bare(c) is { } bare)
                foreach (var letter in bare) word[length++] = letter;
            else if (char.IsLetterOrDigit(c) || c == '%') word[length++] = char.ToLowerInvariant(c);
            else if (length > 0)
            {
                words.Add(new(word[..length]));
                length = 0;
            }
        }

        if (length > 0) words.Add(new(word[..length]));
        return words;
    }

    // Unicode decomposition is not available under the invariant culture, so the Latin letters are listed (Latin-1 Supplement, Latin Extended-A).
    private static string? Bare(char c) => (c is >= '\u00E0' and <= '\u00FE' ? (char)(c - 0x20) : c) switch
    {
        <= '\u00C5' => "a",
        '\u00C6' => "ae",
        '\u00C7' => "c",
        <= '\u00CB' => "e",
        <= '\u00CF' => "i",
        '\u00D0' => "d",
        '\u00D1' => "n",
        '\u00D7' => null,
        <= '\u00D8' => "o",
        <= '\u00DC' => "u",
        '\u00DD' or '\u00FF' => "y",
        '\u00DE' => "th",
        '\u00DF' => "ss",
        <= '\u0105' => "a",
        <= '\u010D' => "c",
        <= '\u0111' => "d",
        <= '\u011B' => "e",
        <= '\u0123' => "g",
        <= '\u0127' => "h",
        <= '\u0131' => "i",
        <= '\u0133' => "ij",
        <= '\u0135' => "j",
        <= '\u0138' => "k",
        <= '\u0142' => "l",
        <= '\u014B' => "n",
        <= '\u0151' => "o",
        <= '\u0153' => "oe",
        <= '\u0159' => "r",
        <= '\u0161' => "s",
        <= '\u0167' => "t",
        <= '\u0173' => "u",
        <= '\u0175' => "w",
        <= '\u0178' => "y",
        <= '\u017E' => "z",
        _ => "s",
    };

    public static string Join(string? text) => string.Join(' ', Of(text));

    /// <summary>Whether the words differ by one letter at most, as a misread letter or two that melted into one would.</summary>
    public static bool DifferByOneSlip(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1) return false;
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start]) start++;
        var end = 0;
        while (end < left.Length - start && end < right.Length - start && left[^(end + 1)] == right[^(end + 1)]) end++;
        return Math.Max(left.Length, right.Length) - start - end <= 1
            || (left.Length == right.Length + 1 && left.Length - start - end == 2 && right.Length - start - end == 1 && left.Substring(start, 2) is "rn" or "cl" or "vv");
    }

    /// <summary>Whether long words differ by two letters at most, each in its place ("Mahlebc", "Mahlobo").</summary>
    public static bool AreNear(string left, string right) =>
        (Math.Min(left.Length, right.Length) > 4 && DifferByOneSlip(left, right))
        || (left.Length == right.Length && left.Length > 6 && left.Zip(right).Count(pair => pair.First != pair.Second) <= 2);
}
