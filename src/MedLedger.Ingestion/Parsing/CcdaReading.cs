using System.Text;
using System.Xml;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Hl7v2;
using MedLedger.Ingestion.CcdaStatements;
using MedLedger.Ingestion.Intake;

namespace MedLedger.Ingestion.Parsing;

/// <summary>A C-CDA document or fragment: coded statements and the patient; page 1 is the narrative to look at, page 2 the sections that have words but no entries that could be used.</summary>
internal static class CcdaReading
{
    private const int LongestPage = 400_000;

    // Said in the text and in the narrative of entries alike; these have no findings of their own to find in words.
    private static readonly HashSet<CcdaSection> NotForWords = [CcdaSection.Aside, CcdaSection.Encounters, CcdaSection.Vitals, CcdaSection.Functional];

    public static (ReadOutcome Outcome, IReadOnlyList<InnerDocument> Inside) Read(byte[] bytes, DocumentReading reading)
    {
        if (TextFile.Decode(bytes) is not { } text) return (new ReadOutcome.Unreadable(reading, ReadingProblems.Damaged), []);
        IReadOnlyList<CdaElement> roots;
        try
        {
            roots = CdaXml.Parse(text);
        }
        catch (XmlException)
        {
            if (CdaXml.HasDocumentType(text)) return (new ReadOutcome.Refused(reading, ReadingProblems.DocumentType), []);
            return (new ReadOutcome.Unreadable(reading, text.TrimEnd().EndsWith("ClinicalDocument>", StringComparison.Ordinal) ? ReadingProblems.Damaged : ReadingProblems.Truncated), []);
        }

        var targets = CcdaPatient.Targets(roots);
        if (targets.Count > 1) return (new ReadOutcome.Refused(reading, ReadingProblems.SeveralPatients), []);
        var context = new CcdaContext(roots, reading.Document);
        var sections = roots.SelectMany(root => root.Below().Prepend(root)).Where(element => element.Name == "section").ToList();
        var findings = new List<Finding>();
        var words = new StringBuilder();
        foreach (var section in sections) ReadSection(section, context, findings, words);
        if (sections.Count == 0 && roots.All(root => root.Name != "ClinicalDocument"))
            foreach (var root in roots) findings.AddRange(CcdaFindings.ReadFragment(root, context));

        var read = reading with
        {
            Date = Hl7Dates.Read(roots.Select(root => root.First("effectiveTime")?["value"]).FirstOrDefault(value => value is not null && roots[0].Name == "ClinicalDocument")),
            Pages = [.. Pages(sections, words.ToString())],
            Statements = findings,
            Patient = targets.Count == 1 ? CcdaPatient.Read(targets[0], context) : null,
            NotUnderstood = context.NotUnderstood,
        };
        return (new ReadOutcome.Read(read), [.. roots.Select(Unstructured).OfType<InnerDocument>()]);
    }

    private static void ReadSection(CdaElement section, CcdaContext context, List<Finding> findings, StringBuilder words)
    {
        var kind = CcdaSections.Of(section);
        if (kind == CcdaSection.Aside) return;
        var found = CcdaFindings.Read(section, kind, context);
        findings.AddRange(found);
        if (section.IsNull)
        {
            context.Miss($"section {CcdaSections.Title(section)}: no information");
            return;
        }

        // An allergy that is printed but has no entry is read from its line.
        if (kind == CcdaSection.Allergies && found.Count > 0 && CcdaAmbient.Of(kind, section).Experiencer == Experiencer.Patient && CcdaUnlisted.Lines(section, found) is { Count: > 0 } unlisted)
            words.Append(CcdaSections.Title(section).TrimEnd(':', ' ')).Append(":\n").AppendJoin('\n', unlisted).Append("\n\n");

        // Entries and narrative say the same: words are read only where the entries gave nothing.
        if (found.Count > 0 || NotForWords.Contains(kind) || section.First("text") is not { } text || CcdaAmbient.Of(kind, section).Experiencer != Experiencer.Patient) return;
        var lines = CdaNarrative.Lines(text, withHeaders: false);
        if (lines.Length > 0) words.Append(CcdaSections.Title(section).TrimEnd(':', ' ')).Append(":\n").Append(lines).Append("\n\n");
    }

    private static IEnumerable<Page> Pages(List<CdaElement> sections, string words)
    {
        var narrative = new StringBuilder();
        foreach (var section in sections)
        {
            narrative.Append(CcdaSections.Title(section)).Append('\n');
            if (section.First("text") is { } text) narrative.Append(CdaNarrative.Lines(text, withHeaders: true)).Append('\n');
            narrative.Append('\n');
        }

        yield return new() { Number = 1, Origin = PageOrigin.Structured, Text = Cut(narrative.ToString().TrimEnd()) };
        if (words.Length > 0) yield return new() { Number = 2, Origin = PageOrigin.TextLayer, Text = Cut(words.TrimEnd()) };
    }

    private static string Cut(string text) => TextFile.Normalise(text.Length > LongestPage ? text[..LongestPage] : text);

    // A body that is a document of another kind (CDA R2, nonXMLBody): what it is, its own bytes say.
    private static InnerDocument? Unstructured(CdaElement root)
    {
        if (root.At("component", "nonXMLBody", "text") is not { } body) return null;
        var words = string.Concat(body.Content.OfType<string>());
        if (body["representation"] != "B64") return words.Trim().Length == 0 ? null : new(Encoding.UTF8.GetBytes(words), body.Path);
        return InnerDocument.FromBase64(words, body.Path);
    }
}
