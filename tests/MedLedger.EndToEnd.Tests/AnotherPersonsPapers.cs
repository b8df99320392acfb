using System.Text.Json;

namespace MedLedger.EndToEnd.Tests;

/// <summary>The worst outcome: another person's data on a page.</summary>
public sealed class AnotherPersonsPapers
{
    [Fact]
    public async Task Papers_of_another_that_come_in_later_never_take_the_patients_place()
    {
        using var scratch = new ScratchFolder();
        var data = scratch.At("data");
        await File.WriteAllTextAsync(scratch.At("own.txt"), "Clinic note 2025-05-02\nPatient: Orla Finch  DOB 1961-02-03\nAllergies: penicillin (rash)\nMedications: ramipril 5 mg po daily\n");
        await File.WriteAllTextAsync(scratch.At("other1.txt"), "Clinic note 2025-05-10\nPatient: Brendan Hale  DOB 1980-09-09\nAllergies: latex (hives)\nMedications: warfarin 3 mg po daily\n");
        await File.WriteAllTextAsync(scratch.At("other2.txt"), "Clinic note 2025-05-12\nPatient: Brendan Hale  DOB 1980-09-09\nAllergies: latex (hives)\nMedications: warfarin 4 mg po daily\n");
        string[] common = ["--patient", "F-1", "--data", data, "--as-of", "2025-06-01", "--json"];

        var first = await Product.RunAsync(["ingest", .. common, scratch.At("own.txt")]);
        Assert.True(first.ExitCode == 0, first.ToString());
        var second = await Product.RunAsync(["ingest", .. common, scratch.At("other1.txt"), scratch.At("other2.txt")]);

        Assert.True(second.ExitCode == 3, second.ToString());
        using var receipts = JsonDocument.Parse(second.Output);
        Assert.All(receipts.RootElement.GetProperty("documents").EnumerateArray(), one => Assert.Equal("held", one.GetProperty("report").GetProperty("status").GetString()));
    }
}
