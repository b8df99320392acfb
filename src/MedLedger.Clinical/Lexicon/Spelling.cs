using System.Text;

namespace MedLedger.Clinical.Lexicon;

/// <summary>Folds what differs between spellings of one word: case, accents, British ae/oe/our/ph, plural and possessive s.</summary>
internal static class Spelling
{
    private static readonly System.Buffers.SearchValues<char> Roman = System.Buffers.SearchValues.Create("ivxlcdm");

    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word)
            if (c is not ('\'' or '’' or '.')) folded.Append(Plain(char.ToLowerInvariant(c)));
        var text = folded.ToString();
        if (text.Length < 4 || !char.IsAsciiLetter(text[^1])) return text;
        if (word.Length > 2 && word[^2] is '\'' or '’') text = text[..^1];
        text = text.Replace("ae", "e", StringComparison.Ordinal).Replace("oe", "e", StringComparison.Ordinal).Replace("sulph", "sulf", StringComparison.Ordinal);
        // A scan reads "für" as "fiir"; "XIII" is a number.
        if (text.Contains("ii", StringComparison.Ordinal) && text.AsSpan().ContainsAnyExcept(Roman)) text = text.Replace("ii", "u", StringComparison.Ordinal);
        if (text.Length > 5 && text.EndsWith("our", StringComparison.Ordinal)) text = text[..^3] + "or";
        return text.Length > 4 && text[^1] == 's' && text[^2] is not ('s' or 'u' or 'i') ? text[..^1] : text;
    }

    internal static char Plain(char c) => c switch
    {
        'ä' or 'á' or 'à' or 'â' or 'ã' or 'å' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'í' or 'ì' or 'î' or 'ï' => 'i',
        'ö' or 'ó' or 'ò' or 'ô' or 'õ' or 'ø' => 'o',
        'ü' or 'ú' or 'ù' or 'û' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'µ' or 'μ' => 'u',
        _ => c,
    };
}
