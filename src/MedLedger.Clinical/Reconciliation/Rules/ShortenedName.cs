using System.Text.RegularExpressions;
using MedLedger.Domain.Documents;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>"Leve weaning: now 250mg bd": the first letters of a drug that the patient takes, and an amount behind them.</summary>
internal static class ShortenedName
{
    private static readonly Regex Pattern = new(@"\b(?<name>[a-z]{4,})\b\.?[^\n.,;]{0,30}?\b[0-9]+(?:[.,][0-9]+)? ?(?:mg|mcg|micrograms?|units?|g)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <param name="page">A page of typed text.</param>
    /// <param name="names">The drug's names, folded.</param>
    public static (int Start, string Quote)? Find(Page page, IReadOnlyCollection<string> names)
    {
        foreach (Match match in Pattern.Matches(page.Text))
        {
            // The first word of a long run may be any word; the drug's begins at one of those behind it.
            for (var at = match.Index; at < match.Index + match.Length; at = Next(page.Text, at))
            {
                var word = WordAt(page.Text, at);
                if (word.Length >= 4 && names.Any(name => name.Length > word.Length && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))) return (at, page.Text[at..(match.Index + match.Length)]);
            }
        }

        return null;
    }

    private static string WordAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return text[at..end];
    }

    private static int Next(string text, int at)
    {
        while (at < text.Length && char.IsLetter(text[at])) at++;
        while (at < text.Length && !char.IsLetter(text[at])) at++;
        return at;
    }
}
