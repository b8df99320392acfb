using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Sections;

/// <summary>
/// Headings of allergies that no list of headings holds whole: "Allergies checked at sign-in", "Adverse reactions this admission", "H/o drug allergy".
/// Each stands alone on its line and says nothing but where or when it was asked: any other word may be the substance, or a clinic's name.
/// </summary>
internal static class AllergyHeadings
{
    private const int ResultsAhead = 16;

    private const int Longest = 9;

    private static readonly HashSet<string> Circumstances = new(new[]
    {
        "this", "that", "admission", "visit", "attendance", "episode", "stay", "checked", "check", "at", "sign", "in", "out", "on", "arrival", "reviewed", "review", "confirmed", "verified", "with", "by", "h", "o", "h/o", "hx", "history", "of", "past", "previou", "previous", "prior", "new", "updated", "today", "during", "since", "last", "to", "the", "a",
        "medicine", "medication", "drug", "drugs", "food", "foods", "environmental", "contact", "severe", "serious", "known", "reported", "self", "patient", "record", "recorded", "chart", "box", "list", "bracelet", "band", "wristband", "theatre", "time", "timeout", "pre", "preop", "op", "procedure", "and", "or", "/", "&", "-", "(", ")", "adverse", "reaction", "reactions",
        "side", "effect", "effects", "alert", "alerts", "warning", "warnings", "status", "all", "other", "documented", "noted", "current", "significant", "important", "gp", "adr", "adrs", "intolerance", "intolerances", "sensitivity", "sensitivities", "hypersensitivity", "hypersensitivities", "their", "your", "her", "his", "my", "our", "from", "family", "mother", "carer", "pharmacy", "time", "referral", "booking", "triage", "interview", "nursing", "anaesthetic", "anesthetic", "surgical", "medical", "as", "per", "note", "notes", "letter", "transfer",
    }.Select(word => Spelling.Fold(word)), StringComparer.Ordinal);

    /// <summary>"Have you ever had a reaction to:" is a question: without a box or a story below it nobody has answered.</summary>
    public static bool Asks(IReadOnlyList<Token> tokens, int at) => tokens[at].Folded is "have" or "are" or "do" or "please" or "tick";

    /// <summary>"Do you have, or have you had:" below a form's question about reactions asks after something else.</summary>
    public static bool AsksOther(IReadOnlyList<Token> tokens, int at, int lineEnd) =>
        lineEnd - at > 2 && tokens[lineEnd - 1].Folded is ":" or "?" && tokens[at].Folded is "do" or "have" or "are" or "could" or "is" or "has" or "did" or "can" or "when" or "what" or "which" or "does"
        && tokens[at + 1].Folded is "you" or "your" or "the" or "there" or "anyone" or "any"
        && !Enumerable.Range(at, lineEnd - at).Any(look => tokens[look].Folded is "reaction" or "reactions" or "reacted" or "react" or "latex" || tokens[look].Folded.StartsWith("allerg", StringComparison.Ordinal));

    public static bool Is(IReadOnlyList<Token> tokens, int at, int lineEnd)
    {
        if (lineEnd - at is < 2 or > Longest || lineEnd >= tokens.Count || tokens[lineEnd - 1].Folded is "." or "," or "of" or "to" or "and" or "the" or "/") return false;
        var speaks = false;
        for (var look = at; look < lineEnd; look++)
        {
            var word = tokens[look].Folded;
            var allergy = word is "allergy" or "allergie" or "allergies" || (word is "adr" or "adrs") || (word is "reaction" && look > at && tokens[look - 1].Folded is "adverse" or "drug" or "medicine");
            if (!allergy && !Circumstances.Contains(word) && tokens[look].Kind != TokenKind.Date) return false;
            speaks |= allergy;
        }

        return speaks;
    }

    /// <summary>"Sensitivities: trimethoprim S, amoxicillin R": what a germ is sensitive to.</summary>
    public static bool OfACulture(string text, IReadOnlyList<Token> tokens, int from)
    {
        for (var at = from; at < Math.Min(tokens.Count, from + ResultsAhead); at++)
        {
            if (tokens[at].Folded is "sensitive" or "resistant" or "susceptible" or "intermediate" && at > from) return true;
            if (at > from && tokens[at].End - tokens[at].Start == 1 && text[tokens[at].Start] is 'S' or 'R' or 'I' && tokens[at].Line == tokens[at - 1].Line
                && (at + 1 == tokens.Count || tokens[at + 1].Line != tokens[at].Line || tokens[at + 1].Folded is "," or ";" or "." or "|")) return true;
        }

        return false;
    }

    /// <summary>"Allergies: ☒ Food: cashew   ☒ Medicine: carbamazepine": what kind of allergy it is heads no list of medicines.</summary>
    /// <summary>"Allergies: none known. Medication: salbutamol": behind the full stop of an answer that named no category another heading begins.</summary>
    public static bool EndsInlineAnswer(string text, IReadOnlyList<Token> tokens, Section section, int at) =>
        section.Inline && tokens[at].Line == tokens[section.HeaderToken].Line && tokens[at - 1].IsMark('.') && tokens[at].Folded.StartsWith("medic", StringComparison.Ordinal) && !IsCategory(text, tokens, section.FirstToken);

    public static bool IsCategory(string text, IReadOnlyList<Token> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at + 1].IsMark(':') && text[tokens[at].Start..tokens[at].End].ToLowerInvariant() is "food" or "drug" or "medicine" or "medication" or "insect" or "environmental" or "contact" or "other";
}
