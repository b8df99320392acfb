using System.Globalization;
using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Slips;

/// <summary>
/// Settles the doubtful words of a prescription's line as somebody who dispenses reads a hand: a drug, one of its strengths, and words of a small
/// set. Each word is settled by itself, and only where nothing else can be meant.
/// </summary>
internal sealed class PrescribedLine(IReadOnlyList<Word> line)
{
    // "succ. 100", "XL 150": how far behind the name its amount may stand.
    private const int AmountReach = 2;
    private const double Settled = 0.6;

    private static readonly HashSet<string> _strokes = new(StringComparer.Ordinal) { "1", "l", "I", "i", "|", "\\", "/", "!", "]", "[", ")", "j" };

    private readonly Word[] _words = [.. line];

    public IReadOnlyList<Word> Words => _words;

    /// <summary>What one piece holds, where the line says it: number and unit.</summary>
    public (decimal Number, string Unit)? Strength { get; private set; }

    /// <summary>Settles name, strength and direction; a name that is in doubt only with a strength that bears it out.</summary>
    public void SettleDrug(PrescribedName name)
    {
        for (var at = name.End; at <= Math.Min(name.End + AmountReach, _words.Length - 2); at++)
        {
            if (FigureShapes.Figures(Bare(_words[at].Text)) is null || !Looks(_words[at + 1])) continue;
            if (Amount(at, name.Drug) is not var (figures, unit))
            {
                if (IsPlain(at) && UnitShapes.Named(_words[at + 1].Text) is { } named && MadeAmount.Of(name.Drug, named)?.LostItsPoint(Bare(_words[at].Text)) == true) _words[at] = _words[at] with { NeedsReview = true };
                if (name.Written is null) SettleDirection(at + 2);
                return;
            }

            if (name.Written is { Length: > 0 } written) Write(name.End - 1, written);
            else if (name.Written is not null) for (var word = name.First; word < name.End; word++) Write(word, _words[word].Text);
            if (FigureShapes.Amount(figures) is not { } number) return;
            if (!IsPlain(at)) Write(at, figures);
            if (UnitShapes.Named(_words[at + 1].Text) != unit || PrescribedName.IsDoubtful(_words[at + 1])) Write(at + 1, unit);
            Strength = (number, unit);
            SettleDirection(at + 2);
            return;
        }
    }

    /// <summary>Settles the words of the direction from a place on; <paramref name="strength"/> is what the line above says of one piece.</summary>
    public void SettleDirection(int from, (decimal Number, string Unit)? strength = null)
    {
        Strength ??= strength;
        for (var at = _words.Length - 1; at >= from; at--)
        {
            var readings = Readings(at);
            if (at + 1 < _words.Length && IsStroke(at, readings)) Write(at, "1");
            // "2; caps": a speck behind a count is no stop.
            else if (at + 1 < _words.Length && SigWords.IsPiece(_words[at + 1].Text) && !PrescribedName.IsDoubtful(_words[at]) && readings[0] is [>= '1' and <= '9', ';' or ',' or ':']) Write(at, readings[0][..1]);
            else if (SigWords.Settle(readings, PrescribedName.IsDoubtful(_words[at])) is { } word) Write(at, string.Equals(readings[0], word, StringComparison.OrdinalIgnoreCase) ? readings[0] : word);
        }

        SettleProduct(from);
    }

    /// <summary>Settles a schedule by the times of day ("1-0-1") wherever it stands in the line.</summary>
    public void SettleSchedules()
    {
        for (var at = 0; at < _words.Length; at++)
            if (PrescribedName.IsDoubtful(_words[at]) && ScheduleShapes.Settle(Readings(at)) is { } schedule) Write(at, schedule);
    }

    // Figures and unit of the drug's strength; null where either stays open.
    private (string Figures, string Unit)? Amount(int at, LexiconEntry drug)
    {
        var readings = Readings(at);
        var plain = IsPlain(at) ? Bare(_words[at].Text) : null;
        var named = PrescribedName.IsDoubtful(_words[at + 1]) ? null : UnitShapes.Named(_words[at + 1].Text);
        foreach (var unit in named is null ? new[] { "mg", "mcg" } : [named])
        {
            if (MadeAmount.Of(drug, unit) is not { } made) continue;
            var figures = plain is null ? made.Settle(readings) : FigureShapes.Amount(plain) is { } sure && made.Has(sure) ? plain : null;
            if (figures is null || FigureShapes.Amount(figures) is not { } number) continue;
            if (named is not null || UnitShapes.Settle(Readings(at + 1), number, drug) == unit) return (figures, unit);
        }

        return null;
    }

    // A lone upright before "tab": one piece is counted by one stroke, and no reader saw a figure but 1.
    private bool IsStroke(int at, List<string> readings) =>
        SigWords.IsOnePiece(_words[at + 1].Text) && _strokes.Contains(readings[0]) && (PrescribedName.IsDoubtful(_words[at]) || readings[0] is not "1")
        && readings.TrueForAll(reading => _strokes.Contains(reading) || !reading.Any(char.IsLetterOrDigit));

    // "3 tabs (6 mg)" of 2 mg: what the bracket says has been said by the two others, where one of its readings says so, too.
    private void SettleProduct(int from)
    {
        if (Strength is not var (number, unit)) return;
        for (var at = from; at + 3 < _words.Length; at++)
        {
            if (PrescribedName.IsDoubtful(_words[at]) || !decimal.TryParse(_words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || !SigWords.IsPiece(_words[at + 1].Text) || !_words[at + 2].Text.StartsWith('(')) continue;
            if (!Readings(at + 2).Exists(reading => reading.StartsWith('(') && FigureShapes.Figures(reading[1..]) is { } figures && FigureShapes.Amount(figures) == count * number)) return;
            if (UnitShapes.Named(_words[at + 3].Text) is { } other ? other != unit : !_words[at + 3].Text.EndsWith(')')) return;
            Write(at + 2, $"({(count * number).ToString("0.###", CultureInfo.InvariantCulture)}");
            Write(at + 3, $"{unit})");
        }
    }

    private static string Bare(string text) => text.TrimEnd('.', ',', ';', ':');

    // A number that its readers do not doubt.
    private bool IsPlain(int at) => !PrescribedName.IsDoubtful(_words[at]) && Bare(_words[at].Text).All(c => char.IsAsciiDigit(c) || c == '.');

    // What may be a unit: a short scrap.
    private static bool Looks(Word word) => UnitShapes.Named(word.Text) is not null || word.Text.Length is > 1 and <= 4;

    private List<string> Readings(int at) => [_words[at].Text, .. _words[at].Alternatives];

    private void Write(int at, string text) => _words[at] = _words[at] with
    {
        Text = text,
        NeedsReview = false,
        Confidence = Math.Max(_words[at].Confidence, Settled),
        Alternatives = [.. Readings(at).Where(reading => reading != text).Distinct(StringComparer.Ordinal)],
    };
}
