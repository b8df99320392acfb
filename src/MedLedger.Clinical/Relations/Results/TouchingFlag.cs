using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;

namespace MedLedger.Clinical.Relations.Results;

/// <summary>"10.9L        g/dL": a laboratory's flag that stands close behind the value, with the unit in the next column; "2L" alone is a volume.</summary>
internal static class TouchingFlag
{
    private const int Gap = 2;

    public static bool Is(Note note, int at) =>
        at > 0 && at + 1 < note.Tokens.Count && note.Tokens[at - 1].Kind == TokenKind.Number && note.Tokens[at - 1].End == note.Tokens[at].Start
        && note.Tokens[at + 1].Line == note.Tokens[at].Line && note.Tokens[at + 1].Start - note.Tokens[at].End >= Gap && note.Tokens[at + 1].Kind is TokenKind.Word or TokenKind.Number;
}
