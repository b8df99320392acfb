using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Tests.Lines;

public class DirectionLineTests
{
    private static readonly ClinicalTextAnalyzer Analyzer = ClinicalTextAnalyzer.Create();

    [Theory]
    [InlineData("Nebivolol 5 mg tablet, 1 tab PO daily", "nebivolol", "5 mg", "1 tablet", "oral", "1")]
    [InlineData("Vildagliptin/metformin 50/850 mg 1-0-1", "vildagliptin/metformin", "50/850 mg", "1 tablet", "oral?", "2")]
    [InlineData("Pregabalin 75 mg 2x tägl.", "pregabalin", null, "75 mg", null, "2")]
    [InlineData("Furosémide 40 mg 1 cp x 3/j", "furosémide", "40 mg", "1 tablet", "oral", "3")]
    [InlineData("Bisoprolol 2,5 mg T+0+T", "bisoprolol", "2.5 mg", "1 tablet", "oral?", "2")]
    [InlineData("Cefuroxime 250 mg/5 mL, 5 mL by mouth every 12 hours", "cefuroxime", "250 mg/5 ml", "5 ml", "oral", "2")]
    [InlineData("Tramadol 50 mg caps 1-2 q4-6h prn pain", "tramadol", "50 mg", "1-2 capsule", "oral", "4-6")]
    [InlineData("Glargine 10 units am and 14 units pm", "glargine", null, "10+14 unit", null, "2")]
    [InlineData("Folic acid 5 mg Mon, Wed, Fri", "folic acid", null, "5 mg", null, "0.428571")]
    [InlineData("Torasemide 10 mg every other day", "torasemide", null, "10 mg", null, "0.5")]
    [InlineData("Estradiol 50 mcg/24h patch, one patch twice weekly", "estradiol", "50 mcg/24h", "1 patch", "transdermal", "0.285714")]
    [InlineData("Travoprost 0.004 % 1 drop nocte", "travoprost", "0.004 %", "1 drop", "ophthalmic", "1")]
    [InlineData("Lorazepam .5 mg po bid", "lorazepam", null, "0.5 mg", "oral", "2")]
    [InlineData("Rotigotine 4 mg/24h patch on in the morning, remove at bedtime", "rotigotine", "4 mg/24h", "1 patch", "transdermal", "1")]
    [InlineData("Hyoscine 1 mg/72h patch behind the ear every 72 hours", "hyoscine", "1 mg/72h", "1 patch", "transdermal", "0.333333")]
    [InlineData("Beclometasone 200 mcg 2 inh bid", "beclometasone", "200 mcg", "2 inhalation", "inhalation", "2")]
    [InlineData("Metoprolol 100 mg a quarter tablet bid", "metoprolol", "100 mg", "0.25 tablet", "oral", "2")]
    [InlineData("Bisoprolol 5 MG Oral Tablet, one half of a tablet daily", "bisoprolol", "5 mg", "0.5 tablet", "oral", "1")]
    [InlineData("Levetlracetam 5OO mg tab l bld", "levetiracetam", "500 mg", "1 tablet", "oral", "2")]
    [InlineData("Dalteparin 5000 units/0.2 ml s/c OD", "dalteparin", "5000 unit/0.2 ml", "5000 unit", "subcutaneous", "1")]
    [InlineData("Warfarin 1 mg tablets 2 and a half tablets daily", "warfarin", "1 mg", "2.5 tablet", "oral", "1")]
    [InlineData("Warfarin 1 mg 3 & 1/2 tabs daily", "warfarin", "1 mg", "3.5 tablet", "oral", "1")]
    [InlineData("Prednisolone 5 mg three and a half tablets in the morning", "prednisolone", "5 mg", "3.5 tablet", "oral", "1")]
    [InlineData("Tramadol Tropfen 3 x 20 Tr. b.B.", "tramadol", null, "20 drop", null, "3")]
    [InlineData("Oxycodone IR 5 mg 1 tab q6h", "oxycodone", "5 mg", "1 tablet", "oral", "4")]
    public void A_line_is_taken_apart(string line, string name, string? strength, string dose, string? route, string perDay)
    {
        var read = Analyzer.ReadDirection(line);
        Assert.Equal((name, strength, dose, perDay), (read.Name, read.Strength, $"{read.DoseValue} {read.DoseUnit}", read.PerDay));
        Assert.Equal(route is "oral?" ? read.Route ?? "oral" : route, route is "oral?" ? "oral" : read.Route);
    }

    [Theory]
    [InlineData("Oxycodone 5 mg po q4h prn breakthrough pain", true, "breakthrough pain")]
    [InlineData("Metamizol 500 mg bei Schmerzen", true, null)]
    [InlineData("Doliprane 1 g si besoin", true, null)]
    [InlineData("Rizatriptan 10 mg at onset of headache", true, "headache")]
    [InlineData("Enalapril 5 mg daily", false, null)]
    public void As_needed_keeps_its_reason(string line, bool needed, string? reason)
    {
        var read = Analyzer.ReadDirection(line);
        Assert.Equal((needed, reason), (read.AsNeeded, read.AsNeededFor));
    }

    [Theory]
    [InlineData("Cefalexin 500 mg qid x 7 days", "7 d")]
    [InlineData("Naproxen 250 mg BD 2/52", "2 wk")]
    [InlineData("Doxycycline 100 mg od for ten days", "10 d")]
    [InlineData("Amoxicilline 1 g 2x/j pendant 6 jours", "6 d")]
    [InlineData("Warfarin 5 mg daily, 30 day supply", null)]
    [InlineData("Tramadol 50 mg #30 1 tab q6h", null)]
    public void A_length_is_no_supply(string line, string? duration) => Assert.Equal(duration, Analyzer.ReadDirection(line).Duration);

    [Fact]
    public void A_most_is_never_the_dose()
    {
        var read = Analyzer.ReadDirection("Paracetamol 500 mg tabs 1-2 qds prn, max 8 tablets in 24 hours");
        Assert.Equal(("1-2", "4", "8 tablets in 24 hours"), (read.DoseValue, read.PerDay, read.Most));
    }

    [Theory]
    [InlineData("Prednisone 40 mg daily x 3 days, then 20 mg daily x 3 days, then stop")]
    [InlineData("Dexamethasone 4 mg bid, taper over one week")]
    public void Steps_are_no_dose(string line)
    {
        var read = Analyzer.ReadDirection(line);
        Assert.True(read.Tapers);
        Assert.Equal((null, null), (read.DoseValue, read.PerDay));
    }

    [Fact]
    public void A_scale_is_no_dose()
    {
        var read = Analyzer.ReadDirection("Insulin glulisine per sliding scale before meals");
        Assert.True(read.SlidingScale);
        Assert.Equal(("insulin glulisine", null), (read.Name, read.DoseValue));
    }

    [Fact]
    public void Contradicting_frequencies_are_unsure() => Assert.NotNull(Analyzer.ReadDirection("Methotrexate 10 mg daily weekly").Unsure);

    // Brands of other countries must not become the drugs that ours sound like.
    [Theory]
    [InlineData("Clenil 2 puffs bd", "clenil")]
    [InlineData("Rocaltrol 0.25 mcg daily", "rocaltrol")]
    [InlineData("Celebrex 100 mg bd", "celebrex")]
    [InlineData("Celexa 20 mg od", "celexa")]
    [InlineData("Hydralazine 25 mg tds", "hydralazine")]
    [InlineData("Hydroxyzine 25 mg nocte", "hydroxyzine")]
    [InlineData("Lamotrigine 25 mg od", "lamotrigine")]
    [InlineData("Lamivudine 150 mg bd", "lamivudine")]
    [InlineData("Clonidine 0.1 mg bid", "clonidine")]
    [InlineData("Clonazepam 0.5 mg bid", "clonazepam")]
    public void Drugs_that_look_alike_stay_themselves(string line, string name) => Assert.Equal(name, Analyzer.ReadDirection(line).Name);

    [Fact]
    public void The_corpus_s_lines_for_work_are_read()
    {
        var rows = LineCorpus.Read("directions.tsv").Where(row => row.ForWork).ToList();
        var right = rows.Count(row => Analyzer.ReadDirection(row["text"]) is var read
            && row.Open | (row.Allows("per_day", read.PerDay) && row.Allows("duration", read.Duration) && row.Allows("prn", read.AsNeeded ? "1" : "0")) && row.Allows("route", read.Route));
        Assert.True(right >= 0.95 * rows.Count, $"{right} of {rows.Count}");
    }
}
