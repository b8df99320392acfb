using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Summary;

/// <summary>Everything that earned a line, ordered by danger, before it is known how much fits.</summary>
internal static class PageDraft
{
    // From here on a reader thinks in months.
    private const int DaysOfThreeMonths = 92;
    private const double DaysOfAMonth = 30.44;

    public static OnePage Of(PatientRecord record, PageWords words) => Of(record, SafetyChecks.Of(record), words);

    private static OnePage Of(PatientRecord record, SafetyReview safety, PageWords words) => new()
    {
        AsOf = record.AsOf,
        Words = words,
        Name = IdentityLines.Name(record.Identity, words),
        Identity = IdentityLines.Of(record, words),
        Freshness = Freshness(record, words),
        Notices = [.. record.Notices.Select(notice => notice with { Text = words.Say(notice.Text) })],
        NoticesNotShown = 0,
        UnsureCount = record.UnsureCount,
        Synthesis = [.. SafetyLines.Interrupting(safety, words), .. SynthesisLines.Of(record, words)],
        Safety = safety,
        Allergies = Allergies(record, words),
        Left =
        [
            Block("medications", Medications(record, words), words, record.NoMedications is { } none ? words.Of("none.medications", none.Stated) : words["empty.medications"]),
            SafetyLines.Block(record, safety, words),
            Block("problems", record.ActiveProblems.Select(line => Problem(line, words)), words, record.NoProblems is { } well ? words.Of("none.problems", well.Stated) : words["empty.problems"]),
            Block("past-problems", record.PastProblems.Select(line => Problem(line, words)), words),
            Block("scores", safety.Scores.Select(score => SafetyLines.Score(score, words)), words),
        ],
        Right =
        [
            Block("directives", Directives(record, words), words),
            Block("devices", record.Devices.Select(line => Line(line, line.Concept.Text, null, line.Since?.ToString(), words) with { Critical = true }), words),
            Block("pregnancy", record.Pregnancy.Select(line => ResultLines.Of(line, words)), words),
            Block("results", ResultLines.ByDanger(record.Results).Select(line => ResultLines.Of(line, words)), words),
            Block("vitals", record.Vitals.OrderByDescending(line => line.Latest.Date?.Earliest).Select(line => ResultLines.Of(line, words)), words),
            Block("procedures", record.Procedures.Select(line => Line(line, line.Concept.Text, null, line.Performed?.ToString(), words)), words),
            Block("immunizations", record.Immunizations.Select(line => Line(line, line.Concept.Text, null, line.Given?.ToString(), words)), words),
            Block("social", record.SocialHistory.Select(line => ResultLines.Of(line, words)), words),
        ],
        LetterSize = 9,
        Documents = record.Documents,
        Unread = record.Notices.Where(notice => notice.Kind is NoticeKind.NotRead or NoticeKind.AfterTheDay).Select(notice => notice.Document).OfType<string>().ToHashSet(StringComparer.Ordinal),
    };

    public static PageLine Line(RecordLine line, string text, string? detail, string? date, PageWords words) => new()
    {
        Text = text,
        Detail = detail,
        Date = date,
        Certainty = line.Certainty,
        UnsureBecause = words.SayOrNull(line.UnsureBecause),
        Conflict = line.Conflict == line.UnsureBecause ? null : words.SayOrNull(line.Conflict),
        Remark = Remark(line, words),
        Line = LineId.Of(line),
        Sources = line.Sources,
    };

    private static PageBlock Block(string kind, IEnumerable<PageLine> lines, PageWords words, string? empty = null) => new(kind, words[$"block.{kind}"], [.. lines], Empty: empty);

    private static string? Remark(RecordLine line, PageWords words)
    {
        var confirmed = line.Corrections.Where(one => one.Verdict == CorrectionVerdict.Confirmed).Select(one => one.By).ToList();
        return confirmed.Count == 0 ? null : words.Of("confirmed", string.Join(", ", confirmed));
    }

    private static string Freshness(PatientRecord record, PageWords words)
    {
        if (record.NewestSource is not { } newest) return words["fresh.none"];
        var days = record.AsOf.DayNumber - newest.Earliest.DayNumber;
        return words.Of("fresh", newest, days switch
        {
            0 => words["fresh.today"],
            1 => words["fresh.day"],
            > DaysOfThreeMonths => words.Of("fresh.months", (int)Math.Round(days / DaysOfAMonth)),
            _ => words.Of("fresh.days", days),
        });
    }

    private static PageBlock Allergies(PatientRecord record, PageWords words)
    {
        var lines = record.Allergies.Where(line => line.IsCurrent).OrderBy(line => line.Severity == "severe" || line.Reactions.Any(reaction => reaction.Text.Contains("anaphyla", StringComparison.OrdinalIgnoreCase)) ? 0 : 1)
            .Select(line => Line(line, line.Concept.Text, Reactions(line, words), line.Onset?.ToString(), words) with { Critical = true })
            .ToList();
        if (record.AllergyStatement.NoneKnown is { } none)
            lines.Add(Line(none, Capital(words.Say(NoneKnownRule.Words(none.Scope))), null, none.Stated?.ToString(), words));
        // De-labelling must be visible, or the old label comes back from the next letter.
        lines.AddRange(record.Allergies.Where(line => !line.IsCurrent).Select(line => Line(line, words.Of("allergy.ended", line.Concept.Text), words[$"allergy.{line.Status.ToString().ToLowerInvariant()}"], line.Stated?.ToString(), words)));
        return Block("allergies", lines, words, words["empty.allergies"]);
    }

    private static string? Reactions(AllergyLine line, PageWords words)
    {
        var parts = new[] { string.Join(", ", line.Reactions.Select(reaction => reaction.Text)), words.SayOrNull(line.Severity), line.Type == "intolerance" ? words["allergy.intolerance"] : null }.Where(part => !string.IsNullOrEmpty(part)).ToList();
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static IEnumerable<PageLine> Medications(PatientRecord record, PageWords words) => record.Medications
        .OrderBy(line => CriticalDrugs.Is(line) ? 0 : 1)
        .Select(line => Line(line, line.Concept.Text, Dose(line, words), line.Stated?.ToString(), words) with { Critical = CriticalDrugs.Is(line) });

    private static string? Dose(MedicationLine line, PageWords words)
    {
        var said = line.Dosing is { } dosing
            ? dosing.Strength is { } strength && !dosing.Text.Contains(strength, StringComparison.OrdinalIgnoreCase) ? $"{dosing.Text} ({strength})" : dosing.Text
            : words["dose.none"];
        return line.Status == MedicationStatus.OnHold ? words.Of("dose.hold", said) : said;
    }

    private static PageLine Problem(ProblemLine line, PageWords words)
    {
        var since = line.Onset is { } onset ? words.Of("since", onset) : null;
        var detail = string.Join(", ", new[] { words.SayOrNull(line.Severity), since, line.Abatement is { } end ? words.Of("until", end) : null }.OfType<string>());
        return Line(line, line.Concept.Text, detail.Length > 0 ? detail : null, line.Stated?.ToString(), words);
    }

    private static IEnumerable<PageLine> Directives(PatientRecord record, PageWords words) =>
    [
        .. record.Directives.Select(line => Line(line, line.Concept.Text, null, (line.Dated ?? line.Stated)?.ToString(), words) with { Critical = true }),
        .. record.Alerts.Select(line => Line(line, line.DoNotGive ? words.Of("do.not.give", line.Concept.Text) : line.Concept.Text, null, line.Stated?.ToString(), words) with { Critical = true }),
    ];

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
