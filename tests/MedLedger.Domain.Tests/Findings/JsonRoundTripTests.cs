using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Tests.Findings;

/// <summary>Findings and readings cross the reader's process border and rest sealed as JSON: nothing may be lost or change its kind on the way.</summary>
public class JsonRoundTripTests
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static TheoryData<Finding> Findings => [.. Samples.Findings];

    public static TheoryData<ReadOutcome> Outcomes => [.. Samples.Outcomes];

    public static TheoryData<SourceSpan> Spans => [.. Samples.Spans];

    [Theory]
    [MemberData(nameof(Findings))]
    public void A_finding_comes_back_whole(Finding finding) => AssertComesBack(finding);

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void An_outcome_comes_back_whole(ReadOutcome outcome) => AssertComesBack(outcome);

    [Theory]
    [MemberData(nameof(Spans))]
    public void A_span_comes_back_whole(SourceSpan span) => AssertComesBack(span);

    [Fact]
    public void An_understood_document_comes_back_whole() => AssertComesBack(Samples.Document);

    [Theory]
    [InlineData(typeof(Finding))]
    [InlineData(typeof(ReadOutcome))]
    [InlineData(typeof(SourceSpan))]
    public void Every_kind_is_named_and_sampled(Type closed)
    {
        var kinds = closed.Assembly.GetTypes().Where(type => type.BaseType == closed).ToHashSet();
        var named = closed.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType).ToHashSet();
        var sampled = Samples.Findings.Cast<object>().Concat(Samples.Outcomes).Concat(Samples.Spans)
            .Select(sample => sample.GetType()).Where(closed.IsAssignableFrom).ToHashSet();

        Assert.NotEmpty(kinds);
        Assert.Equal(kinds, named);
        Assert.Equal(kinds, sampled);
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void A_sample_sets_every_property_so_that_a_lost_one_shows(Finding finding)
    {
        foreach (var property in finding.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var value = property.GetValue(finding);
            var unset = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
            // "Active" is true by default, so a sample sets it to false.
            if (property.Name == nameof(DeviceFinding.Active)) Assert.Equal(false, value);
            else Assert.NotEqual(unset, value);
        }
    }

    [Fact]
    public void A_kind_nobody_knows_is_refused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Finding>("""{"kind":"horoscope","concept":{"text":"lucky"}}""", _json));

    [Fact]
    public void A_finding_without_a_concept_is_refused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Finding>("""{"kind":"problem"}""", _json));

    private static void AssertComesBack<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, _json);
        var again = JsonSerializer.Deserialize<T>(json, _json);

        Assert.IsType(value!.GetType(), again);
        Assert.Equivalent(value, again, strict: true);
        Assert.Equal(json, JsonSerializer.Serialize(again, _json));
    }
}
