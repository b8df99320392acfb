using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Tests.Findings;

public class DefaultTests
{
    [Fact]
    public void What_nobody_vouched_for_is_unsure() =>
        Assert.Equal(ReadingCertainty.Unsure, new ProblemFinding { Concept = new("gout") }.Certainty);

    [Fact]
    public void A_status_nobody_stated_is_unknown()
    {
        Assert.Equal(AllergyStatus.Unknown, new AllergyFinding { Concept = new("latex") }.Status);
        Assert.Equal(MedicationStatus.Unknown, new MedicationFinding { Concept = new("torsemide") }.Status);
        Assert.Equal(ProblemStatus.Unknown, new ProblemFinding { Concept = new("gout") }.Status);
        Assert.Equal(NoKnownScope.Unknown, default);
        Assert.Equal(ObservationCategory.Unknown, default);
    }

    [Fact]
    public void A_plain_statement_is_a_fact() => Assert.True(Assertion.Plain.IsPlainFact);

    [Fact]
    public void Past_is_a_fact_too() => Assert.True(new Assertion { Temporality = Temporality.Historical }.IsPlainFact);

    public static TheoryData<Assertion> NoFacts => new()
    {
        new Assertion { Negated = true },
        new Assertion { Likelihood = Likelihood.Possible },
        new Assertion { Likelihood = Likelihood.Hypothetical },
        new Assertion { Temporality = Temporality.Planned },
        new Assertion { Experiencer = Experiencer.Family },
        new Assertion { Experiencer = Experiencer.Other },
    };

    [Theory]
    [MemberData(nameof(NoFacts))]
    public void Anything_that_qualifies_a_statement_keeps_it_from_being_a_plain_fact(Assertion assertion) =>
        Assert.False(assertion.IsPlainFact);

    [Theory]
    [InlineData("2.5", "mg", null, "2.5 mg")]
    [InlineData("2.50", "mg", null, "2.50 mg")]
    [InlineData("58", "%", null, "58%")]
    [InlineData("450", "pg/mL", "<", "<450 pg/mL")]
    [InlineData("3", "", ">=", ">=3")]
    public void A_quantity_is_shown_as_written(string value, string unit, string? comparator, string shown)
    {
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(shown, new Quantity(number, unit) { Comparator = comparator }.Text);
    }

    [Fact]
    public void A_code_is_found_by_its_system_and_missing_ones_are_null()
    {
        var concept = new CodedText("gout") { Codes = [new(CodeSystems.Icd10Cm, "M10.9"), new(CodeSystems.Snomed, "90560007")] };
        Assert.Equal("90560007", concept.CodeIn(CodeSystems.Snomed));
        Assert.Null(concept.CodeIn(CodeSystems.Loinc));
    }
}
