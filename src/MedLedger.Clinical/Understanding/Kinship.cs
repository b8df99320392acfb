namespace MedLedger.Clinical.Understanding;

/// <summary>What relatives are called, and the English word for it.</summary>
internal static class Kinship
{
    private static readonly char[] Cuts = [' ', '(', ')', ',', ':', ';', '=', '-', '/', '.', '\n', '\t', '|', '[', ']', '\''];

    private static readonly Dictionary<string, string> English = Table(
        ("wife", "ehefrau femme épouse esposa mujer moglie"),
        ("husband", "ehemann mari époux esposo marido marito"),
        ("spouse", "conjoint conjointe cónyuge coniuge"),
        ("partner", "partnerin lebensgefährte lebensgefährtin compagnon compagne concubin concubine pareja compagno compagna"),
        ("son", "sohn fils hijo figlio"),
        ("daughter", "tochter fille hija figlia dtr dau"),
        ("mother", "mutter mère madre mom mum mummy mam"),
        ("father", "vater père padre dad daddy"),
        ("sister", "schwester soeur sœur hermana sorella"),
        ("brother", "bruder frère hermano fratello"),
        ("niece", "nichte nièce sobrina"),
        ("nephew", "neffe neveu sobrino"),
        ("granddaughter", "enkelin nieta"),
        ("grandson", "enkel nieto"),
        ("friend", "freund freundin ami amie amigo amiga"),
        ("neighbour", "neighbor nachbar nachbarin voisin voisine vecino vecina"),
        ("aunt", "tante tía"),
        ("uncle", "onkel oncle tío"),
        ("cousin", "cousine prima primo"),
        ("parent", ""),
        ("grandmother", "grandma grossmutter großmutter abuela"),
        ("grandfather", "grandpa grossvater großvater abuelo"),
        ("stepson", ""),
        ("stepdaughter", ""),
        ("guardian", ""),
        ("carer", "caregiver"));

    /// <summary>All words, for a pattern.</summary>
    public static string Pattern { get; } = string.Join('|', English.Keys.OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal));

    public static string? Of(string word)
    {
        var bare = word.EndsWith("-in-law", StringComparison.OrdinalIgnoreCase) ? word[..^7] : word;
        return English.TryGetValue(bare, out var known) ? known + word[bare.Length..].ToLowerInvariant() : null;
    }

    public static bool IsNamed(string text) => text.Split(Cuts, StringSplitOptions.RemoveEmptyEntries).Any(English.ContainsKey);

    private static Dictionary<string, string> Table(params (string English, string Others)[] rows)
    {
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (english, others) in rows)
            foreach (var word in others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(english)) table.Add(word, english);
        return table;
    }
}
