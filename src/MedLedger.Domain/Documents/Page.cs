using System.Text;
using System.Text.Json.Serialization;
using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Documents;

/// <summary>One page in reading order. For structured documents and text files there is one page without size.</summary>
public sealed record Page
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Pixels of the page image as given (points for a text layer); 0 where there is no image.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    public int? Dpi { get; init; }

    public required PageOrigin Origin { get; init; }

    /// <summary>Clockwise degrees by which the image as given must be turned to stand upright: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }

    /// <summary>0 to 1: mean of the words' confidences; 1 for text layers and structured documents.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>The page's text. Words are parted by one blank, lines by '\n'; <see cref="Word.Start"/> indexes it.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>A small JPEG or PNG of the page for people to look at, or null. Never used for reading.</summary>
    public byte[]? Preview { get; init; }

    public string? PreviewMediaType { get; init; }

    /// <summary>Builds <see cref="Text"/> from words in reading order and gives each word its start.</summary>
    public static (string Text, IReadOnlyList<Word> Words) Compose(IEnumerable<Word> words)
    {
        var text = new StringBuilder();
        var placed = new List<Word>();
        foreach (var word in words)
        {
            if (placed.Count > 0) text.Append(placed[^1].Line == word.Line ? ' ' : '\n');
            placed.Add(word with { Start = text.Length });
            text.Append(word.Text);
        }

        return (text.ToString(), placed);
    }

    /// <summary>The span of [start, end) of <see cref="Text"/>: boxes where the words have boxes, else characters.</summary>
    public SourceSpan Locate(int start, int end)
    {
        var lines = new SortedDictionary<int, PixelBox>();
        foreach (var word in WordsIn(start, end))
            if (word.Box is { } box)
                lines[word.Line] = lines.TryGetValue(word.Line, out var sofar) ? sofar.Union(box) : box;
        return lines.Count > 0
            ? new SourceSpan.BoxesOnPage(Number, [.. lines.Values])
            : new SourceSpan.Characters(Number, start, end);
    }

    /// <summary>The words that overlap [start, end) of <see cref="Text"/>.</summary>
    public IEnumerable<Word> WordsIn(int start, int end) =>
        Words.Where(word => word.Start < end && word.Start + word.Text.Length > start);
}

/// <summary>A word with its box in pixels of the page image as given.</summary>
public sealed record Word
{
    public required string Text { get; init; }

    /// <summary>Index of the word's first code unit in <see cref="Page.Text"/>.</summary>
    public int Start { get; init; }

    public PixelBox? Box { get; init; }

    /// <summary>Printed line on the page, from 0.</summary>
    public int Line { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Other readings of the same ink, most likely first.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>True where a person should look before anybody relies on it.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>True where a stroke runs through the word: read it may be, but somebody took it back.</summary>
    public bool IsStruck { get; init; }
}

/// <summary>Where a page's text came from.</summary>
[JsonConverter(typeof(NamedEnumJson<PageOrigin>))]
public enum PageOrigin
{
    [JsonStringEnumMemberName("text-layer")]
    TextLayer,

    [JsonStringEnumMemberName("ocr")]
    Ocr,

    [JsonStringEnumMemberName("structured")]
    Structured,
}
