using MedLedger.Domain.Documents;

namespace MedLedger.Ingestion.Parsing;

/// <summary>
/// Whether a text layer is made of words. Fonts without a character map leave private or replacement characters or
/// "(cid:12)", re-encoded ones leave letters that are all another letter: then hardly a token has the shape of a word.
/// What is called garbage here is still compared with the picture before it is dropped.
/// </summary>
internal static class LayerQuality
{
    public enum Kind
    {
        Empty,
        Garbage,
        Words,
    }

    private const int LongestRunOfConsonants = 5;
    private const int FewestTokens = 6;
    private const double FewestWords = 0.5;
    private const int FewestLetters = 40;

    // Two letters in five are vowels in the languages of Latin script; shifted by any number of places, one in six.
    private const double FewestVowels = 0.24;
    private const string Vowels = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěīĭįıōŏőœūŭůűų";

    public static Kind Of(Page layer)
    {
        if (layer.Text.Length == 0) return Kind.Empty;
        var characters = layer.Text.Count(c => !char.IsWhiteSpace(c));
        var odd = layer.Text.Count(IsOdd) + layer.Words.Where(word => IsGlyphNumber(word.Text)).Sum(word => word.Text.Length);
        if (odd * 10 > characters) return Kind.Garbage;
        var tokens = layer.Words.Select(word => word.Text).Where(text => text.Length >= 4).ToList();
        if (tokens.Count >= FewestTokens && tokens.Count(HasShapeOfAWord) < FewestWords * tokens.Count) return Kind.Garbage;
        var letters = layer.Text.Where(c => char.IsLetter(c) && c <= '\u024F').Select(char.ToLowerInvariant).ToList();
        return letters.Count >= FewestLetters && letters.Count(Vowels.Contains) < FewestVowels * letters.Count ? Kind.Garbage : Kind.Words;
    }

    /// <summary>A pronounceable word, a number with its signs, or an abbreviation of capitals.</summary>
    internal static bool HasShapeOfAWord(string token)
    {
        var core = token.Trim('.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '"', '\'', '“', '”', '‘', '’', '*', '•', '-', '–');
        if (core.Length == 0) return false;
        if (char.IsAsciiDigit(core[0]) || core[0] is '<' or '>' or '+' or '=' or '~' or '≤' or '≥' or '±') return core.All(c => char.IsLetterOrDigit(c) || ".,/:%-–+^()<>=°µ'".Contains(c));
        var parts = core.Split('-', '/', '\'', '’', '.', ':', ',', '(', ')', '@', '_', '&', '+');
        return parts.All(part => part.Length == 0 || IsWordPart(part));
    }

    private static bool IsWordPart(string part)
    {
        if (part.All(char.IsAsciiDigit)) return true;
        var letters = part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '%').TrimStart('#', '$', '£', '€');
        if (letters.Length == 0 || !letters.All(char.IsLetter)) return false;
        // Other scripts have other vowels: their letters are enough.
        if (letters.Any(c => c > '\u024F')) return true;
        var lower = letters.ToLowerInvariant();
        var capitals = letters.All(char.IsUpper);
        if (capitals && letters.Length <= 5) return true;
        if (!capitals && letters.Skip(1).Any(char.IsUpper) && letters.Length > 4 && letters.Skip(1).Count(char.IsUpper) > letters.Length / 3) return false;
        return lower.Length <= 2 || (lower.Any(Vowels.Contains) && LongestRun(lower) <= LongestRunOfConsonants);
    }

    private static int LongestRun(string lower)
    {
        int longest = 0, run = 0;
        foreach (var c in lower) longest = Math.Max(longest, run = Vowels.Contains(c) ? 0 : run + 1);
        return longest;
    }

    private static bool IsOdd(char c) => c == '\uFFFD' || (char.IsControl(c) && c != '\n') || c is >= '\uE000' and <= '\uF8FF';

    private static bool IsGlyphNumber(string word) => word.Contains("(cid:", StringComparison.Ordinal);
}
