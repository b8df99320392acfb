using System.Globalization;
using MedLedger.Clinical.Rules;

namespace MedLedger.Clinical.Summary.Wording;

/// <summary>The fixed words of the page in one language. What documents say stays as they say it; only what the product itself says is translated.</summary>
public sealed class PageWords
{
    private static readonly Dictionary<string, Lazy<PageWords>> _all = Codes.ToDictionary(
        code => code, code => new Lazy<PageWords>(() => new(RuleFile.Read<WordFile>($"page-{code}.json"))), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _words;
    private readonly Phrases? _phrases;

    internal PageWords(WordFile file)
    {
        Language = file.Language;
        _words = file.Words;
        // Everything upstream speaks English, so the English page needs no phrase book.
        _phrases = file.Language == "en" ? null : new(file.Phrases);
    }

    /// <summary>BCP 47 codes of the languages there are, English first.</summary>
    public static IReadOnlyList<string> Languages => Codes;

    public static PageWords English => _all["en"].Value;

    public string Language { get; }

    private static string[] Codes => ["en", "de", "fr", "es"];

    /// <summary>The words of a language by its code ("de", "de-CH"), or null where there are none.</summary>
    public static PageWords? In(string language) => _all.GetValueOrDefault(language.Split('-')[0])?.Value;

    internal string this[string key] => _words.TryGetValue(key, out var words) ? words : throw new InvalidOperationException($"The page has no words for '{key}' in '{Language}'.");

    internal string Of(string key, params object?[] parts) => string.Format(CultureInfo.InvariantCulture, this[key], parts);

    /// <summary>What a rule or a reader says in English, in this language; as it is where the phrase book does not know it.</summary>
    internal string Say(string english) => _phrases?.Of(english) ?? english;

    internal string? SayOrNull(string? english) => english is null ? null : Say(english);
}

/// <summary>One language as it lies in its file: words by key, and phrases by their English template ("{0}" stays as it is, "{0+}" is a phrase again).</summary>
internal sealed record WordFile(string Language, Dictionary<string, string> Words, Dictionary<string, string> Phrases);
