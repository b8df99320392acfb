namespace MedLedger.Access.BreakGlass.Rules;

/// <summary>A reviewer and the patient will read it: a few keystrokes explain nothing.</summary>
internal sealed class ExplanationRule : IBreakGlassRule
{
    private const int FewestLetters = 10;
    private const int MostCharacters = 1000;

    public BreakGlassRefusal? Refuse(BreakGlassRequest request) =>
        request.Explanation is not { } words || words.Where(char.IsLetter).Take(FewestLetters).Count() < FewestLetters ? BreakGlassRefusal.ExplanationMissing
        : words.Length > MostCharacters ? BreakGlassRefusal.ExplanationTooLong
        : null;
}
