using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Lexicon;

internal static class PhraseScan
{
    private const int ColumnGap = 3;

    /// <summary>The longest phrase of <paramref name="trie"/> that begins at token <paramref name="first"/> and ends before <paramref name="limit"/>; hyphens, slashes and dots inside it may be missing in the trie.</summary>
    public static (int End, IReadOnlyList<T> Values) LongestAt<T>(this WordTrie<T> trie, IReadOnlyList<Token> tokens, int first, int limit)
    {
        int node = 0, end = first;
        IReadOnlyList<T> values = [];
        for (var at = first; at < limit; at++)
        {
            var token = tokens[at];
            if (token.Kind == TokenKind.Date || token.Line > tokens[first].Line + 1) break;
            // "Yes    No      Allergies": heads of three columns, and no denial.
            if (at > first && token.Line == tokens[at - 1].Line && token.Start - tokens[at - 1].End >= ColumnGap) break;
            var next = trie.Step(node, token.Folded);
            if (next < 0)
            {
                if (at > first && token.Kind == TokenKind.Mark && token.Folded[0] is '-' or '/' or '.') continue;
                break;
            }

            node = next;
            if (trie.At(node) is { Count: > 0 } here) (end, values) = (at + 1, here);
        }

        return (end, values);
    }
}
