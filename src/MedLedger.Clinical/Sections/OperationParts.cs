namespace MedLedger.Clinical.Sections;

/// <summary>
/// The parts of an operation's or a birth's report that tell what was given in the theatre: "ANAESTHESIA  Spinal. Cefazolin 2 g at skin incision." They reach to
/// the next heading or empty line.
/// </summary>
internal static class OperationParts
{
    private const int TitleLines = 15;
    private const int LongestHeading = 4;
    private const int Gap = 2;

    private static readonly string[][] Titles =
    [
        .. new[]
        {
            "operative report", "operation report", "operative note", "operation note", "operating note", "op note", "op report", "operation record", "operative record", "record of operation", "surgical report", "surgery report", "surgical note", "theatre note", "theatre record", "procedure note", "procedure report", "delivery report", "delivery note", "delivery record", "birth report", "birth record",
            "delivery summary", "labour and delivery", "labor and delivery", "anaesthetic record", "anesthetic record", "anaesthetic chart", "anaesthesia record", "anesthesia record", "anaesthetic report", "anesthesia report", "endoscopy report", "operationsbericht", "op bericht", "narkoseprotokoll", "compte rendu operatoire", "protocolo quirurgico", "informe quirurgico", "verbale operatorio",
        }.Select(title => Tokenizer.Words(title).ToArray()),
    ];

    private static readonly HashSet<string> Theatre = Folded("anaesthesia", "anesthesia", "anaesthetic", "anesthetic", "anaesthetics", "anesthetics", "intraoperative", "intraop", "intra", "premedication", "premed", "induction", "reversal", "uterotonic", "uterotonics", "anästhesie", "narkose", "anesthésie", "anestesia", "sedation");

    private static readonly HashSet<string> Afterwards = Folded("postoperative", "postop", "post", "postoperatively", "postpartum", "postdelivery", "postprocedure", "recovery");

    private static readonly HashSet<string> BesideThose = Folded("and", "of", "type", "technique", "given", "drugs", "drug", "medication", "medications", "agents", "op", "operative", "operatively", "management", "orders", "order", "care", "plan", "instructions", "course", "surgical", "perioperative", "delivery", "partum", "procedure", "room", "for", "in", "at", "notes", "note", "analgesia", "general", "local", "spinal", "regional");

    /// <summary>Adds a section of what was given for each part of the theatre.</summary>
    public static void Mark(string text, IReadOnlyList<Token> tokens, List<Section> sections)
    {
        if (!IsReport(tokens)) return;
        for (var at = 0; at < tokens.Count; at = SectionFinder.LineEnd(tokens, at))
        {
            if (HeadingEnd(tokens, at) is not { } heading || !IsOf(Theatre, tokens, at, heading)) continue;
            var end = PartEnd(text, tokens, sections, at);
            GivenTables.Insert(tokens, sections, new(SectionKind.Given, at, Math.Min(heading, end), TickList: false), end, SectionKind.None);
        }
    }

    /// <summary>Whether the token stands in a part that tells what was ordered for the days after: "POST-OP  Ibuprofen 400 mg q6h."</summary>
    public static bool IsAfterwards(IReadOnlyList<Token> tokens, int token)
    {
        if (!IsReport(tokens)) return false;
        for (var at = token; at >= 0;)
        {
            while (at > 0 && tokens[at - 1].Line == tokens[at].Line) at--;
            if (HeadingEnd(tokens, at) is { } heading && heading <= token) return IsOf(Afterwards, tokens, at, heading);
            if (at == 0 || tokens[at].Line - tokens[at - 1].Line > 1) return false;
            at--;
        }

        return false;
    }

    private static bool IsReport(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count && tokens[at].Line < TitleLines; at++)
            foreach (var title in Titles)
                if (title.Select((word, i) => at + i < tokens.Count && tokens[at + i].Folded == word).All(same => same)) return true;
        return false;
    }

    // "ANAESTHESIA  Spinal", "Post-op: …", "POST-OPERATIVE ORDERS" on a line of its own.
    private static int? HeadingEnd(IReadOnlyList<Token> tokens, int at)
    {
        var lineEnd = SectionFinder.LineEnd(tokens, at);
        for (var end = at; end < lineEnd && end - at <= LongestHeading + 2; end++)
        {
            if (tokens[end].IsMark(':')) return end > at ? end : null;
            if (end > at && tokens[end].Start - tokens[end - 1].End >= Gap) return end;
            if (tokens[end].Kind != TokenKind.Word && !(end > at && tokens[end].Folded is "-" or "/" or "&")) return null;
        }

        return lineEnd - at <= LongestHeading + 1 ? lineEnd : null;
    }

    private static int PartEnd(string text, IReadOnlyList<Token> tokens, List<Section> sections, int first)
    {
        var indent = SectionFinder.Indent(text, tokens[first].Start);
        var at = SectionFinder.LineEnd(tokens, first);
        while (at < tokens.Count && tokens[at].Line - tokens[at - 1].Line == 1 && !sections.Exists(section => section.HeaderToken == at && section.Kind != SectionKind.None)
            && !(SectionFinder.Indent(text, tokens[at].Start) <= indent && HeadingEnd(tokens, at) is not null)) at = SectionFinder.LineEnd(tokens, at);
        return at;
    }

    // "Post-op" is cut at its hyphen.
    private static bool IsOf(HashSet<string> words, IReadOnlyList<Token> tokens, int first, int end)
    {
        var heading = Enumerable.Range(first, end - first).Where(at => tokens[at].Kind == TokenKind.Word).Select(at => tokens[at].Folded).ToList();
        return heading.Exists(words.Contains) && heading.TrueForAll(word => words.Contains(word) || BesideThose.Contains(word));
    }

    private static HashSet<string> Folded(params string[] words) => new(words.SelectMany(Tokenizer.Words), StringComparer.Ordinal);
}
