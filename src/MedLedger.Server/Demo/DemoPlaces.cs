namespace MedLedger.Server.Demo;

/// <summary>Where the demo keeps its things.</summary>
internal sealed record DemoPlaces(string Folder, string Samples)
{
    public string Data => Path.Combine(Folder, "data");

    public string Html => Path.Combine(Folder, "page.html");

    public string Ips => Path.Combine(Folder, "ips.json");

    public string Proof => Path.Combine(Folder, "proof.json");

    public string VerifierKey => Path.Combine(Folder, "log.vkey");
}
