using MedLedger.Access.BreakGlass;
using MedLedger.Access.Gate;
using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every memory of broken glass must do.</summary>
public abstract class BreakGlassWindowsContract
{
    private static readonly GranteeRef _reader = GranteeRef.Of("https://issuer.example", "dr-okafor");

    protected abstract IBreakGlassWindows Windows { get; }

    protected abstract Task<PatientId> PatientAsync(string reference);

    [Fact]
    public async Task A_window_is_open_from_its_first_moment_to_just_before_its_end()
    {
        var window = new BreakGlassWindow(await PatientAsync("p"), _reader, At, At.AddHours(2), new AccessReceipt(4, 5));
        await Windows.AddAsync(window, Never);
        Assert.Equal(window, await Windows.FindOpenAsync(window.Patient, _reader, At, Never));
        Assert.Equal(window, await Windows.FindOpenAsync(window.Patient, _reader, At.AddHours(2).AddMilliseconds(-1), Never));
        Assert.Null(await Windows.FindOpenAsync(window.Patient, _reader, At.AddHours(2), Never));
        Assert.Null(await Windows.FindOpenAsync(window.Patient, _reader, At.AddMilliseconds(-1), Never));
    }

    [Fact]
    public async Task A_window_is_for_one_reader_and_one_patient()
    {
        var window = new BreakGlassWindow(await PatientAsync("p"), _reader, At, At.AddHours(2), new AccessReceipt(4, 5));
        await Windows.AddAsync(window, Never);
        Assert.Null(await Windows.FindOpenAsync(window.Patient, GranteeRef.Of("https://issuer.example", "dr-lindqvist"), At, Never));
        Assert.Null(await Windows.FindOpenAsync(await PatientAsync("other"), _reader, At, Never));
    }

    [Fact]
    public async Task Of_two_open_windows_the_longer_one_counts()
    {
        var patient = await PatientAsync("p");
        await Windows.AddAsync(new(patient, _reader, At, At.AddHours(2), new AccessReceipt(4, 5)), Never);
        await Windows.AddAsync(new(patient, _reader, At.AddHours(1), At.AddHours(3), new AccessReceipt(6, 7)), Never);
        Assert.Equal(6ul, (await Windows.FindOpenAsync(patient, _reader, At.AddHours(1), Never))!.Opening.LeafIndex);
    }
}
