namespace MedLedger.Clinical.Sections;

/// <summary>The header row of a printed list of medicines: "Drug / Strength   Sig   Qty   Refills   Status", "Wirkstoff   Stärke   Form   Mo   Mi   Ab".</summary>
internal static class ListColumns
{
    private const int Fewest = 3;
    private const int Gap = 2;

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "drug", "meds", "medications", "medicines", "medication", "medicine", "wirkstoff", "handelsname", "medicament", "medicamento", "farmaco", "substance", "preparation", "order", "item" };

    private static readonly HashSet<string> Columns = new(StringComparer.Ordinal)
    {
        "strength", "sig", "dose", "dosage", "dosi", "directions", "direction", "instruction", "instructions", "qty", "quantity", "day", "days", "refill", "refills", "frequency", "freq", "route", "form", "status", "prescriber", "last", "starke", "einheit", "hinweise",
        "hinweis", "grund", "posologie", "posologia", "indication", "reason", "mo", "mi", "ab", "zn", "issued", "issue", "morning", "noon", "evening", "bedtime", "pauta", "via", "periop", "schedule",
    };

    public static bool Heads(IReadOnlyList<Token> tokens, int first, int lineEnd)
    {
        var names = false;
        var columns = 0;
        for (var at = first; at < lineEnd; at++)
        {
            if (tokens[at].Kind is TokenKind.Number or TokenKind.Date) return false;
            var opens = at == first || tokens[at].Start - tokens[at - 1].End >= Gap || tokens[at - 1].Folded is "|" or "/";
            if (!opens) continue;
            if (Names.Contains(tokens[at].Folded)) names = true;
            else if (Columns.Contains(tokens[at].Folded)) columns++;
        }

        return names && columns >= Fewest - 1;
    }
}
