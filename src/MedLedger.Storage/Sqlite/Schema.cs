using System.Reflection;

namespace MedLedger.Storage.Sqlite;

/// <summary>The scripts that take a database forward, one a version; a script that was released never changes.</summary>
internal sealed record Schema(string Database, IReadOnlyList<string> Scripts)
{
    public static Schema Main { get; } = Load("medledger", versions: 2);

    public static Schema Keys { get; } = Load("keys", versions: 1);

    public static Schema Lock { get; } = Load("lock", versions: 1);

    public static Schema Intake { get; } = Load("intake", versions: 2);

    public int Version => Scripts.Count;

    private static Schema Load(string database, int versions) =>
        new(database, [.. Enumerable.Range(1, versions).Select(version => Read($"{database}.{version:0000}.sql"))]);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The schema script {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
