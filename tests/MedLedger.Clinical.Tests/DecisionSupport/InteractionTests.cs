using MedLedger.Clinical.DecisionSupport;
using MedLedger.TestKit;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.DecisionSupport;

public class InteractionTests
{
    [Theory]
    [InlineData("methylphenidate", "phenelzine")]
    [InlineData("atazanavir", "esomeprazole")]
    [InlineData("febuxostat", "azathioprine")]
    [InlineData("irinotecan", "ketoconazole")]
    [InlineData("simvastatin", "clarithromycin")]
    [InlineData("sertraline", "tranylcypromine")]
    [InlineData("nortriptyline", "selegiline")]
    [InlineData("pethidine", "phenelzine")]
    [InlineData("sotalol", "haloperidol")]
    [InlineData("ramelteon", "fluvoxamine")]
    [InlineData("rifampicin", "darunavir")]
    [InlineData("tizanidine", "ciprofloxacin")]
    [InlineData("tranylcypromine", "procarbazine")]
    [InlineData("sumatriptan", "isocarboxazid")]
    [InlineData("dihydroergotamine", "itraconazole")]
    public void Each_class_pair_of_the_high_priority_list_interrupts(string one, string other)
    {
        var alert = Assert.Single(Alerts(one, other), alert => alert.Kind == AlertKind.Interaction);
        Assert.Equal(AlertTier.Interrupt, alert.Tier);
        Assert.Equal("2012", alert.Source.Date);
        Assert.Equal(2, alert.Lines.Count);
    }

    [SharedFact]
    public void Every_drug_pair_of_the_published_list_interrupts()
    {
        var missed = Rows("onc_high_priority_pairs_no_qt.tsv").Where(row => Alerts(row[0], row[1]).All(alert => alert.Tier != AlertTier.Interrupt)).Select(row => $"{row[0]} + {row[1]}").ToList();
        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("lisinopril", "aspirin")]
    [InlineData("simvastatin", "niacin")]
    [InlineData("metoprolol", "sertraline")]
    [InlineData("hydrochlorothiazide", "ibuprofen")]
    [InlineData("tacrolimus", "prednisone")]
    [InlineData("warfarin", "acetaminophen")]
    [InlineData("warfarin", "omeprazole")]
    [InlineData("lisinopril", "losartan")]
    [InlineData("warfarin", "simvastatin")]
    [InlineData("omeprazole", "diazepam")]
    [InlineData("clopidogrel", "aspirin")]
    [InlineData("atenolol", "nifedipine")]
    [InlineData("prednisone", "pyridostigmine")]
    public void A_pair_that_must_not_interrupt_never_does(string one, string other) =>
        Assert.DoesNotContain(Alerts(one, other), alert => alert.Tier == AlertTier.Interrupt);

    [Fact]
    public void Everyday_medicines_of_one_patient_interrupt_nobody() =>
        Assert.DoesNotContain(Alerts("metformin", "lisinopril", "amlodipine", "rosuvastatin", "pantoprazole", "paracetamol", "levothyroxine", "metoprolol"), alert => alert.Tier == AlertTier.Interrupt);

    [Theory]
    [InlineData("sildenafil", "isosorbide mononitrate", "hypotension")]
    [InlineData("apixaban", "ibuprofen", "bleeding")]
    [InlineData("oxycodone", "lorazepam", "respiratory")]
    [InlineData("spironolactone", "ramipril", "hyperkal")]
    public void What_matters_in_the_emergency_room_is_shown_without_interrupting(string one, string other, string effect)
    {
        var alert = Assert.Single(Alerts(one, other));
        Assert.Equal(AlertTier.Warning, alert.Tier);
        Assert.Contains(effect, alert.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_brand_a_salt_and_a_strength_hide_no_interaction() =>
        Assert.Equal(AlertTier.Interrupt, Assert.Single(Alerts("Zocor 40 mg tablet", "clarithromycin 500 mg"), alert => alert.Kind == AlertKind.Interaction).Tier);

    [Fact]
    public void Two_anticoagulants_are_a_duplicate() =>
        Assert.Contains(Alerts("apixaban", "enoxaparin"), alert => alert.Kind == AlertKind.Duplicate);

    [Fact]
    public void An_eye_drop_does_not_interact() =>
        Assert.Empty(Alerts("timolol eye drops", "verapamil"));

    [Fact]
    public void A_medicine_that_no_rule_knows_is_said_to_be_unchecked()
    {
        var review = SafetyChecks.Of(Record(Document("list.txt", "2025-02-20", Drug("warfarin"), Drug("Herzwohl herbal drops"))));
        Assert.Contains(review.NotChecked, one => one.What == "Herzwohl herbal drops");
        Assert.Equal(1, review.MedicinesKnown);
    }

    [Fact]
    public void An_alert_on_an_unsure_reading_is_unsure()
    {
        var review = SafetyChecks.Of(Record(Document("scan.txt", "2025-02-20", Drug("simvastatin"), Drug("clarithromycin").Unsure())));
        Assert.Equal(Domain.Provenance.ReadingCertainty.Unsure, review.Alerts[0].Certainty);
    }

    [Fact]
    public void A_stopped_medicine_interacts_with_nothing()
    {
        var stopped = Drug("clarithromycin") with { Status = Domain.Findings.MedicationStatus.Stopped };
        Assert.Empty(SafetyChecks.Of(Record(Document("list.txt", "2025-02-20", Drug("simvastatin"), stopped))).Alerts);
    }

    private static IReadOnlyList<SafetyAlert> Alerts(params string[] drugs) =>
        SafetyChecks.Of(Record(Document("list.txt", "2025-02-20", [.. drugs.Select(drug => Drug(drug))]))).Alerts;

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(SharedData.Path("data", "terminology", "ddi", file)).Skip(1).Select(line => line.Split('\t'));
}
