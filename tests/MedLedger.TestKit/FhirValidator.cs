using System.Diagnostics;
using Xunit;

namespace MedLedger.TestKit;

/// <summary>The independent FHIR validator of the shared test material. Guard with <see cref="SharedFactAttribute"/>: its npm packages are this repository's own tests/oracles.</summary>
public static class FhirValidator
{
    private static readonly string Modules = Environment.GetEnvironmentVariable("MEDLEDGER_IPS_MODULES") ?? Repository.Path("tests", "oracles", "node_modules");

    /// <summary>Fails where a file is no valid IPS 2.0.</summary>
    public static void AssertIps(params IReadOnlyList<string> files) => AssertValid([SharedData.Path("data", "health", "fhir-ips-2.0.1", "definitions")], files);

    /// <summary>Fails where a file is no valid R4 resource.</summary>
    public static void AssertR4(params IReadOnlyList<string> files) => AssertValid(["--base"], files);

    private static void AssertValid(string[] against, IReadOnlyList<string> files)
    {
        Assert.True(Directory.Exists(Path.Combine(Modules, "fhirpath")), "The validator's packages are missing. `make test` installs them (npm ci in tests/oracles); run that first.");
        var start = new ProcessStartInfo(Installed.Program("node"), [SharedData.Path("tools", "ips", "ipsval.cjs"), .. against, .. files]);
        (start.Environment["NM"], start.Environment["V"]) = (Modules, "20");
        Assert.Equal(files.Count, Installed.Run(start).Split("errors=0").Length - 1);
    }
}
