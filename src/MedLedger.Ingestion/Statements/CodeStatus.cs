using System.Text.RegularExpressions;
using MedLedger.Domain.Coding;

namespace MedLedger.Ingestion.Statements;

/// <summary>Orders for or against resuscitation and its like, and the words for what somebody refuses.</summary>
internal static partial class CodeStatus
{
    // SNOMED CT: resuscitation status and its values, cardiopulmonary resuscitation; LOINC: code status.
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal) { "304251008", "304252001", "304253006", "89666000", "439569004", "450475007", "450476008", "143021000119109" };

    public static bool IsOne(CodedText concept) => concept.Codes.Any(code => Codes.Contains(code.Value)) || Order().IsMatch(concept.Text);

    /// <summary>What is refused, said so that nobody can take it for a wish; codes of the care itself would say that it is wanted.</summary>
    public static CodedText Refused(CodedText care) =>
        Refusal().IsMatch(care.Text) ? care
        : Resuscitation().IsMatch(care.Text) ? new($"Do not resuscitate (refused: {care.Text})")
        : new($"Refused: {care.Text}");

    public static bool IsRefusal(CodedText concept) => Refusal().IsMatch(concept.Text);

    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"\b(dnr|dnar|dnacpr|dni|cpr|code status|full code|resuscitation status|cardiopulmonary resuscitation|do not (attempt )?(resuscitat|intubat)\w*|(not )?for (attempted )?(cardiopulmonary )?resuscitation)\b", Words)]
    private static partial Regex Order();

    [GeneratedRegex(@"\b(dnr|dnar|dnacpr|dni|do not|not for|no|refus\w*|declin\w*|without)\b", Words)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\bcpr\b|resuscitat", Words)]
    private static partial Regex Resuscitation();
}
