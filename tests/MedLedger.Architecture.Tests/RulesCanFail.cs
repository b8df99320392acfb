namespace MedLedger.Architecture.Tests;

/// <summary>Each rule, shown a project that breaks it: a rule nobody saw fail guards nothing.</summary>
public sealed class RulesCanFail
{
    [Fact]
    public void A_reference_against_the_direction_is_found() =>
        Assert.Equal(["Ledger references Storage"], Rules.ReferencesPointOneWay([new ProjectFacts("Ledger") { Projects = ["Domain", "Storage"] }]));

    [Fact]
    public void A_project_outside_the_table_is_found() =>
        Assert.Single(Rules.ReferencesPointOneWay([new ProjectFacts("Helpers")]));

    [Fact]
    public void A_package_in_an_inner_project_is_found() =>
        Assert.Single(Rules.InnerProjectsHaveNoPackages([new ProjectFacts("Access") { Packages = ["Dapper"] }]));

    [Fact]
    public void A_file_read_in_a_pure_project_is_found() =>
        Assert.Single(Rules.PureProjectsDoNoInputOrOutput([new ProjectFacts("Clinical") { Uses = new HashSet<string> { "System.IO.File" } }]));

    [Fact]
    public void A_clock_outside_the_server_is_found() =>
        Assert.Single(Rules.TimeIsInjected([new ProjectFacts("Access") { Uses = new HashSet<string> { "System.DateTimeOffset.get_UtcNow" } }]));

    [Fact]
    public void A_reader_with_a_network_client_is_found() =>
        Assert.Single(Rules.ReadersHaveNoNetworkAndNoKeys([new ProjectFacts("Ingestion") { Uses = new HashSet<string> { "System.Net.Http.HttpClient" } }]));

    [Fact]
    public void A_folder_named_after_a_kind_is_found() => Assert.Single(Rules.FoldersNameSteps(["src/MedLedger.Domain/Helpers"]));

    [Fact]
    public void A_file_that_grew_is_found() => Assert.Single(Rules.FilesAreShort([("Long.cs", Enumerable.Repeat("x", 401).ToList())]));

    [Fact]
    public void The_facts_see_what_code_really_uses() =>
        Assert.Contains(ProjectFacts.All, project => project.Name == "Server" && project.Uses.Contains("System.Console.get_Error"));
}
