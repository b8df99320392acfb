using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>"HbA1c" and "HbA1c (IFCC)" of one day with one value: two codes for one measurement are one line.</summary>
internal static class SameResultRule
{
    public const string Name = "same-result";

    public static void Apply(RecordBuilder record)
    {
        var lines = record.Observations;
        for (var i = lines.Count - 1; i > 0; i--)
        {
            if (lines[i].Latest is not { Value: { } value, Date: { } day } || Key(lines[i].Concept.Text) is not { } name) continue;
            var same = lines.FindIndex(other => other != lines[i] && other.Latest.Date == day && other.Latest.Value is { } known && known.Value == value.Value && string.Equals(known.Unit, value.Unit, StringComparison.OrdinalIgnoreCase) && Key(other.Concept.Text) == name);
            if (same < 0 || lines[i].Earlier.Count > lines[same].Earlier.Count) continue;
            lines[same] = lines[same] with
            {
                Sources = Statements.Once([.. lines[same].Sources, .. lines[i].Sources]),
                Trace = [.. lines[same].Trace, new(Name, $"also stated as \"{lines[i].Concept.Text}\"", [.. lines[i].Sources.Select(source => source.Document).Distinct().Order()])],
            };
            lines.RemoveAt(i);
        }
    }

    private static string? Key(string name) =>
        LexiconNames.KeyOf(name, EntryKind.Lab) ?? (name.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? LexiconNames.KeyOf(name[..open], EntryKind.Lab) : null);
}
