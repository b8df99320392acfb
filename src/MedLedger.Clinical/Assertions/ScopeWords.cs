using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>The words beside a trigger that decide whom and what it speaks of (Rules/scopes.json).</summary>
internal sealed class ScopeWords
{
    private readonly HashSet<string> _tells;
    private readonly HashSet<string> _companyOf;
    private readonly HashSet<string> _toldFrom;
    private readonly HashSet<string> _tests;
    private readonly HashSet<string> _how;
    private readonly HashSet<string> _notYet;
    private readonly HashSet<string> _begins;

    private ScopeWords(File file)
    {
        _tells = Folded(file.RelativeTells);
        _companyOf = Folded(file.CompanyOf);
        _toldFrom = Folded(file.ToldFrom);
        _tests = Folded(file.TestsOfAllergies);
        _how = Folded(file.ToleratedHow);
        _notYet = Folded(file.NotYetRestarted);
        _begins = Folded(file.Begins);
        Conditions = new(file.Conditions, StringComparer.Ordinal);
        Restarted = new(file.Restarted, StringComparer.Ordinal);
        StartsAnew = new(file.StartsAnew, StringComparer.Ordinal);
    }

    public static ScopeWords All { get; } = new(RuleFile.Read<File>("scopes.json"));

    /// <summary>The phrases that make what follows depend on something.</summary>
    public HashSet<string> Conditions { get; }

    /// <summary>The phrases that say a stopped or held drug is taken again.</summary>
    public HashSet<string> Restarted { get; }

    /// <summary>The orders that begin or change something, so that behind a condition nothing has been begun or changed yet.</summary>
    public HashSet<string> StartsAnew { get; }

    public bool OfATest(Token token) => token.Kind != TokenKind.Word || _tests.Contains(token.Folded);

    public bool SaysHow(Token token) => _how.Contains(token.Folded);

    public bool LeavesOpen(Token token) => _notYet.Contains(token.Folded);

    public bool Begins(Token token) => _begins.Contains(token.Folded);

    /// <summary>"Mum says he …", "brought in by daughter", "lives with his son": the relative at [first, end) tells or is there, and has nothing.</summary>
    public bool OnlyPresent(IReadOnlyList<Token> tokens, int first, int end)
    {
        if (Tells(tokens, end) || (end < tokens.Count && tokens[end].Folded is "who" or "also" or "has" or "had" or "is" or "was" && Tells(tokens, end + 1))) return true;
        var next = end < tokens.Count ? tokens[end].Folded : "";
        // "Lives with his wife who has dementia"
        if (next is "who" or "whose" or "having" || (next == "," && end + 1 < tokens.Count && tokens[end + 1].Folded is "who" or "whose")) return false;
        var before = first - 1;
        if (before >= 0 && tokens[before].Folded is "his" or "her" or "their" or "the" or "a" or "my") before--;
        if (before < 0) return false;
        return tokens[before].Folded switch
        {
            "by" or "per" or "via" => true,
            "from" => before > 0 && _toldFrom.Contains(tokens[before - 1].Folded),
            "with" => next != "with" && before > 0 && _companyOf.Contains(tokens[before - 1].Folded),
            _ => false,
        };
    }

    // "Mother noted to have breast cancer" tells of the mother.
    private bool Tells(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && _tells.Contains(tokens[at].Folded) && !(at + 1 < tokens.Count && tokens[at + 1].Is("to"));

    private static HashSet<string> Folded(IEnumerable<string> words) => [.. words.SelectMany(Tokenizer.Words)];

    private sealed record File(
        List<string> RelativeTells,
        List<string> CompanyOf,
        List<string> ToldFrom,
        List<string> Conditions,
        List<string> TestsOfAllergies,
        List<string> ToleratedHow,
        List<string> Restarted,
        List<string> NotYetRestarted,
        List<string> Begins,
        List<string> StartsAnew);
}
