using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>"None known" is asserted only when somebody said so and nothing stands against it. A newer "none" against a recorded allergy is a conflict: the allergy is kept.</summary>
internal static class NoneKnownRule
{
    public const string Name = "none-known";

    public static AllergyStatement Allergies(IReadOnlyList<Statement<NoKnownFinding>> statements, RecordBuilder record)
    {
        var said = statements.Where(one => one.Finding.Scope is NoKnownScope.Allergies or NoKnownScope.DrugAllergies).OldestFirst().ToList();
        var standing = record.Allergies.Where(line => line.IsCurrent).ToList();
        if (standing.Count == 0)
            return new() { Assertion = said.Count == 0 ? AllergyAssertion.Unknown : AllergyAssertion.NoneKnown, NoneKnown = Line(Widest(said)) };

        for (var i = 0; i < record.Allergies.Count; i++)
        {
            var line = record.Allergies[i];
            if (!line.IsCurrent || said.LastOrDefault(one => one.Day >= (line.Stated?.Earliest ?? DateOnly.MinValue) && Denies(one, line)) is not { } denial) continue;
            var conflict = $"\"{Words(denial.Finding.Scope)}\" stated in {denial.Dated}";
            record.Allergies[i] = line with { Conflict = line.Conflict is null ? conflict : $"{line.Conflict}; {conflict}", Trace = [.. line.Trace, Statements.Trace(Name, conflict, [denial])] };
            record.Notices.Add(new(NoticeKind.Conflict, denial.Document.Name, $"Says \"{Words(denial.Finding.Scope)}\", but an older document records an allergy. The allergy is kept."));
        }

        // Beside a food allergy, "no known drug allergies" is true and worth knowing.
        var beside = standing.TrueForAll(line => line.Category is "food" or "environment") ? said.Where(one => one.Finding.Scope == NoKnownScope.DrugAllergies).ToList() : [];
        return new() { Assertion = AllergyAssertion.Present, NoneKnown = Line(beside) };
    }

    public static NoneKnownLine? Of(NoKnownScope scope, IReadOnlyList<Statement<NoKnownFinding>> statements, bool someStand, DateOnly? newestOfThem) =>
        someStand ? null : Line([.. statements.Where(one => one.Finding.Scope == scope && !(newestOfThem > one.Day)).OldestFirst()]);

    public static string Words(NoKnownScope scope) => scope switch
    {
        NoKnownScope.Allergies => "no known allergies",
        NoKnownScope.DrugAllergies => "no known drug allergies",
        NoKnownScope.FoodAllergies => "no known food allergies",
        NoKnownScope.Medications => "no medications",
        NoKnownScope.Problems => "no known problems",
        _ => "none known",
    };

    private static bool Denies(Statement<NoKnownFinding> one, AllergyLine line) =>
        one.Finding.Scope == NoKnownScope.Allergies || line.Category is null or "medication" or "biologic";

    private static List<Statement<NoKnownFinding>> Widest(List<Statement<NoKnownFinding>> said)
    {
        var sure = said.Where(one => one.IsSure).ToList();
        var from = sure.Count > 0 ? sure : said;
        var all = from.Where(one => one.Finding.Scope == NoKnownScope.Allergies).ToList();
        return all.Count > 0 ? all : from;
    }

    private static NoneKnownLine? Line(List<Statement<NoKnownFinding>> said)
    {
        if (said.Count == 0) return null;
        var sure = said.Exists(one => one.IsSure);
        return new()
        {
            Concept = said[^1].Finding.Concept,
            Scope = said[^1].Finding.Scope,
            Certainty = sure ? ReadingCertainty.Sure : ReadingCertainty.Unsure,
            UnsureBecause = sure ? null : said[^1].UnsureBecause,
            Stated = said[^1].Date,
            Sources = said.AllSources(),
            Trace = [Statements.Trace(Name, "said so, and nothing stands against it", said)],
        };
    }
}
