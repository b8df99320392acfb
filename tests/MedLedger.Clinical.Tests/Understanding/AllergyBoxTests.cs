using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Tests.Understanding;

public class AllergyBoxTests
{
    [Fact]
    public void A_box_of_allergies_beside_the_patient_is_read_in_one_piece()
    {
        List<List<List<Word>>> lines =
        [
            [[At("TREGO", 0, 0)], [At("ALLERGIES", 400, 0), At("/", 500, 0), At("ADRs", 512, 0)]],
            [[At("Born", 0, 30)], [At("Penicillin", 402, 30), At("rash", 520, 30)]],
            [[At("Trimethoprim", 401, 60)]],
            [[At("Regular", 0, 120)]],
        ];
        AllergyBox.Unfold(lines, letter: 10);
        Assert.Equal(["TREGO", "Born", "ALLERGIES / ADRs", "Penicillin rash", "Trimethoprim", "Regular"], lines.Select(Text));
    }

    [Fact]
    public void A_heading_with_nothing_below_stays_in_its_line()
    {
        List<List<List<Word>>> lines = [[[At("Problems", 0, 0)], [At("Allergies", 400, 0)]], [[At("Asthma", 0, 30)]]];
        AllergyBox.Unfold(lines, letter: 10);
        Assert.Equal(["Problems | Allergies", "Asthma"], lines.Select(Text));
    }

    private static string Text(List<List<Word>> line) => string.Join(" | ", line.Select(piece => string.Join(' ', piece.Select(word => word.Text))));

    private static Word At(string text, int x, int y) => new() { Text = text, Start = 0, Box = new(x, y, text.Length * 10, 20), Line = 0, Confidence = 1 };
}
