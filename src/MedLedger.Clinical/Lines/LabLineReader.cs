using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Lines.Labs;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Lines;

/// <summary>Reads a line that is known to be one value: name, then comparator, value, unit, flag and limits in any order, earlier values skipped.</summary>
internal sealed class LabLineReader
{
    private const int LongestLine = 400;

    private readonly LabWords _words = new();
    private readonly LabName _names;
    private readonly LabUnit _units;
    private readonly LabFlag _flags;
    private readonly LabRange _ranges;
    private readonly LineMending _mending;

    public LabLineReader(TermLexicon lexicon)
    {
        _names = new(lexicon, _words);
        _units = new(_words);
        _flags = new(_words);
        _ranges = new(_words, _units);
        var known = _words.Units.SelectMany(Tokenizer.Words).Concat(_words.Vitals.Keys.SelectMany(Tokenizer.Words)).Concat(_words.Flags.SelectMany(flag => Tokenizer.Words(flag.Written)))
            .Concat(_words.RangeLeads.Concat(_words.Earlier).Concat(_words.Qualities.Select(quality => quality.Written)).SelectMany(Tokenizer.Words)).Concat(_words.Fillers).ToHashSet(StringComparer.Ordinal);
        _mending = new(known.Contains, lexicon.Terms.Knows, known, lexicon.WordsOf(EntryKind.Lab, EntryKind.Vital));
    }

    public LabLine Read(string line)
    {
        var text = _mending.Mend(line.Length > LongestLine ? line[..LongestLine] : line, out _);
        var dates = DateReader.Find(text);
        var tokens = Tokenizer.Cut(text, dates);
        if (_names.Find(text, tokens) is not var (name, end)) return new() { Test = "", Unsure = "no test is named" };
        // Dates are neither values nor limits.
        foreach (var date in dates.Where(date => date.Start >= end)) text = string.Concat(text.AsSpan(0, date.Start), new string(' ', date.End - date.Start), text.AsSpan(date.End));
        var cursor = new LineCursor(text) { At = end };
        var draft = new LabDraft(name);
        Lead(cursor, draft);
        Value(cursor, draft);
        Rest(cursor, draft);
        return draft.ToLine();
    }

    // What stands between a name and its value.
    private void Lead(LineCursor line, LabDraft draft)
    {
        while (!line.Done)
        {
            line.SkipBlanks();
            if (line.Now is ':' or '=' or ',' or '.' or ';' or '*' && !char.IsAsciiDigit(line.Next)) line.At++;
            else if (line.Now is '-' or '–' && line.Next is ' ') line.At++;
            else if (line.Now is '(' && Close(line) is { } close && (!line.Text.AsSpan(line.At, close - line.At).ContainsAnyInRange('0', '9') || NamesMethod(line, close))) line.At = close + 1;
            else if (line.Now is '(' or '[' && LimitsFirst(line, draft)) continue;
            else if (line.Word() is { Length: > 0 } word && _words.Fillers.Contains(Spelling.Fold(word)) && !_words.Qualities.Any(quality => line.Stands(quality.Written))) line.At += word.Length;
            else return;
        }
    }

    // "eGFR (CKD-EPI 2021) 42": a bracket that opens with a word other than "ref" or "prev" says how it was measured.
    private bool NamesMethod(LineCursor line, int close)
    {
        var said = line.Text[(line.At + 1)..close].Trim();
        return said.Length > 2 && char.IsLetter(said[0]) && char.IsLetter(said[1]) && !_words.RangeLeads.Concat(_words.Earlier).Concat(_words.Upper).Concat(_words.Lower).Any(lead => said.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
            && line.Text.AsSpan(close + 1).ContainsAnyInRange('0', '9');
    }

    // "Sodium (135-145) 129 L": the limits before the value.
    private bool LimitsFirst(LineCursor line, LabDraft draft)
    {
        var start = line.At;
        var close = line.Text.IndexOfAny([')', ']'], start);
        if (close < 0 || !line.Text.AsSpan(close + 1).ContainsAnyInRange('0', '9')) return false;
        if (Limits(line, draft) && line.At > start) return true;
        line.At = start;
        return false;
    }

    private static int? Close(LineCursor line) => line.Text.IndexOf(')', line.At) is >= 0 and var at ? at : null;

    private void Value(LineCursor line, LabDraft draft)
    {
        var start = line.At;
        if (Pluses(line) is { } pluses)
        {
            draft.Value = pluses;
            return;
        }

        if (_flags.Read(line) is { } early && early != "L" | !char.IsAsciiDigit(line.Before)) (draft.Flag, start) = (early, Blanks(line));
        line.At = start;
        // "Basophils % 0.5"
        if (line.Now == '%')
        {
            draft.Unit = "%";
            line.At++;
            line.SkipBlanks();
        }

        var below = _words.Upper.Where(word => word.Length > 3).FirstOrDefault(word => line.Take(word));
        var comparator = below is not null ? "<" : _words.Lower.Where(word => word.Length > 3).Any(word => line.Take(word)) ? ">" : LabNumber.Comparator(line);
        line.SkipBlanks();
        if (Titre(line) is { } titre) (draft.Value, draft.Comparator) = (titre, comparator);
        else if (Quality(line) is { } quality) draft.Value = quality;
        else if (LabNumber.Plain(line) is { } number)
        {
            (draft.Value, draft.Comparator) = (number, comparator);
            draft.Value += Second(line, draft);
        }
        else
        {
            line.At = start;
            Words(line, draft);
        }
    }

    // "Protein ++" is a value, "Kalium + 5,6" a flag before one.
    private string? Pluses(LineCursor line)
    {
        var start = line.At;
        if (line.Now == '+' && Quality(line) is { } pluses && !(Blanks(line) < line.Text.Length && (char.IsAsciiDigit(line.Now) || line.Now is '<' or '>' or '.'))) return pluses;
        line.At = start;
        return null;
    }

    private static int Blanks(LineCursor line)
    {
        line.SkipBlanks();
        return line.At;
    }

    private static string? Titre(LineCursor line)
    {
        var end = line.At;
        while (end < line.Text.Length && char.IsAsciiDigit(line.Text[end])) end++;
        if (end == line.At || end + 1 >= line.Text.Length || line.Text[end] != ':' || !char.IsAsciiDigit(line.Text[end + 1])) return null;
        end++;
        while (end < line.Text.Length && char.IsAsciiDigit(line.Text[end])) end++;
        var titre = line.Text[line.At..end];
        line.At = end;
        return titre;
    }

    private string? Quality(LineCursor line)
    {
        // 2+, +++
        var end = line.At;
        while (end < line.Text.Length && char.IsAsciiDigit(line.Text[end])) end++;
        var digits = end - line.At;
        while (end < line.Text.Length && line.Text[end] == '+') end++;
        if (end > line.At + digits && digits <= 1 && (end >= line.Text.Length || !char.IsLetterOrDigit(line.Text[end])))
        {
            var pluses = line.Text[line.At..end];
            line.At = end;
            return pluses;
        }

        foreach (var (written, means) in _words.Qualities)
            if (line.Take(written)) return means.Length > 0 ? means : written;
        return null;
    }

    // 132/84, 14/15, 55-60 %: the second half of a pair. A range needs its own blank or bracket.
    private static string Second(LineCursor line, LabDraft draft)
    {
        var start = line.At;
        var pair = line.Now == '/' || (draft.IsPressure && line.Text[line.At..].TrimStart().StartsWith('/'));
        if (pair)
        {
            line.SkipBlanks();
            line.At++;
            line.SkipBlanks();
            if (LabNumber.Plain(line, signed: false) is { } second) return "/" + second;
        }
        else if (line.Now is '-' or '–' && char.IsAsciiDigit(line.Next))
        {
            line.At++;
            if (LabNumber.Plain(line, signed: false) is { } upper) return "-" + upper;
        }

        line.At = start;
        return "";
    }

    // A culture or a finding in words: the text up to a bracket, a flag or the end.
    private static void Words(LineCursor line, LabDraft draft)
    {
        var end = line.Text.IndexOfAny(['(', '[', ';'], line.At) is >= 0 and var stop ? stop : line.Text.Length;
        var said = line.Text[line.At..end].Trim().TrimEnd('.', ',', '*').Trim();
        if (said.Length == 0) return;
        if (said.Length > 2 && said[^2] == ' ' && said[^1] is 'A' or 'H' or 'L') (draft.Flag, said) = (said[^1..], said[..^2].Trim());
        draft.Value = said.ToLowerInvariant();
        line.At = end;
    }

    private void Rest(LineCursor line, LabDraft draft)
    {
        while (!line.Done)
        {
            line.SkipBlanks();
            var start = line.At;
            if (line.Done) return;
            if (Skips(line) || Unit(line, draft) || Flag(line, draft) || Limits(line, draft)) continue;
            line.At = Math.Max(start + 1, start + (char.IsLetterOrDigit(line.Now) ? line.Word().Length : 1));
        }
    }

    // "(was 0.9)", "prev 139", "down from 10.4": an older value is not wanted. "on 2 L" is oxygen.
    private bool Skips(LineCursor line)
    {
        var start = line.At;
        if (line.Now is '(' or '[' or ',') line.At++;
        line.SkipBlanks();
        if (_words.Earlier.FirstOrDefault(word => line.Stands(word)) is not { } word || (line.At > start + 1 && line.Text[start] is not ('(' or '[' or ',')))
        {
            line.At = start;
            return false;
        }

        line.At += word.Length;
        while (!line.Done && !char.IsAsciiDigit(line.Now) && line.Now is not (')' or ';')) line.At++;
        LabNumber.Plain(line, signed: false);
        if (line.Now == '/') line.At++;
        LabNumber.Plain(line, signed: false);
        line.SkipBlanks();
        _units.Read(line);
        if (line.Text[start] is '(' or '[')
        {
            while (!line.Done && line.Now is not (')' or ']')) line.At++;
            line.At++;
        }

        return true;
    }

    private bool Unit(LineCursor line, LabDraft draft)
    {
        if (draft.Unit is not null || !(line.Before is ' ' or '|' or '\t' || char.IsAsciiDigit(line.Before) || line.Now is '%' or '°' or '/')) return false;
        // L is a flag unless the test is measured in litres.
        if (line.Now is 'L' or 'H' or 'A' && !char.IsLetterOrDigit(line.Next) && line.Next != '/' && !(line.Now == 'L' && _words.Volumes.Contains(draft.Test))) return false;
        draft.Unit = _units.Read(line);
        return draft.Unit is not null;
    }

    private bool Flag(LineCursor line, LabDraft draft)
    {
        var start = line.At;
        if (_flags.Read(line) is not { } flag) return false;
        // A sign before a number belongs to a range.
        if (line.Text[start] is '+' or '-' && draft.Value is null) return false;
        // "*L": the star only says that there is a flag.
        if (draft.Flag is null or "A") draft.Flag = flag;
        return true;
    }

    private bool Limits(LineCursor line, LabDraft draft)
    {
        if (draft.Low is not null || draft.High is not null || _ranges.Read(line) is not var (low, high, unit)) return false;
        (draft.Low, draft.High) = (low, high);
        draft.Unit ??= unit;
        return true;
    }
}
