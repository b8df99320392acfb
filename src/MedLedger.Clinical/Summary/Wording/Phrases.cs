using System.Text.RegularExpressions;

namespace MedLedger.Clinical.Summary.Wording;

/// <summary>Sentences of the rules and readers by their English template. Reasons that were joined with a semicolon are taken apart.</summary>
internal sealed partial class Phrases
{
    private const int Deepest = 3;

    // Letters that a template needs to be recognised outside of another phrase: "{0+} and {1+}" alone could be anything.
    private const int FewestLetters = 6;

    private readonly Dictionary<string, string> _exact = new(StringComparer.Ordinal);
    private readonly List<(Regex Pattern, string Text, bool OnlyInside)> _patterns = [];

    public Phrases(Dictionary<string, string> phrases)
    {
        foreach (var (template, text) in phrases.OrderByDescending(one => one.Key.Length).ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            if (!Place().IsMatch(template)) _exact[template] = text;
            else _patterns.Add((PatternOf(template), text, template[0] == '{' && Place().Replace(template, "").Count(char.IsLetter) < FewestLetters));
        }
    }

    public string Of(string english)
    {
        if (!english.Contains("; ", StringComparison.Ordinal)) return Of(english, 0) ?? english;
        if (_exact.TryGetValue(english, out var same)) return same;
        // Joined reasons first: one alone would swallow the others as its last part. A semicolon inside of a quotation leaves parts that nobody knows.
        var parts = english.Split("; ").Select(part => (English: part, Said: Of(part, 0))).ToList();
        return parts.TrueForAll(part => part.Said is not null) ? string.Join("; ", parts.Select(part => part.Said))
            : Of(english, 0) ?? string.Join("; ", parts.Select(part => part.Said ?? part.English));
    }

    private string? Of(string english, int depth)
    {
        if (_exact.TryGetValue(english, out var same)) return same;
        if (depth >= Deepest) return null;
        foreach (var (pattern, text, onlyInside) in _patterns)
        {
            if (onlyInside && depth == 0) continue;
            if (pattern.Match(english) is not { Success: true } match) continue;
            return Place().Replace(text, place =>
            {
                var part = match.Groups["p" + place.Groups[1].Value].Value;
                return place.Groups[2].Length > 0 ? Of(part, depth + 1) ?? part : part;
            });
        }

        return null;
    }

    private static Regex PatternOf(string template)
    {
        var at = 0;
        var pattern = "^";
        foreach (Match place in Place().Matches(template))
        {
            pattern += Regex.Escape(template[at..place.Index]) + $"(?<p{place.Groups[1].Value}>.+)";
            at = place.Index + place.Length;
        }

        return new(pattern + Regex.Escape(template[at..]) + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    [GeneratedRegex(@"\{([0-9])(\+?)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
