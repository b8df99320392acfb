using MedLedger.Ingestion.DoseGate;
using MedLedger.Ingestion.Layout;
using MedLedger.Ingestion.Ocr;
using MedLedger.Ingestion.Preparation;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>A word with what the second reader saw in its place.</summary>
/// <param name="First">The first reader's word.</param>
/// <param name="Second">Null where nobody looked again.</param>
/// <param name="Third">A closer look, taken where the two differ about a number.</param>
/// <param name="Figures">What the reader of figures saw, where one is installed and anybody saw a figure.</param>
/// <param name="Touched">Ink that nobody read stands so close that it may be a part of the word: a lost first digit.</param>
/// <param name="Settled">Both readers were heard already; the word stands as it is.</param>
internal sealed record ReadWord(PlacedWord First, SecondOpinion? Second, SecondOpinion? Third = null, bool Touched = false, bool Settled = false, SecondOpinion? Figures = null);

/// <summary>Looks at a read page again: at ink that nobody read, at every number and unit, at every word read badly.</summary>
internal sealed class SecondPass(IOcrEngine engine, Recognisers recognisers)
{
    private const double SureFound = 0.85;
    private const double TouchingLetters = 0.8;
    private const int FoundBlock = 20_000;
    private const int MostFigures = 2;
    private const double Guess = 0.2;
    private const double Alone = 0.8;

    private readonly SecondReader _reader = new(recognisers.Words);
    private readonly SecondReader? _figures = recognisers.Figures is { } figures ? new(figures) : null;
    private readonly PoorLines _poor = new(engine, recognisers.Words, recognisers.Figures is { } shapes ? new(shapes) : null);

    public IReadOnlyList<ReadWord> Read(Attempt read)
    {
        read = read with { Words = Stacked.Without(read.Words) };
        var (kept, again) = _poor.Read(read);
        var attempt = read with { Words = kept };
        // Ink that the first reader made nothing of counts as unread: what it put there gives way to what is found there.
        var known = read with { Words = [.. kept.Where(word => word.Confidence >= Guess), .. again.Select(word => word.First)] };
        var unread = UnreadInk.Find(known.Page, known.Words);
        List<PlacedWord> found = [.. Found(known, unread)];
        List<PlacedWord> words = [.. attempt.Words.Where(word => word.Confidence >= Guess || !found.Exists(other => other.Area.Overlaps(word.Area))), .. found];
        var figures = _figures?.Read(attempt.Page, words, word => SecondReader.IsNeeded(words[word]) && !UnitWords.IsUnit(words[word].Text));
        var opinions = _reader.Read(attempt.Page, words, word => SecondReader.IsNeeded(words[word]) && !Gate.IsSettled(words[word], figures?[word]));
        // What was read after all is a word of its own.
        var loose = unread.Where(area => !found.Any(word => word.Area.Overlaps(area))).ToList();
        var reach = TouchingLetters * attempt.Page.LetterHeight;
        return [.. words.Select((word, i) => Again(attempt.Page, new(
            word,
            opinions[i],
            Touched: word.Text.Any(char.IsDigit) && loose.Exists(area => area.Overlaps(word.Area.Grown(reach, -0.2 * word.Area.Height))),
            Figures: figures?[i]))), .. again];
    }

    /// <summary>A look of the reader of figures at any place of a page; null without one.</summary>
    public Func<Area, IReadOnlyList<ReadCharacter>>? Look(PreparedPage page) => _figures is null ? null : area => _figures.ReadArea(page.Image, area);

    private ReadWord Again(PreparedPage page, ReadWord word) => Gate.NeedsCloserLook(word) ? word with { Third = _reader.Again(page, word.First) } : word;

    // Ink that the layout passed over may be a lone cell or a smudge: it counts as text where both readers see letters in it.
    private IEnumerable<PlacedWord> Found(Attempt attempt, List<Area> areas)
    {
        if (areas.Count == 0) yield break;
        using var image = attempt.Page.Image.ToPix();
        var letter = attempt.Page.LetterHeight;
        for (var i = 0; i < areas.Count; i++)
        {
            var seen = _reader.ReadArea(attempt.Page.Image, areas[i].Grown(0.3 * letter, 0.2 * letter));
            if (!IsText(seen)) continue;
            List<PlacedWord> words = [.. engine.RecogniseLine(image, areas[i].Grown(0.4 * letter, 0.4 * letter), attempt.Page.Dpi).Where(word => word.Confidence >= 0.5 && word.Text.Any(char.IsLetterOrDigit))];
            if (words.Count == 0 && LoneFigure(attempt.Page, areas[i], seen) is { } figure) words.Add(figure);
            foreach (var word in words)
                if (!attempt.Words.Any(known => Inside(word.Area, known.Area))) yield return word with { Block = FoundBlock + i, Line = FoundBlock + i };
        }
    }

    // The first reader reads lines and makes nothing of a lone figure; the two others have to see the same one.
    private PlacedWord? LoneFigure(PreparedPage page, Area area, IReadOnlyList<ReadCharacter> seen)
    {
        if (_figures is null || seen.Count > MostFigures || !seen.All(character => char.IsDigit(character.Value)) || !StandsAlone(page, area)) return null;
        var shapes = _figures.ReadArea(page.Image, area.Grown(0.3 * page.LetterHeight, 0.2 * page.LetterHeight));
        return shapes.Count > 0 && shapes.Select(character => character.Value).SequenceEqual(seen.Select(character => character.Value))
            ? new(string.Concat(seen.Select(character => character.Value)), area, Math.Min(seen.Min(character => character.Probability), shapes.Min(character => character.Probability)), 0, 0)
            : null;
    }

    // A piece of a longer number that was torn apart is none.
    private static bool StandsAlone(PreparedPage page, Area area)
    {
        var around = area.Grown(Alone * page.LetterHeight, 0);
        return !page.Blots.Any(blot => new Area(blot.Left, blot.Top, blot.Width, blot.Height) is var ink && ink.Overlaps(around) && !ink.Overlaps(area));
    }

    private static bool IsText(IReadOnlyList<ReadCharacter> seen)
    {
        List<ReadCharacter> letters = [.. seen.Where(character => char.IsLetterOrDigit(character.Value))];
        return letters.Count > 0 && letters.Average(character => character.Probability) > SureFound;
    }

    private static bool Inside(Area area, Area known) =>
        known.Overlaps(area) && (Math.Min(area.Right, known.Right) - Math.Max(area.X, known.X)) > 0.5 * area.Width
        && (Math.Min(area.Bottom, known.Bottom) - Math.Max(area.Y, known.Y)) > 0.5 * Math.Min(area.Height, known.Height);
}
