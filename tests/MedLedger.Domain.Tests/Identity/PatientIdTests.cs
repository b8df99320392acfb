using MedLedger.Domain.Identity;

namespace MedLedger.Domain.Tests.Identity;

public class PatientIdTests
{
    [Fact]
    public void The_injected_source_decides_all_128_bits()
    {
        var id = PatientId.New(bytes =>
        {
            for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 17);
        });

        Assert.Equal("00112233445566778899aabbccddeeff", id.Value);
    }

    [Fact]
    public void Two_patients_never_share_an_id() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => PatientId.New()).Distinct().Count());

    [Fact]
    public void An_id_is_read_back_as_written()
    {
        var id = PatientId.New();
        Assert.True(PatientId.TryParse(id.ToString(), out var again));
        Assert.Equal(id, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("LS-20418")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    [InlineData("00112233445566778899aabbccddeeff00")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff")]
    public void Anything_else_is_no_id(string? text) => Assert.False(PatientId.TryParse(text, out _));

    [Fact]
    public void An_id_that_was_never_assigned_cannot_be_used() =>
        Assert.Throws<InvalidOperationException>(() => default(PatientId).Value);
}
