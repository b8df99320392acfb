namespace MedLedger.Clinical.Tagging;

/// <summary>A piece of text that the taggers label: a word, a number or one mark. <paramref name="Word"/> is its entry in the document's vocabulary.</summary>
internal readonly record struct TagToken(int Start, int End, WordType Word);

/// <summary>Tokens [First, End) that are labelled together.</summary>
internal readonly record struct TagSentence(int First, int End)
{
    public int Length => End - First;
}
