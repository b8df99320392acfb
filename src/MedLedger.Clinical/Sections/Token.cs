namespace MedLedger.Clinical.Sections;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
    Date,
}

/// <summary>A word, number, date or mark of the text. <paramref name="Folded"/> is what comparisons use.</summary>
internal readonly record struct Token(int Start, int End, TokenKind Kind, string Folded, int Line)
{
    public bool Is(string folded) => Kind != TokenKind.Date && Folded == folded;

    public bool IsMark(char mark) => Kind == TokenKind.Mark && Folded[0] == mark;
}
