using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Slips;

/// <summary>A scanned page with the doubtful words of its prescriptions settled, as far as the drugs' strengths and the small set of a direction's words settle them.</summary>
internal static class SettledSlip
{
    public static Page Of(Page page, TermLexicon lexicon)
    {
        if (page.Origin != PageOrigin.Ocr || page.Words.Count == 0) return page;
        var words = new List<Word>();
        PrescribedLine? above = null;
        var changed = false;
        foreach (var line in Lines(page.Words))
        {
            var read = new PrescribedLine(line);
            // What was crossed out, and what stands beside it, is nobody's direction.
            if (!line.Exists(word => word.IsStruck))
            {
                if (PrescribedName.Of(line, lexicon) is { } name) read.SettleDrug(name);
                else if (above?.Strength is { } strength && BeginsDirection(line)) read.SettleDirection(0, strength);
                read.SettleSchedules();
            }

            changed |= read.Words.Zip(line).Any(pair => !ReferenceEquals(pair.First, pair.Second));
            words.AddRange(read.Words);
            above = read;
        }

        if (!changed) return page;
        var (text, placed) = Page.Compose(words);
        return page with { Text = text, Words = placed };
    }

    // "1 tab po bid" under the drug: a piece is counted within the first two words.
    private static bool BeginsDirection(List<Word> line) =>
        line.Take(2).Any(word => word.Alternatives.Prepend(word.Text).Any(SigWords.IsPiece));

    private static IEnumerable<List<Word>> Lines(IReadOnlyList<Word> words)
    {
        var line = new List<Word>();
        foreach (var word in words)
        {
            if (line.Count > 0 && line[^1].Line != word.Line)
            {
                yield return line;
                line = [];
            }

            line.Add(word);
        }

        yield return line;
    }
}
