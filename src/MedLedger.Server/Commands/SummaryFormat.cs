using System.CommandLine;
using MedLedger.Clinical.Summary.Wording;

namespace MedLedger.Server.Commands;

/// <summary>The forms in which the one page can be had.</summary>
internal static class SummaryFormat
{
    public static readonly string[] All = ["text", "html", "pdf", "fhir", "xml", "json"];

    /// <summary>The language of the page and of what the product says on it.</summary>
    public static Option<string?> Language() => new Option<string?>("--lang") { Description = $"Language of the page: {string.Join(", ", PageWords.Languages)}." }.AcceptOnlyFromAmong([.. PageWords.Languages]);

    public static PageWords WordsOf(this ParseResult parse, Option<string?> language) => PageWords.In(parse.GetValue(language) ?? "") ?? PageWords.English;
}
