using MedLedger.TestKit;

namespace MedLedger.Architecture.Tests;

public sealed class RulesHold
{
    private static readonly string[] Ignored = ["bin", "obj", "node_modules"];

    [Fact]
    public void References_point_one_way() => Assert.Empty(Rules.ReferencesPointOneWay(ProjectFacts.All));

    [Fact]
    public void Inner_projects_have_no_packages() => Assert.Empty(Rules.InnerProjectsHaveNoPackages(ProjectFacts.All));

    [Fact]
    public void Pure_projects_do_no_input_or_output() => Assert.Empty(Rules.PureProjectsDoNoInputOrOutput(ProjectFacts.All));

    [Fact]
    public void Time_is_injected() => Assert.Empty(Rules.TimeIsInjected(ProjectFacts.All));

    [Fact]
    public void Readers_have_no_network_and_no_keys() => Assert.Empty(Rules.ReadersHaveNoNetworkAndNoKeys(ProjectFacts.All));

    [Fact]
    public void Folders_name_steps() => Assert.Empty(Rules.FoldersNameSteps(Folders(Repository.Path("src"))));

    [Fact]
    public void Files_are_short() => Assert.Empty(Rules.FilesAreShort(
        from top in new[] { "src", "tests", "tools" }
        from folder in Folders(Repository.Path(top)).Append(Repository.Path(top))
        from path in Directory.GetFiles(folder, "*.cs")
        select (path, (IReadOnlyList<string>)File.ReadAllLines(path))));

    private static IEnumerable<string> Folders(string root) =>
        Directory.GetDirectories(root).Where(folder => !Ignored.Contains(Path.GetFileName(folder))).SelectMany(folder => Folders(folder).Prepend(folder));
}
