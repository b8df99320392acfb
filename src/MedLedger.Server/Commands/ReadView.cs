using MedLedger.Domain.Documents;

namespace MedLedger.Server.Commands;

/// <summary>What `read --format json` prints; the names are fixed for other programs (docs/commands.md).</summary>
internal sealed record ReadView(ReadView.DocumentView Document, string Status, string? Code, string? Reason, string? NextStep, IReadOnlyList<string>? Notes, IReadOnlyList<ReadView.PageView> Pages)
{
    public static ReadView Of(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Read read => Of(read.Reading, "read", null),
        ReadOutcome.PartlyRead partly => Of(partly.Reading, "partly-read", partly.Problem),
        ReadOutcome.Unreadable unreadable => Of(unreadable.Reading, "unreadable", unreadable.Problem),
        ReadOutcome.Refused refused => Of(refused.Reading, "refused", refused.Problem),
        _ => throw new InvalidOperationException($"A reader answered {outcome}."),
    };

    /// <summary>The pages' texts in reading order, one form feed between pages.</summary>
    public string Text() => Pages.Count == 0 ? "" : string.Join("\n\f", Pages.Select(page => page.Text)) + "\n";

    private static ReadView Of(DocumentReading reading, string status, ReadingProblem? problem) => new(
        new DocumentView(reading.Document.Hex, reading.MediaType, reading.Bytes, reading.Date?.ToString()),
        status, problem?.Code, problem?.Reason, problem?.NextStep, reading.NotUnderstood.Count > 0 ? reading.NotUnderstood : null, [.. reading.Pages.Select(PageView.Of)]);

    internal sealed record DocumentView(string Sha256, string MediaType, long Bytes, string? Date);

    internal sealed record PageView(int Number, int Width, int Height, int? Dpi, PageOrigin Origin, int Rotation, double Confidence, string Text, IReadOnlyList<WordView> Words)
    {
        public static PageView Of(Page page) => new(
            page.Number, page.Width, page.Height, page.Dpi, page.Origin, page.Rotation, Math.Round(page.Confidence, 3), page.Text,
            [.. page.Words.Select(word => new WordView(
                word.Text, word.Box?.X ?? 0, word.Box?.Y ?? 0, word.Box?.Width ?? 0, word.Box?.Height ?? 0, word.Line, Math.Round(word.Confidence, 3),
                word.Alternatives.Count > 0 ? word.Alternatives : null, word.NeedsReview ? true : null))]);
    }

    internal sealed record WordView(string Text, int X, int Y, int W, int H, int Line, double Confidence, IReadOnlyList<string>? Alternatives, bool? NeedsReview);
}
