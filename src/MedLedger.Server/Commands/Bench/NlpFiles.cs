using System.IO.Compression;
using System.Text;
using MedLedger.Clinical.Evaluation;

namespace MedLedger.Server.Commands.Bench;

/// <summary>Opens a corpus wherever its files lie: one file or a folder of them, gzip or plain.</summary>
internal static class NlpFiles
{
    /// <summary>The development part that lies in the shared material.</summary>
    public static string Default(string corpus)
    {
        var shared = Path.Combine(Environment.GetEnvironmentVariable("MEDLEDGER_SHARED") ?? Path.Combine("..", "shared"), "data", "nlp");
        return corpus switch
        {
            "bc5cdr" => Path.Combine(shared, "bc5cdr", "dev.pubtator.txt.gz"),
            "ncbi" => Path.Combine(shared, "ncbi_disease", "dev.pubtator.txt.gz"),
            "maccrobat" => Path.Combine(shared, "maccrobat2020"),
            "negex" => Path.Combine(shared, "negex_context", "negex_train.tsv.gz"),
            _ => Path.Combine(shared, "lines", corpus + ".tsv"),
        };
    }

    /// <summary>PubTator documents of a file, or of every file of a folder whose name says "pubtator" (every file where none does).</summary>
    public static IReadOnlyList<AnnotatedDocument> PubTator(string path)
    {
        var files = File.Exists(path) ? [path] : FilesOf(path, "*pubtator*") is { Count: > 0 } named ? named : FilesOf(path, "*.txt*");
        if (files.Count == 0) throw new CommandFailedException($"{path}: there is no PubTator file. Name one, or a folder of them.");
        return [.. files.SelectMany(file => Parse(file, PubTatorCorpus.Read))];
    }

    /// <summary>BRAT documents: each text that has an .ann file beside it.</summary>
    public static IReadOnlyList<AnnotatedDocument> Brat(string path)
    {
        var annotations = File.Exists(path) ? [path] : FilesOf(path, "*.ann");
        if (annotations.Count == 0 && Directory.Exists(Path.Combine(path, "docs"))) annotations = FilesOf(Path.Combine(path, "docs"), "*.ann");
        if (annotations.Count == 0) throw new CommandFailedException($"{path}: there is no .ann file. Name a folder of .txt and .ann pairs.");
        return [.. annotations.Select(file => Parse(file, reader => BratDocument.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(Path.ChangeExtension(file, ".txt")), reader)))];
    }

    /// <summary>One table; of a folder, the file with that name (gzip or plain), else its only table.</summary>
    public static T Table<T>(string path, string name, Func<TextReader, T> read)
    {
        if (File.Exists(path)) return Parse(path, read);
        var tables = FilesOf(path, "*.tsv*");
        var file = tables.FirstOrDefault(table => Path.GetFileName(table).StartsWith(name, StringComparison.OrdinalIgnoreCase)) ?? (tables.Count == 1 ? tables[0] : null);
        return file is null ? throw new CommandFailedException($"{path}: there is no table for {name}. Name the file.") : Parse(file, read);
    }

    private static List<string> FilesOf(string folder, string pattern)
    {
        if (!Directory.Exists(folder)) throw new CommandFailedException($"{folder}: there is no such file or folder. Check --data, then run it again.");
        return [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)];
    }

    private static T Parse<T>(string file, Func<TextReader, T> read)
    {
        try
        {
            using Stream raw = File.OpenRead(file);
            // A gzip file begins with 1f 8b (RFC 1952, 2.3.1), whatever it is called.
            var compressed = raw.ReadByte() == 0x1F && raw.ReadByte() == 0x8B;
            raw.Position = 0;
            using var stream = compressed ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return read(reader);
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandFailedException($"{file}: {wrong.Message}. It is not in the corpus' format.", wrong);
        }
    }
}
