using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Assertions;

/// <summary>"Do you have a latex allergy? Yes": a form's question for one thing, which was answered. It is a fact, not a question any more.</summary>
internal static class AnsweredQuestion
{
    private const int ToTheMark = 4;
    private const int Question = 12;

    private static readonly HashSet<string> Opens = new(StringComparer.Ordinal) { "do", "are", "have", "has", "ha", "is", "does", "did", "any", "was", "wa", "had" };

    /// <summary>Whether "yes" stands right behind the question mark, and the question names nothing else.</summary>
    public static bool WithYes(IReadOnlyList<Token> tokens, FoundName name, IReadOnlyList<FoundName> names)
    {
        var mark = name.End;
        while (mark < tokens.Count && mark - name.End < ToTheMark && tokens[mark].Line == tokens[name.First].Line && tokens[mark].Kind == TokenKind.Word) mark++;
        if (mark + 1 >= tokens.Count || !tokens[mark].IsMark('?') || tokens[mark + 1].Line != tokens[mark].Line || tokens[mark + 1].Folded is not ("yes" or "y")) return false;
        // "Diabetes? Yes / No" prints both answers.
        if (mark + 2 < tokens.Count && tokens[mark + 2].Line == tokens[mark].Line && (tokens[mark + 2].Folded is "no" or "n" || (tokens[mark + 2].Kind == TokenKind.Mark && mark + 3 < tokens.Count && tokens[mark + 3].Folded is "no" or "n"))) return false;
        var first = name.First;
        while (first > 0 && name.First - first < Question && tokens[first - 1].Line == tokens[name.First].Line && tokens[first - 1].Kind == TokenKind.Word) first--;
        return !names.Any(other => other != name && other.First >= first && other.End <= mark && (other.End <= name.First || other.First >= name.End));
    }

    /// <summary>Whether the trigger is a part of the question itself.</summary>
    public static bool Asks(IReadOnlyList<Token> tokens, Trigger trigger) =>
        trigger.Rule.Phrase is "?" or "??" || (trigger.Rule.Means is Meaning.Hypothetical or Meaning.Possible && Opens.Contains(tokens[trigger.First].Folded));
}
