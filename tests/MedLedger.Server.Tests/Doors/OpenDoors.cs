using System.Net;
using System.Text;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;
using MedLedger.Server.Composition;
using MedLedger.Server.Doors;
using MedLedger.Server.Doors.Mllp;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;

namespace MedLedger.Server.Tests.Doors;

/// <summary>A real store with one patient who is known by two identifiers, and its doors on loopback. The reader is the product's, in this process.</summary>
internal sealed class OpenDoors : IAsyncDisposable
{
    private static readonly DocumentReader Reader = new(new ReaderLimits());
    private readonly string _folder = Directory.CreateTempSubdirectory("medledger-doors-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private MllpListener? _mllp;
    private Task _filing = Task.CompletedTask;

    public Installation Store { get; private set; } = null!;

    public KnownPatient Patient { get; private set; } = null!;

    public FilingClerk Clerk { get; private set; } = null!;

    public string Folder => _folder;

    public static async Task<OpenDoors> OpenAsync()
    {
        var doors = new OpenDoors();
        await doors.OpenStoreAsync();
        doors.Patient = await doors.Store.Patients.FindOrAddAsync("P-1", TimeProvider.System.GetUtcNow(), Never);
        var first = IncomingDocument.FromBytes("first.hl7", Message("FIRST", Orla, "LATEX"));
        await new RecordPipeline(doors.Store, Step).IngestAsync(doors.Patient, [first], _ => { }, Never);
        return doors;
    }

    /// <summary>What a crash leaves: the process is gone, and another opens the same folder.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenStoreAsync();
    }

    public IPEndPoint Address => _mllp!.Address;

    public MllpListener Listen(MllpLimits? limits = null)
    {
        _mllp = new MllpListener(new IPEndPoint(IPAddress.Loopback, 0), [], Store.Inbox, Store.Settlements, limits ?? new MllpLimits(), TimeProvider.System);
        _mllp.Start();
        return _mllp;
    }

    public async Task<MllpClient> ConnectAsync(MllpLimits? limits = null) => await MllpClient.ConnectAsync((_mllp ?? Listen(limits)).Address, Never);

    public void StartFiling() => _filing = Clerk.RunAsync(_stop.Token);

    public Task<IReadOnlyList<StoredArrival>> ArrivalsAsync(ArrivalState state) => Store.Store.Arrivals.ListAsync(state, 10_000, Never);


    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public const string Orla = "1234567^^^NORTH^MR~123-45-6789^^^SSA^SS||FINCH^ORLA||19610203|F";
    public const string OrlaByOne = "1234567^^^NORTH^MR||FINCH^ORLA||19610203|F";
    public const string Namesake = "7654321^^^NORTH^MR~987-65-4321^^^SSA^SS||FINCH^ORLA||19610203|F";

    public static CancellationToken Never => CancellationToken.None;

    public static ReadAndUnderstand Step { get; } = new(Reader, Readers.Understanding, 1);

    /// <summary>An invented admission with one allergy.</summary>
    public static byte[] Message(string control, string? person, string allergy, string header = "", string time = "20250301120000") => Encoding.UTF8.GetBytes(
        $"MSH|^~\\&|LAB|NORTH|MEDLEDGER|HOME|{time}||ADT^A01^ADT_A01|{control}|P|2.5.1{header}\rEVN|A01|20250301120000\r{(person is null ? "" : $"PID|1||{person}\r")}AL1|1|DA|^{allergy}^L|SV|HIVES|20200101\r");

    private async Task OpenStoreAsync()
    {
        Store = await Installation.OpenAsync(Path.Combine(_folder, "data"), TimeProvider.System, Never, new DateOnly(2025, 6, 1));
        Clerk = new FilingClerk(Store, Step);
    }

    private async Task CloseAsync()
    {
        if (_mllp is not null) await _mllp.DisposeAsync();
        _mllp = null;
        await _stop.CancelAsync();
        try
        {
            await _filing;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        await Store.DisposeAsync();
    }
}
