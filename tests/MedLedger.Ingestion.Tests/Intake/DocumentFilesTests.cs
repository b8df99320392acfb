using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Tests.Intake;

public sealed class DocumentFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("documents");

    [Fact]
    public void Files_come_in_ordinal_order_without_hidden_ones_and_links()
    {
        var outside = Directory.CreateTempSubdirectory("outside");
        try
        {
            File.WriteAllText(Path.Combine(outside.FullName, "secret.txt"), "x");
            foreach (var name in (string[])["b.txt", "B.txt", "a/z.txt", ".hidden", ".git/config", "a/10.txt", "a/9.txt"])
            {
                var path = Path.Combine(_folder.FullName, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "x");
            }

            Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "out"), outside.FullName);
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.txt"), Path.Combine(outside.FullName, "secret.txt"));
            var names = DocumentFiles.Enumerate([_folder.FullName]).Select(path => Path.GetRelativePath(_folder.FullName, path));
            Assert.Equal(["B.txt", "a/10.txt", "a/9.txt", "a/z.txt", "b.txt"], names);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_path_that_names_nothing_is_an_error() =>
        Assert.Throws<FileNotFoundException>(() => DocumentFiles.Enumerate([Path.Combine(_folder.FullName, "missing")]));

    public void Dispose() => _folder.Delete(recursive: true);
}
