using System.Text;

namespace MedLedger.Clinical.Lexicon;

/// <summary>Folds letters that optical reading takes for one another, so that a word and its misreadings have one shape.</summary>
internal static class Confusion
{
    public static string Shape(string word)
    {
        var shape = new StringBuilder(word.Length);
        foreach (var c in word)
            shape.Append(char.ToLowerInvariant(c) switch
            {
                'i' or '1' or '|' or '!' => 'l',
                '0' => 'o',
                '5' => 's',
                '8' => 'b',
                var other => other,
            });
        return shape.Replace("rn", "m").Replace("vv", "w").Replace("cl", "d").ToString();
    }
}
