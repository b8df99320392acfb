using System.CommandLine;
using System.Globalization;

namespace MedLedger.Server.Commands;

/// <summary>Options that every command understands.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder where everything is kept (default: MEDLEDGER_DATA, else ./medledger-data).",
        Recursive = true,
        HelpName = "DIR",
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON document on standard output.",
        Recursive = true,
    };

    public static readonly Option<DateOnly?> AsOf = new("--as-of")
    {
        Description = "The clinical 'today', YYYY-MM-DD (default: the day of the machine's clock).",
        Recursive = true,
        HelpName = "DATE",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"--as-of wants a day as YYYY-MM-DD, not '{text}'.");
            return null;
        },
    };

    public static string DataDirectory(this ParseResult parse) =>
        Path.GetFullPath(parse.GetValue(Data) ?? Environment.GetEnvironmentVariable("MEDLEDGER_DATA") ?? "medledger-data");

    public static bool WantsJson(this ParseResult parse) => parse.GetValue(Json);

    public static DateOnly Today(this ParseResult parse, TimeProvider time) =>
        parse.GetValue(AsOf) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
