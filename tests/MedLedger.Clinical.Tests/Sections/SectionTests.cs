using MedLedger.Clinical.Tests.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Sections;

public class SectionTests
{
    [Theory]
    [InlineData("Allergies: sulfa", "Allergies")]
    [InlineData("ALL: sulfa", "Allergies")]
    [InlineData("Allergies and intolerances\nsulfa", "Allergies")]
    [InlineData("MEDS: metformin", "Medications")]
    [InlineData("Current medications\nmetformin", "Medications")]
    [InlineData("Medicines on discharge\nmetformin", "Medications")]
    [InlineData("Rx\nmetformin", "Medications")]
    [InlineData("Stopped\nmetformin", "Stopped")]
    [InlineData("PMH: asthma", "PastHistory")]
    [InlineData("1. Diagnoses:\nasthma", "Problems")]
    [InlineData("Problem list\n- asthma", "Problems")]
    [InlineData("Diagnosen:\nasthma", "Problems")]
    [InlineData("FH: asthma", "Family")]
    [InlineData("Family history: asthma", "Family")]
    [InlineData("A/P: asthma", "Plan")]
    [InlineData("S: asthma", "Course")]
    [InlineData("Laboratory results\nsodium", "Labs")]
    [InlineData("Immunizations: Tdap 2019", "Immunizations")]
    [InlineData("Code status\nDNR", "Directives")]
    [InlineData("Visit today. Allergies: sulfa", "Allergies")]
    public void A_header_opens_its_section(string text, string section) =>
        Assert.Equal(section, Reading.Of(text).Mentions[^1].Section);

    [Fact]
    public void A_section_within_a_line_ends_with_it()
    {
        var mentions = Reading.Of("FH: mother breast cancer\nPatient has asthma.").Mentions;
        Assert.Equal("None", mentions[^1].Section);
    }

    [Fact]
    public void A_list_under_an_inline_header_goes_on_while_its_lines_begin_with_an_item()
    {
        const string Text = "Allergies: penicillin (rash)\nsulfa (hives)\nSeen in clinic with asthma.";
        Assert.Equal(2, Reading.Find<AllergyFinding>(Text).Count);
    }

    [Fact]
    public void A_list_goes_on_over_a_wrapped_line() =>
        Assert.Equal("2025-05-28", Reading.Named<ProcedureFinding>(
            "Status\nStatus post left mastectomy on May 28, 2025, right total knee replacement in 2019 and laparoscopic\nappendectomy 2025-05-28.", "appendectomy").Performed?.ToString());
}
