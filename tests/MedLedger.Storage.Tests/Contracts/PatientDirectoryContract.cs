using MedLedger.Domain.Identity;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every patient directory must do.</summary>
public abstract class PatientDirectoryContract
{
    protected abstract IPatientDirectory Patients { get; }

    [Fact]
    public async Task A_reference_names_one_patient_however_often_it_is_asked_for()
    {
        var first = await Patients.FindOrAddAsync("ward-7/12", At, Never);
        var again = await Patients.FindOrAddAsync("ward-7/12", At.AddDays(1), Never);
        Assert.Equal(first, again);
        Assert.Equal(first, await Patients.FindAsync("ward-7/12", Never));
        Assert.Equal(first, await Patients.FindAsync(first.Id, Never));
        Assert.NotEqual(first.Id, (await Patients.FindOrAddAsync("ward-7/13", At, Never)).Id);
    }

    [Fact]
    public async Task Whoever_asks_at_once_gets_the_same_patient()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Patients.FindOrAddAsync("same", At, Never))));
        Assert.Single(all.Select(patient => patient.Id).Distinct());
    }

    [Fact]
    public async Task An_unknown_patient_is_null()
    {
        Assert.Null(await Patients.FindAsync("nobody", Never));
        Assert.Null(await Patients.FindAsync(PatientId.New(), Never));
        await Assert.ThrowsAsync<ArgumentException>(() => Patients.FindOrAddAsync(" ", At, Never));
    }

    [Fact]
    public async Task Patients_are_listed_by_reference()
    {
        foreach (var reference in new[] { "b", "c", "a" }) await Patients.FindOrAddAsync(reference, At, Never);
        Assert.Equal(["a", "b", "c"], (await Patients.ListAsync(Never)).Select(patient => patient.Reference));
    }
}
