namespace MedLedger.Clinical.Lines.Labs;

/// <summary>Reads reference limits and goals: (136-145), [3.5 - 5.1], &lt;5, "up to 35", "ref 1.7 to 2.2", "goal 2.0-3.0".</summary>
internal sealed class LabRange(LabWords words, LabUnit units)
{
    public (string? Low, string? High, string? Unit)? Read(LineCursor line)
    {
        var start = line.At;
        var open = Opened(line);
        if (Limits(line) is not var (low, high))
        {
            line.At = start;
            return null;
        }

        line.SkipBlanks();
        // An L behind the limits is a flag.
        var unit = char.IsLetter(line.Now) && !char.IsLetterOrDigit(line.Next) && line.Next != '/' ? null : units.Read(line);
        line.SkipBlanks();
        if (open && line.Now is ')' or ']') line.At++;
        return (low, high, unit);
    }

    // Brackets, and words like "ref range:".
    private bool Opened(LineCursor line)
    {
        var open = false;
        for (var moved = true; moved;)
        {
            moved = false;
            line.SkipBlanks();
            if (line.Now is '(' or '[' && !open) (open, moved, line.At) = (true, true, line.At + 1);
            else if (line.Now is ':' or '=' or ',' && line.At > 0) (moved, line.At) = (true, line.At + 1);
            else if (words.RangeLeads.FirstOrDefault(lead => line.Stands(lead)) is { } lead) (moved, line.At) = (true, line.At + lead.Length);
        }

        return open;
    }

    private (string?, string?)? Limits(LineCursor line)
    {
        if (words.Upper.Any(word => line.Take(word))) return Bound(line) is { } high ? (null, high) : null;
        if (words.Lower.Any(word => line.Take(word))) return Bound(line) is { } low ? (low, null) : null;
        if (LabNumber.Comparator(line) is { } comparator)
            return Bound(line) is not { } bound ? null : comparator[0] == '<' ? (null, bound) : (bound, null);
        if (LabNumber.Plain(line) is not { } first) return null;
        line.SkipBlanks();
        if (!Between(line)) return null;
        line.SkipBlanks();
        return LabNumber.Plain(line, signed: line.Before is ' ') is { } second ? (first, second) : null;
    }

    private static string? Bound(LineCursor line)
    {
        line.SkipBlanks();
        if (line.Text.AsSpan(line.At).StartsWith("1:"))
        {
            var end = line.At + 2;
            while (end < line.Text.Length && char.IsAsciiDigit(line.Text[end])) end++;
            var titre = line.Text[line.At..end];
            line.At = end;
            return titre;
        }

        return LabNumber.Plain(line);
    }

    private static bool Between(LineCursor line)
    {
        if (line.Now is '-' or '–' or '—' or '−' or '~')
        {
            line.At++;
            return true;
        }

        return line.Take("to") || line.Take("bis") || line.Take("à") || line.Take("a") || line.Take("..");
    }
}
