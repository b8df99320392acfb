using System.ComponentModel;
using System.Diagnostics;
using MedLedger.Formats.Dicom;
using MedLedger.Ingestion.DicomStatements;

namespace MedLedger.Ingestion.Parsing;

/// <summary>
/// Unpacks compressed pixels with the programs of dcmtk (JPEG, JPEG-LS, RLE) and gdcm (JPEG 2000): native decoders, so they run as
/// processes inside the reader's confinement and are never linked.
/// </summary>
internal static class DicomDecompression
{
    private const long MostUnpacked = 192L * 1024 * 1024;
    private const string Jpeg2000Program = "gdcmconv";

    // PS3.6, table A-1.
    private static readonly Dictionary<string, string> Programs = new(StringComparer.Ordinal)
    {
        ["1.2.840.10008.1.2.4.50"] = "dcmdjpeg",
        ["1.2.840.10008.1.2.4.51"] = "dcmdjpeg",
        ["1.2.840.10008.1.2.4.53"] = "dcmdjpeg",
        ["1.2.840.10008.1.2.4.55"] = "dcmdjpeg",
        ["1.2.840.10008.1.2.4.57"] = "dcmdjpeg",
        ["1.2.840.10008.1.2.4.70"] = "dcmdjpeg",
        ["1.2.840.10008.1.2.4.80"] = "dcmdjpls",
        ["1.2.840.10008.1.2.4.81"] = "dcmdjpls",
        ["1.2.840.10008.1.2.4.90"] = Jpeg2000Program,
        ["1.2.840.10008.1.2.4.91"] = Jpeg2000Program,
        ["1.2.840.10008.1.2.5"] = "dcmdrle",
    };

    /// <summary>The same object with its pixels unpacked; null where they are of another kind, too large unpacked, or damaged, or the program is not installed.</summary>
    public static async Task<DicomFile?> UnpackAsync(byte[] bytes, DicomFile file, long mostPixels, CancellationToken cancellationToken)
    {
        if (file.TransferSyntax is not { } syntax || !Programs.TryGetValue(syntax, out var program)) return null;
        // What it unpacks to is stated; a picture that states less than it holds ends at the output's limit.
        if (DicomPixels.StatedBytes(file.Data, mostPixels) is not ({ } stated and <= MostUnpacked)) return null;
        try
        {
            var unpacked = program == Jpeg2000Program
                ? await WithFilesAsync(bytes, stated, cancellationToken)
                : await PipedAsync(program, bytes, stated, cancellationToken);
            return unpacked is null ? null : DicomFile.Parse(unpacked);
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidDataException or FormatException)
        {
            return null;
        }
    }

    private static async Task<byte[]?> PipedAsync(string program, byte[] bytes, long stated, CancellationToken cancellationToken) =>
        await PipedProgram.RunAsync(program, bytes, Most(bytes, stated), cancellationToken, "-", "-") is { ExitCode: 0, Overflow: false } finished ? finished.Output : null;

    // gdcmconv seeks in its files, so it cannot be piped. Under confinement the folder is in the reader's private memory.
    private static async Task<byte[]?> WithFilesAsync(byte[] bytes, long stated, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("medledger-pixels-");
        try
        {
            var (packed, unpacked) = (Path.Combine(folder.FullName, "in.dcm"), Path.Combine(folder.FullName, "out.dcm"));
            await File.WriteAllBytesAsync(packed, bytes, cancellationToken);
            var start = new ProcessStartInfo(Jpeg2000Program, ["--raw", "-i", packed, "-o", unpacked]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Jpeg2000Program} did not start.");
            try
            {
                await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken), process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken));
                await process.WaitForExitAsync(cancellationToken);
            }
            finally
            {
                if (!process.HasExited) process.Kill();
            }

            return process.ExitCode == 0 && new FileInfo(unpacked) is { Exists: true } made && made.Length <= Most(bytes, stated) ? await File.ReadAllBytesAsync(unpacked, cancellationToken) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Most(byte[] bytes, long stated) => stated + bytes.Length + (64 * 1024);
}
