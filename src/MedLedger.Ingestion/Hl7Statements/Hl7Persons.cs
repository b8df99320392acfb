using MedLedger.Domain;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.Hl7Statements;

/// <summary>
/// Whom a file speaks of, over every PID of every message: a result message may hold several patients (HL7 v2.5.1, ORU^R01,
/// PATIENT_RESULT), and one page must never take the values of two.
/// </summary>
internal static class Hl7Persons
{
    /// <summary>Whether not everything in the file is certainly about one person.</summary>
    public static bool AreSeveral(Hl7File file, Func<Hl7Message, bool> saysSomething)
    {
        var named = file.Messages.SelectMany(message => message.Of("PID")).Select(Of).ToList();
        // A message without a PID that says something says it of nobody, which is not whom the others name.
        return named.Count > 0 && (named.Skip(1).Any(other => !AreOne(named[0], other)) || file.Messages.Any(message => message.First("PID") is null && saysSomething(message)));
    }

    private static Person Of(Hl7Segment pid)
    {
        var name = Hl7Patient.Name(pid.Field(5));
        // A middle name is written in one and left out in the next.
        return new(
            name?.Family?.ToUpperInvariant(), name?.Given?[0].Split(' ')[0].ToUpperInvariant(), Hl7Dates.Read(pid.Value(7)),
            [.. pid.Repetitions(3).Where(id => id.FirstOf(1) is not null).Select(Hl7Patient.Identifier).Select(id => new Number(id.System ?? "", id.Type ?? "", id.Value))]);
    }

    // What is missing from one of them may be missing, where a number says that it is the same person; what contradicts may not.
    private static bool AreOne(Person one, Person other)
    {
        if (Differ(one.Family, other.Family) || Differ(one.Given, other.Given)) return false;
        if (one.Born is { } a && other.Born is { } b && (a.Latest < b.Earliest || b.Latest < a.Earliest)) return false;
        if (one.Numbers.Any(mine => other.Numbers.Any(theirs => theirs.Value == mine.Value && theirs.System == mine.System))) return true;
        var otherNumbers = one.Numbers.Any(mine => other.Numbers.Any(theirs => theirs.System == mine.System && theirs.Type == mine.Type));
        return !otherNumbers && (one.Family ?? one.Given) is not null && one.Family == other.Family && one.Given == other.Given && one.Born == other.Born;
    }

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private sealed record Number(string System, string Type, string Value);

    private sealed record Person(string? Family, string? Given, PartialDate? Born, IReadOnlyList<Number> Numbers);
}
