using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedLedger.Server.Commands;

/// <summary>The answer goes to standard output and nothing else does; progress and complaints go to standard error.</summary>
internal static class Output
{
    /// <summary>How every command writes JSON: camelCase, indented, no escapes that a reader would stumble over.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static Task WriteJsonAsync<T>(T value) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(value, Json));

    public static Task WriteAsync(string text) => Console.Out.WriteAsync(text.EndsWith('\n') ? text : text + "\n");

    public static Task SayAsync(string line) => Console.Error.WriteLineAsync(line);

    /// <summary>Writes a file in one step: a reader sees the old content or the new, never half of it.</summary>
    public static async Task WriteFileAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var partial = full + ".partial";
        await File.WriteAllBytesAsync(partial, content, cancellationToken);
        File.Move(partial, full, overwrite: true);
    }
}
