namespace MedLedger.Clinical.Identification;

/// <summary>ABO group with Rhesus factor, as written in many ways.</summary>
internal static class BloodGroup
{
    /// <summary>"O+", "AB-", or the group alone; null when the words are no blood group.</summary>
    public static string? Parse(string? text)
    {
        if (text is null) return null;
        string? group = null, rhesus = null;
        var spaced = text.Replace("+", " pos ", StringComparison.Ordinal).Replace("-", " neg ", StringComparison.Ordinal).Replace("−", " neg ", StringComparison.Ordinal);
        foreach (var word in PlainWords.Of(spaced))
        {
            if (word is "a" or "b" or "ab" or "o" or "0") group ??= word == "0" ? "O" : word.ToUpperInvariant();
            else if (word.StartsWith("pos", StringComparison.Ordinal)) rhesus ??= "+";
            else if (word.StartsWith("neg", StringComparison.Ordinal)) rhesus ??= "-";
        }

        return group is null ? null : group + rhesus;
    }
}
