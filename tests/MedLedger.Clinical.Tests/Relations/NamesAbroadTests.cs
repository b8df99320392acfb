using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Relations;

/// <summary>What drugs are called outside the United States, and words that name them without saying that they are taken.</summary>
public sealed class NamesAbroadTests
{
    [Theory]
    [InlineData("Rifampicin 600 mg od", "rifampin")]
    [InlineData("Glibenclamide 5 mg od", "glyburide")]
    [InlineData("ISMN 60 mg od", "isosorbide mononitrate")]
    [InlineData("Clopilet-A 75 mg od", "aspirin / clopidogrel")]
    [InlineData("Telma-AM 40 mg od", "amlodipine / telmisartan")]
    [InlineData("Cardicor 2.5 mg od", "bisoprolol")]
    [InlineData("Seguril 40 mg od", "furosemide")]
    [InlineData("Creon 25000 2 caps tds", "creon")]
    public void A_name_from_abroad_is_known(string line, string drug) =>
        Assert.Null(Reading.Named<MedicationFinding>($"MEDICATIONS\n{line}", drug).UnsureBecause);

    [Theory]
    [InlineData("Pethidine - vomiting", "meperidine")]
    [InlineData("Suxamethonium - apnoea", "succinylcholine")]
    [InlineData("Lignocaine - seizure", "lidocaine")]
    public void An_allergy_to_it_is_known(string line, string drug) =>
        Assert.Equal(AllergyStatus.Active, Reading.Named<AllergyFinding>($"ALLERGIES\n{line}", drug).Status);

    [Theory]
    [InlineData("MSU: E. coli, sensitive to nitrofurantoin, resistant to trimethoprim")]
    [InlineData("The organism was resistant to ciprofloxacin but sensitive to gentamicin.")]
    [InlineData("Urine grew Klebsiella. Sensitive to gentamicin.")]
    public void What_a_germ_is_sensitive_to_is_no_allergy(string text) => Assert.Empty(Reading.Find<AllergyFinding>(text));

    [Theory]
    [InlineData("Sputum sent for culture. She is sensitive to penicillin.", "penicillin")]
    [InlineData("He is sensitive to codeine (vomiting).", "codeine")]
    public void What_a_person_is_sensitive_to_is_one(string text, string drug) => Assert.Equal(AllergyStatus.Active, Reading.Named<AllergyFinding>(text, drug).Status);

    [Fact]
    public void Where_the_supply_ran_out_the_drug_is_shown_unsure()
    {
        var inhaler = Reading.Named<MedicationFinding>("MEDICATIONS\nSalbutamol inhaler 2 puffs prn (ran out 5 days ago)", "albuterol");
        Assert.Equal(MedicationStatus.Active, inhaler.Status);
        Assert.Contains("run out", inhaler.UnsureBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fistula_that_was_created_is_an_operation_as_well()
    {
        const string Text = "PAST HISTORY\nAV fistula in left forearm (created 2013) still patent - no BP left arm (lymphoedema)";
        Assert.True(Reading.Named<DeviceFinding>(Text, "arteriovenous fistula").Active);
        Assert.Equal("2013", Reading.Named<ProcedureFinding>(Text, "arteriovenous fistula creation").Performed?.ToString());
        Assert.False(Reading.Named<ProblemFinding>(Text, "lymphedema").Assertion.Negated);
    }
}
