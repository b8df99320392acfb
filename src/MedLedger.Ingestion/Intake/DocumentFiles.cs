namespace MedLedger.Ingestion.Intake;

/// <summary>The files that a list of paths means.</summary>
public static class DocumentFiles
{
    private static readonly EnumerationOptions OneFolder = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>Files as named, folders with everything below them: in ordinal order, without hidden files and without links, which could lead out of the folder.</summary>
    /// <exception cref="FileNotFoundException">when a path names neither a file nor a folder.</exception>
    public static IReadOnlyList<string> Enumerate(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path)) files.Add(path);
            else if (Directory.Exists(path)) AddFolder(new DirectoryInfo(path), files);
            else throw new FileNotFoundException("There is no such file or folder.", path);
        }

        return files;
    }

    /// <summary>What stands in a folder itself, in ordinal order, without hidden entries and without links.</summary>
    public static IEnumerable<FileSystemInfo> In(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos("*", OneFolder).Where(entry => entry.LinkTarget is null).OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private static void AddFolder(DirectoryInfo folder, List<string> files)
    {
        foreach (var entry in In(folder))
        {
            if (entry is DirectoryInfo below) AddFolder(below, files);
            else files.Add(entry.FullName);
        }
    }
}
