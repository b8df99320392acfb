using MedLedger.Ledger.Checkpoints;
using MedLedger.Ledger.Verification;

namespace MedLedger.Cli.Commands;

internal enum VerifierCommand
{
    None,
    Record,
    Grant,
    Proof,
    Log,
}

/// <summary>What the auditor asked for; complete, or never made.</summary>
internal sealed record VerifierOptions
{
    private static readonly string[] Valued = ["--blob", "--vkey", "--rpc", "--registry", "--log-id", "--format"];

    public required VerifierCommand Command { get; init; }

    public required string Subject { get; init; }

    public required VerifierKey Key { get; init; }

    public string? Blob { get; init; }

    public Uri? Rpc { get; init; }

    public string? Registry { get; init; }

    public string? LogId { get; init; }

    public bool Json { get; init; }

    /// <exception cref="UsageException">with a sentence that says what is wrong.</exception>
    public static VerifierOptions Parse(string[] args)
    {
        var command = args.FirstOrDefault() switch
        {
            "record" => VerifierCommand.Record,
            "grant" => VerifierCommand.Grant,
            "proof" => VerifierCommand.Proof,
            "log" => VerifierCommand.Log,
            null => throw new UsageException("Say what to verify: record, grant, proof or log."),
            var other => throw new UsageException($"There is nothing called '{other}' to verify."),
        };
        var (subjects, values) = Split(args.AsSpan(1));
        if (subjects.Count != 1) throw new UsageException($"'{args[0]}' takes one {(command == VerifierCommand.Log ? "folder" : "proof file")}, not {subjects.Count}.");

        var options = new VerifierOptions
        {
            Command = command,
            Subject = subjects[0],
            Key = ReadKey(values.GetValueOrDefault("--vkey") ?? throw new UsageException("Name the key you trust with --vkey.")),
            Blob = values.GetValueOrDefault("--blob"),
            Rpc = values.TryGetValue("--rpc", out var rpc) ? ReadAddress(rpc) : null,
            Registry = ReadHex(values, "--registry", 20),
            LogId = ReadHex(values, "--log-id", 32),
            Json = values.ContainsKey("--json") || values.GetValueOrDefault("--format") == "json",
        };
        options.RefuseContradictions(values);
        return options;
    }

    /// <summary>Whether an anchor is of the registry and log that the auditor named; what was not named is left to the proof.</summary>
    public bool Accepts(AnchorReference anchor) => (Registry ?? anchor.Registry) == anchor.Registry && (LogId ?? anchor.LogId) == anchor.LogId;

    private void RefuseContradictions(Dictionary<string, string> values)
    {
        if (Command == VerifierCommand.Record && Blob is null) throw new UsageException("'record' needs the sealed bytes: --blob FILE.");
        if (Command != VerifierCommand.Record && Blob is not null) throw new UsageException("--blob belongs to 'record'.");
        if (Rpc is null && (Registry ?? LogId) is not null) throw new UsageException("--registry and --log-id say what to ask of --rpc, which is missing.");
        if (Command == VerifierCommand.Log && Rpc is not null && (Registry is null || LogId is null)) throw new UsageException("'log' with --rpc needs --registry and --log-id.");
        if (values.TryGetValue("--format", out var format) && format is not ("json" or "text")) throw new UsageException("--format is text or json.");
    }

    private static (List<string> Subjects, Dictionary<string, string> Values) Split(ReadOnlySpan<string> args)
    {
        var subjects = new List<string>();
        var values = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                subjects.Add(args[i]);
                continue;
            }

            var parts = args[i].Split('=', 2);
            string value;
            if (args[i] == "--json") value = "";
            else if (!Valued.Contains(parts[0])) throw new UsageException($"There is no option {parts[0]}.");
            else if (parts.Length == 2) value = parts[1];
            else if (i + 1 < args.Length) value = args[++i];
            else throw new UsageException($"The option {parts[0]} needs a value.");
            if (!values.TryAdd(parts[0], value)) throw new UsageException($"The option {parts[0]} is given twice.");
        }

        return (subjects, values);
    }

    private static VerifierKey ReadKey(string text)
    {
        try
        {
            return VerifierKey.Parse(File.Exists(text) ? File.ReadAllText(text) : text);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--vkey is neither a verifier key nor a file that holds one: {e.Message}");
        }
    }

    private static Uri ReadAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageException("--rpc is an http or https address.");

    private static string? ReadHex(Dictionary<string, string> values, string name, int length)
    {
        if (!values.TryGetValue(name, out var text)) return null;
        return text.StartsWith("0x", StringComparison.Ordinal) && text.Length == 2 + (2 * length) && text.Skip(2).All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw new UsageException($"{name} is 0x and {2 * length} hex digits.");
    }
}

/// <summary>The command line cannot be meant like that.</summary>
internal sealed class UsageException(string message) : Exception(message);
