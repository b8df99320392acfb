namespace MedLedger.Clinical.Lines.Labs;

/// <summary>A place in a line, moved only by what was read.</summary>
internal sealed class LineCursor(string text)
{
    public string Text => text;

    public int At { get; set; }

    public bool Done => At >= text.Length;

    public char Now => At < text.Length ? text[At] : '\0';

    public char Next => At + 1 < text.Length ? text[At + 1] : '\0';

    public char Before => At > 0 ? text[At - 1] : ' ';

    public void SkipBlanks()
    {
        while (At < text.Length && (char.IsWhiteSpace(text[At]) || text[At] == '|')) At++;
    }

    /// <summary>Takes <paramref name="word"/> where it stands as a whole word; case is ignored unless <paramref name="exact"/>.</summary>
    public bool Take(string word, bool exact = false)
    {
        if (!Stands(word, exact)) return false;
        At += word.Length;
        return true;
    }

    public bool Stands(string word, bool exact = false)
    {
        if (string.Compare(text, At, word, 0, word.Length, exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) != 0) return false;
        var end = At + word.Length;
        return end >= text.Length || !char.IsLetterOrDigit(word[^1]) || !char.IsLetterOrDigit(text[end]);
    }

    /// <summary>The letters and digits that stand here, possibly none.</summary>
    public string Word()
    {
        var end = At;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '+' && end > At && end + 1 < text.Length && char.IsLetter(text[end + 1]))) end++;
        return text[At..end];
    }
}
