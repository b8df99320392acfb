namespace MedLedger.Clinical.Identification;

/// <summary>ABO group with Rhesus factor, as written in many ways.</summary>
internal static class BloodGroup
{
    /// <summary>"O+", "AB-", or the group alone where the factor is missing or told both ways; null when the words are no blood group.</summary>
    public static string? Parse(string? text)
    {
        if (text is null) return null;
        var words = PlainWords.Of(text);
        var group = words.FirstOrDefault(word => word is "a" or "b" or "ab" or "o" or "0");
        if (group is null) return null;
        var (positive, negative) = (words.Any(word => word.StartsWith("pos", StringComparison.Ordinal)), words.Any(word => word.StartsWith("neg", StringComparison.Ordinal)));
        // Words decide before signs: in "O-positive" the dash joins, and a minus stands at the end.
        if (!positive && !negative) (positive, negative) = (text.Contains('+', StringComparison.Ordinal), text.TrimEnd(' ', ')', '.', ',', ';') is [.., '-' or '−' or '–']);
        return (group == "0" ? "O" : group.ToUpperInvariant()) + (positive == negative ? "" : positive ? "+" : "-");
    }
}
