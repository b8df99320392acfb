using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedLedger.Server.Commands;

/// <summary>The answer goes to standard output and nothing else does; progress and complaints go to standard error.</summary>
internal static class Output
{
    private const int BufferSize = 64 * 1024;

    /// <summary>How every command writes JSON: camelCase, indented, no escapes that a reader would stumble over.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Straight to the stream: the console's own writer takes a large answer in steps of a few hundred characters.</summary>
    public static async Task WriteJsonAsync<T>(T value)
    {
        await using var output = new BufferedStream(Console.OpenStandardOutput(), BufferSize);
        JsonSerializer.Serialize(output, value, Json);
        output.WriteByte((byte)'\n');
    }

    public static async Task WriteAsync(string text)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"));
    }

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
