using System.Text.Encodings.Web;
using System.Text.Unicode;
using MedLedger.Clinical.Summary.Ips;

namespace MedLedger.Clinical.Summary;

/// <summary>Text of documents is hostile: it is cleaned and encoded here and nowhere else.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string? text) => _encoder.Encode(Plain(text));

    /// <summary>Keeps line breaks, for text of a page.</summary>
    public static string EncodeLines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? "" : _encoder.Encode(Plain(line, trim: false))));

    // Direction overrides could make a dose read backwards.
    public static string Plain(string? text, bool trim = true)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = trim ? Json.Clean(text) ?? "" : " " + (Json.Clean("." + text + ".") ?? "..")[1..^1];
        var kept = new string([.. clean.Where(c => c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F'))]);
        return trim ? kept : kept[1..];
    }
}
