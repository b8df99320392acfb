using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MedLedger.EndToEnd.Tests;

/// <summary>A real PACS (Orthanc) on loopback: images in by C-STORE, found by DICOMweb, followed by the product and filed.</summary>
public sealed class PacsFeed : IAsyncLifetime, IDisposable
{
    private const string Orthanc = "/usr/sbin/Orthanc";
    private readonly ScratchFolder _scratch = new();
    private readonly int _http = RunningProduct.FreePort();
    private readonly int _dicom = RunningProduct.FreePort();
    private RunningProduct? _pacs;

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Orthanc), "Orthanc is not installed; 'make setup-test' installs it.");
        var settings = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Name"] = "Test",
            ["StorageDirectory"] = _scratch.At("pacs"),
            ["IndexDirectory"] = _scratch.At("pacs"),
            ["HttpPort"] = _http,
            ["DicomPort"] = _dicom,
            ["DicomAet"] = "TEST",
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["HttpServerEnabled"] = true,
            ["Plugins"] = new[] { "/usr/share/orthanc/plugins/libOrthancDicomWeb.so" },
            ["DicomWeb"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["Enable"] = true, ["Root"] = "/dicom-web/" },
        };
        await File.WriteAllTextAsync(_scratch.At("orthanc.json"), JsonSerializer.Serialize(settings));
        _pacs = await RunningProduct.StartAsync(_http, Orthanc, _scratch.At("orthanc.json"));
    }

    public async Task DisposeAsync()
    {
        if (_pacs is not null) await _pacs.DisposeAsync();
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_is_stored_in_the_PACS_is_found_there_followed_and_filed_or_held()
    {
        // The patient is known by two identifiers from an admission; one image carries both, one only the record number.
        await File.WriteAllTextAsync(_scratch.At("adt.hl7"), "MSH|^~\\&|ADT|NORTH|||20250301||ADT^A01|A1|P|2.5.1\rPID|1||N-10442^^^NORTH^MR~C-88213^^^CITY^NI||FINCH^ORLA||19610203|F\r");
        var ingested = await Product.RunAsync("ingest", "--patient", "P-1", "--data", Data, _scratch.At("adt.hl7"));
        Assert.True(ingested.ExitCode == 0, ingested.ToString());
        await StoreAsync("two", "1.2.826.0.1.3680043.9.1", other: true);
        await StoreAsync("one", "1.2.826.0.1.3680043.9.2", other: false);

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_http}/") };
        using var found = JsonDocument.Parse(await http.GetStringAsync("dicom-web/studies?StudyInstanceUID=1.2.826.0.1.3680043.9.1"));
        Assert.Equal(1, found.RootElement.GetArrayLength());
        var wado = await http.GetByteArrayAsync("dicom-web/studies/1.2.826.0.1.3680043.9.1/metadata");
        Assert.Contains("FINCH", Encoding.UTF8.GetString(wado), StringComparison.Ordinal);

        var followed = await FollowAsync();
        Assert.Equal((2, 1), (followed.Taken, followed.Held));
        // The feed goes on where it was, and an instance that comes again is recognised.
        followed = await FollowAsync();
        Assert.Equal((0, 1), (followed.Taken, followed.Held));

        using var held = JsonDocument.Parse((await Product.RunAsync("held", "--json", "--data", Data)).Output);
        var item = Assert.Single(held.RootElement.EnumerateArray().ToList());
        Assert.Equal(("orthanc", "one-identifier"), (item.GetProperty("door").GetString(), item.GetProperty("code").GetString()));

        var linked = await Product.RunAsync("link", item.GetProperty("id").GetString()!, "P-1", "--by", "m.okafor", "--data", Data);
        Assert.True(linked.ExitCode == 0, linked.ToString());
        Assert.Equal("[]", (await Product.RunAsync("held", "--json", "--data", Data)).Output.Trim());
    }

    [Fact]
    public async Task A_PACS_that_is_not_there_is_said_so()
    {
        var ended = await Product.RunAsync("orthanc", "follow", "--once", $"http://127.0.0.1:{RunningProduct.FreePort().ToString(CultureInfo.InvariantCulture)}", "--data", Data);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("Orthanc does not answer", ended.Error, StringComparison.Ordinal);
    }

    private string Data => _scratch.At("data");

    private async Task<(int Taken, int Held)> FollowAsync()
    {
        var ended = await Product.RunAsync("orthanc", "follow", "--once", "--json", $"http://127.0.0.1:{_http}", "--data", Data);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        using var answer = JsonDocument.Parse(ended.Output);
        return (answer.RootElement.GetProperty("taken").GetInt32(), answer.RootElement.GetProperty("held").GetInt32());
    }

    // A small invented capture, written by dcmtk and sent by its storescu.
    private async Task StoreAsync(string name, string study, bool other)
    {
        var dump = $"""
            (0002,0010) UI =LittleEndianExplicit
            (0008,0016) UI =SecondaryCaptureImageStorage
            (0008,0018) UI [{study}.1.1]
            (0008,0020) DA [20250302]
            (0008,0060) CS [OT]
            (0008,1030) LO [Chest]
            (0010,0010) PN [FINCH^ORLA]
            (0010,0020) LO [N-10442]
            (0010,0021) LO [NORTH]
            (0010,0030) DA [19610203]
            (0010,0040) CS [F]
            {(other ? "(0010,1002) SQ\n(fffe,e000) na\n(0010,0020) LO [C-88213]\n(0010,0021) LO [CITY]\n(fffe,e00d) na\n(fffe,e0dd) na" : "")}
            (0020,000d) UI [{study}]
            (0020,000e) UI [{study}.1]
            (0028,0002) US 1
            (0028,0004) CS [MONOCHROME2]
            (0028,0010) US 2
            (0028,0011) US 2
            (0028,0100) US 8
            (0028,0101) US 8
            (0028,0102) US 7
            (0028,0103) US 0
            (7fe0,0010) OB 00\ff\ff\00
            """;
        await File.WriteAllTextAsync(_scratch.At($"{name}.dump"), string.Join('\n', dump.Split('\n').Where(line => line.Length > 0)));
        var made = await Product.RunAsync("/usr/bin/dump2dcm", TimeSpan.FromMinutes(1), _scratch.At($"{name}.dump"), _scratch.At($"{name}.dcm"));
        Assert.True(made.ExitCode == 0, made.ToString());
        var sent = await Product.RunAsync("/usr/bin/storescu", TimeSpan.FromMinutes(1), "-aec", "TEST", "127.0.0.1", $"{_dicom}", _scratch.At($"{name}.dcm"));
        Assert.True(sent.ExitCode == 0, sent.ToString());
    }
}
