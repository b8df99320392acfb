using MedLedger.Clinical.DecisionSupport;
using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Reconciliation.Rules;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Summary;

/// <summary>Everything that earned a line, ordered by danger, before it is known how much fits.</summary>
internal static class PageDraft
{
    public static OnePage Of(PatientRecord record) => Of(record, SafetyChecks.Of(record));

    private static OnePage Of(PatientRecord record, SafetyReview safety) => new()
    {
        AsOf = record.AsOf,
        Name = IdentityLines.Name(record.Identity),
        Identity = IdentityLines.Of(record),
        Freshness = Freshness(record),
        Notices = record.Notices,
        NoticesNotShown = 0,
        UnsureCount = record.UnsureCount,
        Synthesis = [.. SafetyLines.Interrupting(safety), .. Synthesis(record)],
        Safety = safety,
        Allergies = Allergies(record),
        Left =
        [
            new("medications", "Medicines", [.. Medications(record)], Empty: record.NoMedications is { } none ? $"None, as stated ({none.Stated})." : "No document names a current medicine."),
            SafetyLines.Block(record, safety),
            new("problems", "Problems", [.. record.ActiveProblems.Select(Problem)], Empty: record.NoProblems is { } well ? $"None known, as stated ({well.Stated})." : "No document names a current problem."),
            new("past-problems", "Past problems", [.. record.PastProblems.Select(Problem)]),
            new("scores", "Scores", [.. safety.Scores.Select(SafetyLines.Score)]),
        ],
        Right =
        [
            new("directives", "Directives and warnings", [.. Directives(record)]),
            new("devices", "Implants and devices", [.. record.Devices.Select(line => Line(line, line.Concept.Text, null, line.Since?.ToString()) with { Critical = true })]),
            new("pregnancy", "Pregnancy", [.. record.Pregnancy.Select(ResultLines.Of)]),
            new("results", "Results", [.. ResultLines.ByDanger(record.Results).Select(ResultLines.Of)]),
            new("vitals", "Vital signs", [.. record.Vitals.OrderByDescending(line => line.Latest.Date?.Earliest).Select(ResultLines.Of)]),
            new("procedures", "Procedures", [.. record.Procedures.Select(line => Line(line, line.Concept.Text, null, line.Performed?.ToString()))]),
            new("immunizations", "Immunizations", [.. record.Immunizations.Select(line => Line(line, line.Concept.Text, null, line.Given?.ToString()))]),
            new("social", "Social history", [.. record.SocialHistory.Select(ResultLines.Of)]),
        ],
        LetterSize = 9,
        Documents = record.Documents,
        Unread = record.Notices.Where(notice => notice.Kind is NoticeKind.NotRead or NoticeKind.AfterTheDay).Select(notice => notice.Document).OfType<string>().ToHashSet(StringComparer.Ordinal),
    };

    public static PageLine Line(RecordLine line, string text, string? detail, string? date) => new()
    {
        Text = text,
        Detail = detail,
        Date = date,
        Certainty = line.Certainty,
        UnsureBecause = line.UnsureBecause,
        Conflict = line.Conflict == line.UnsureBecause ? null : line.Conflict,
        Sources = line.Sources,
    };

    private static string Freshness(PatientRecord record)
    {
        if (record.NewestSource is not { } newest) return "no source is dated";
        var days = record.AsOf.DayNumber - newest.Earliest.DayNumber;
        return $"newest source {newest}, {(days == 0 ? "of this day" : days == 1 ? "1 day before this page" : $"{days} days before this page")}";
    }

    private static PageBlock Allergies(PatientRecord record)
    {
        var lines = record.Allergies.Where(line => line.IsCurrent).OrderBy(line => line.Severity == "severe" || line.Reactions.Any(reaction => reaction.Text.Contains("anaphyla", StringComparison.OrdinalIgnoreCase)) ? 0 : 1)
            .Select(line => Line(line, line.Concept.Text, Reactions(line), line.Onset?.ToString()) with { Critical = true })
            .ToList();
        if (record.AllergyStatement.NoneKnown is { } none)
            lines.Add(Line(none, Capital(NoneKnownRule.Words(none.Scope)), null, none.Stated?.ToString()));
        // De-labelling must be visible, or the old label comes back from the next letter.
        lines.AddRange(record.Allergies.Where(line => !line.IsCurrent).Select(line => Line(line, $"No longer: {line.Concept.Text}", $"({line.Status.ToString().ToLowerInvariant()})", line.Stated?.ToString())));
        return new("allergies", "Allergies", lines, Empty: "Not known: no document says anything about allergies.");
    }

    private static string? Reactions(AllergyLine line)
    {
        var parts = new[] { string.Join(", ", line.Reactions.Select(reaction => reaction.Text)), line.Severity, line.Type == "intolerance" ? "intolerance" : null }.Where(part => !string.IsNullOrEmpty(part)).ToList();
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static IEnumerable<PageLine> Medications(PatientRecord record) => record.Medications
        .OrderBy(line => CriticalDrugs.Is(line) ? 0 : 1)
        .Select(line => Line(line, line.Concept.Text, Dose(line), line.Stated?.ToString()) with { Critical = CriticalDrugs.Is(line) });

    private static string? Dose(MedicationLine line)
    {
        var said = line.Dosing is { } dosing
            ? dosing.Strength is { } strength && !dosing.Text.Contains(strength, StringComparison.OrdinalIgnoreCase) ? $"{dosing.Text} ({strength})" : dosing.Text
            : "dose not stated";
        return line.Status == MedicationStatus.OnHold ? $"ON HOLD, {said}" : said;
    }

    private static PageLine Problem(ProblemLine line)
    {
        var since = line.Onset is { } onset ? $"since {onset}" : null;
        var detail = string.Join(", ", new[] { line.Severity, since, line.Abatement is { } end ? $"until {end}" : null }.OfType<string>());
        return Line(line, line.Concept.Text, detail.Length > 0 ? detail : null, line.Stated?.ToString());
    }

    private static IEnumerable<PageLine> Directives(PatientRecord record) =>
    [
        .. record.Directives.Select(line => Line(line, line.Concept.Text, null, (line.Dated ?? line.Stated)?.ToString()) with { Critical = true }),
        .. record.Alerts.Select(line => Line(line, line.DoNotGive ? $"Do not give: {line.Concept.Text}" : line.Concept.Text, null, line.Stated?.ToString()) with { Critical = true }),
    ];

    private static List<PageLine> Synthesis(PatientRecord record)
    {
        var lines = new List<PageLine>();
        foreach (var (name, drugs) in CriticalDrugs.In(record.Medications.Where(line => line.Status != MedicationStatus.OnHold)))
            lines.Add(Merge(name, string.Join(", ", drugs.Select(line => line.Concept.Text)), drugs));
        lines.AddRange(record.Directives.Select(line => Merge("Directive", line.Concept.Text, [line])));
        if (record.Devices.Count > 0) lines.Add(Merge("Implant", string.Join(", ", record.Devices.Select(line => line.Concept.Text)), record.Devices));
        var pregnant = record.ActiveProblems.Where(line => PlainWords.Of(line.Concept.Text).Any(word => word is "pregnancy" or "pregnant")).Concat<RecordLine>(record.Pregnancy.Where(PregnancyWords.SaysPregnant)).ToList();
        if (pregnant.Count > 0) lines.Add(Merge("Pregnant", null, pregnant));
        return lines;
    }

    private static PageLine Merge(string text, string? detail, IReadOnlyCollection<RecordLine> lines)
    {
        var sure = lines.Any(line => line.Certainty == ReadingCertainty.Sure);
        return new()
        {
            Text = text,
            Detail = detail,
            Critical = true,
            Certainty = sure ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = sure ? null : lines.First().UnsureBecause,
            Sources = Statements.Once(lines.SelectMany(line => line.Sources)),
        };
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
