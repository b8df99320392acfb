namespace MedLedger.Ingestion.Intake;

/// <summary>Tells CDA from other XML by its first element, whatever comments and processing instructions stand before it.</summary>
internal static class CcdaMarkup
{
    // Entries and sections travel alone, too: in examples, in messages, and where a sender cut them out.
    private static readonly HashSet<string> Fragments = new(StringComparer.Ordinal)
    {
        "section", "component", "structuredBody", "entry", "entryRelationship", "act", "observation", "organizer", "procedure", "substanceAdministration", "supply", "encounter",
        "recordTarget", "participant", "author", "informant", "authenticator", "legalAuthenticator", "custodian", "dataEnterer", "informationRecipient", "inFulfillmentOf", "documentationOf",
        "authorization", "componentOf", "relatedDocument", "serviceEvent", "performer", "participantRole", "encounterParticipant", "relatedSubject", "externalDocument", "addr",
    };

    public static bool Is(string text)
    {
        var name = FirstElement(text);
        if (name is "ClinicalDocument") return true;
        return name is not null && Fragments.Contains(name)
            && (text.Contains("templateId", StringComparison.Ordinal) || text.Contains("2.16.840.1.113883", StringComparison.Ordinal));
    }

    private static string? FirstElement(string text)
    {
        var at = 0;
        while (at < text.Length && (at = text.IndexOf('<', at)) >= 0 && at + 1 < text.Length)
        {
            if (text.AsSpan(at).StartsWith("<!--")) at = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
            else if (text[at + 1] is '?' or '!') at = text.IndexOf('>', at);
            else return Local(text, at + 1);
            if (at < 0) return null;
        }

        return null;
    }

    private static string Local(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 100 && (char.IsLetterOrDigit(text[end]) || text[end] is ':' or '_' or '-' or '.')) end++;
        var name = text[start..end];
        return name[(name.IndexOf(':') + 1)..];
    }
}
