namespace MedLedger.Architecture.Tests;

/// <summary>The rules as functions over facts, so that each can be shown failing (docs/adr/0012-project-boundaries.md).</summary>
public static class Rules
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Formats"] = ["Domain"],
        ["Ingestion"] = ["Domain", "Formats"],
        ["Clinical"] = ["Domain", "Formats"],
        ["Vault"] = ["Domain"],
        ["Ledger"] = ["Domain"],
        ["Access"] = ["Domain"],
        ["Chain"] = ["Domain", "Ledger", "Access"],
        ["Storage"] = ["Domain", "Vault", "Ledger", "Access"],
        ["Cli"] = ["Domain", "Ledger", "Chain"],
        ["Server"] = ["Domain", "Formats", "Ingestion", "Clinical", "Vault", "Ledger", "Access", "Chain", "Storage", "Cli"],
    };

    private static readonly string[] WithoutPackages = ["Domain", "Formats", "Ingestion", "Clinical", "Vault", "Ledger", "Access", "Chain", "Cli"];

    private static readonly string[] Pure = ["Domain", "Formats", "Clinical", "Access"];

    private static readonly string[] InputOutput =
        ["System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Diagnostics.Process", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Threading.Thread"];

    private static readonly string[] Clocks =
        ["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Random.get_Shared"];

    /// <summary>Dependencies point one way: a project may reference only what the table allows, and the table names every project.</summary>
    public static IEnumerable<string> ReferencesPointOneWay(IEnumerable<ProjectFacts> projects) =>
        from project in projects
        from reference in MayReference.TryGetValue(project.Name, out var allowed) ? project.Projects.Except(allowed) : ["(a project the table does not know)"]
        select $"{project.Name} references {reference}";

    /// <summary>What must be audited in a day, or meets hostile bytes or keys, carries no packages.</summary>
    public static IEnumerable<string> InnerProjectsHaveNoPackages(IEnumerable<ProjectFacts> projects) =>
        from project in projects
        where WithoutPackages.Contains(project.Name)
        from package in project.Packages
        select $"{project.Name} takes the package {package}";

    /// <summary>A summary can be reproduced and disputed: understanding and deciding touch no file, process or network.</summary>
    public static IEnumerable<string> PureProjectsDoNoInputOrOutput(IEnumerable<ProjectFacts> projects) =>
        from project in projects
        where Pure.Contains(project.Name)
        from use in InputOutput
        where project.Uses.Contains(use)
        select $"{project.Name} uses {use}";

    /// <summary>Time and randomness are injected everywhere but in the composition root.</summary>
    public static IEnumerable<string> TimeIsInjected(IEnumerable<ProjectFacts> projects) =>
        from project in projects
        where project.Name != "Server"
        from clock in Clocks
        where project.Uses.Contains(clock)
        select $"{project.Name} calls {clock}";

    /// <summary>Parsers never hold keys and never speak to the network.</summary>
    public static IEnumerable<string> ReadersHaveNoNetworkAndNoKeys(IEnumerable<ProjectFacts> projects) =>
        from project in projects
        where project.Name is "Ingestion" or "Formats"
        from use in project.Uses
        where use.StartsWith("System.Net.Http.", StringComparison.Ordinal) || use.StartsWith("System.Net.Sockets.", StringComparison.Ordinal)
            || use.StartsWith("System.Security.Cryptography.Aes", StringComparison.Ordinal) || use.StartsWith("System.Security.Cryptography.ECDsa", StringComparison.Ordinal)
        select $"{project.Name} uses {use}";

    /// <summary>Folders are steps and nouns of the field.</summary>
    public static IEnumerable<string> FoldersNameSteps(IEnumerable<string> folders) =>
        folders.Where(folder => Path.GetFileName(folder) is "Helpers" or "Utils" or "Util" or "Common" or "Services" or "Managers" or "Models" or "Shared" or "Misc" or "Core" or "Infrastructure");

    /// <summary>Most files are short; one over 400 lines says why in its first lines ("long because").</summary>
    public static IEnumerable<string> FilesAreShort(IEnumerable<(string Path, IReadOnlyList<string> Lines)> files) =>
        from file in files
        where file.Lines.Count > 400 && !file.Lines.Take(15).Any(line => line.Contains("long because", StringComparison.OrdinalIgnoreCase))
        select $"{file.Path} has {file.Lines.Count} lines";
}
