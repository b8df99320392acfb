namespace MedLedger.Clinical.Lines.Labs;

/// <summary>Reads a flag: H, LL, (L), [H], *, ↑, "High critical", "Above range". A lone L or H counts only with a blank or bracket around it.</summary>
internal sealed class LabFlag(LabWords words)
{
    public string? Read(LineCursor line)
    {
        var start = line.At;
        var open = line.Now is '(' or '[' && line.At++ >= 0;
        line.SkipBlanks();
        foreach (var (written, means) in words.Flags)
        {
            if (!line.Stands(written, exact: written.Length <= 2)) continue;
            var end = line.At + written.Length;
            var behind = end < line.Text.Length ? line.Text[end] : ' ';
            if (written is "+" or "-" or "++" or "--" && behind is not (' ' or '\t')) continue;
            if (open && behind is not (')' or ']')) continue;
            if (!open && behind is '/' or '-' && char.IsLetter(written[0])) continue;
            line.At = open ? end + 1 : end;
            // "H*", "HH !": marks behind a flag repeat it.
            while (line.Now is '*' or '!') line.At++;
            return means;
        }

        line.At = start;
        return null;
    }
}
