using MedLedger.Clinical.Lexicon;

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
        "hinweis", "grund", "posologie", "posologia", "indication", "reason", "mo", "mi", "ab", "zn", "issued", "issue", "morning", "noon", "evening", "bedtime", "pauta", "via", "periop", "schedule", "initial", "initials", "administered", "hour", "hours", "time", "times", "how", "what",
    };

    // What the columns beside a heading are called, whatever the list is of.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "date", "dated", "dates", "onset", "reaction", "reactions", "severity", "batch", "lot", "site", "year", "given", "taken", "start", "started", "end", "ended", "stop", "stopped", "comment", "comments", "note", "notes", "code", "codes", "type", "result", "results", "value", "values", "unit", "units", "range", "reference", "ref", "flag", "due", "next", "number", "no", "max", "issues", "supply", "supplied", "detail", "details", "source", "recorded", "entered", "problem", "diagnosis", "vaccine", "surgeon", "hospital", "clinician", "laterality", "age", "time", "name", "description", "icd", "icd-10", "snomed", "read", "resolved", "active", "priority", "manufacturer", "model", "serial", "organisation", "organization", "provider", "changes", "change", "times", "times/day", "daily", "amount", "used", "review", "reviewed", "expiry", "exp", "allergen", "agent", "certainty", "criticality", "verified", "category", "relation", "performed", "outcome", "indication", "duration", "datum", "reaktion", "dosierung", "menge", "seit", "bemerkung", "fecha", "fechas", "dosis", "dose", "observaciones", "reaccion", "data", "reazione", "note", "reaction", "remarques", "depuis", "annee", "jahr", "ano", "anno",
    };

    private static readonly HashSet<string> Between = new(StringComparer.Ordinal) { "of", "and", "/", "(", ")", "to", "for", "the", ".", "&", "by", "at", "in", "|", "per", "how", "when", "-", "#", "de", "del", "di", "der", "des", "von" };

    /// <summary>"REPEAT MEDICATION      Directions      Last issued": what stands beside a heading names the columns below it.</summary>
    public static bool Follow(IReadOnlyList<Token> tokens, int end, int lineEnd)
    {
        if (end >= lineEnd || !(tokens[end].IsMark('|') || tokens[end].Start - tokens[end - 1].End >= Gap)) return false;
        var named = false;
        for (var at = end; at < lineEnd; at++)
        {
            if (Between.Contains(tokens[at].Folded)) continue;
            if (tokens[at].Kind != TokenKind.Word || !(Others.Contains(tokens[at].Folded) || Columns.Contains(tokens[at].Folded) || Names.Contains(tokens[at].Folded))) return false;
            named = true;
        }

        return named;
    }

    /// <summary>"Drug", "Drug name", "Medication": what the column of the names is called.</summary>
    public static bool NamesDrugs(IReadOnlyList<string> words) =>
        Names.Contains(Spelling.Fold(words[0])) && words.Skip(1).All(word => Spelling.Fold(word) is var folded && (Others.Contains(folded) || Columns.Contains(folded) || Between.Contains(folded)));

    /// <summary>"Dosage", "Directions for use": what a column beside the names is called.</summary>
    public static bool NamesColumns(IReadOnlyList<string> words) => Columns.Contains(Spelling.Fold(words[0]));

    public static bool Heads(IReadOnlyList<Token> tokens, int first, int lineEnd)
    {
        var names = false;
        var (columns, pieces) = (0, 0);
        for (var at = first; at < lineEnd; at++)
        {
            // "Order   Time   Initials 1 - 31": the days of a chart.
            if (tokens[at].Kind is TokenKind.Number or TokenKind.Date && !(at > first && tokens[at - 1].Folded is "initials" or "initial" or "days" or "day" or "-" && columns > 0)) return false;
            var opens = at == first || tokens[at].Start - tokens[at - 1].End >= Gap || tokens[at - 1].Folded is "|" or "/";
            if (!opens) continue;
            pieces++;
            if (Names.Contains(tokens[at].Folded)) names = true;
            else if (Columns.Contains(tokens[at].Folded)) columns++;
        }

        // "Medicine                  How to take": two columns that leave no doubt.
        return names && (columns >= Fewest - 1 || (columns == 1 && pieces == 2 && Enumerable.Range(first + 1, lineEnd - first - 1).Any(at => tokens[at].Start - tokens[at - 1].End > Gap && Columns.Contains(tokens[at].Folded))));
    }
}
