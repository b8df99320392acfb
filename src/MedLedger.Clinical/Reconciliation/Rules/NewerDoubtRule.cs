using MedLedger.Clinical.Context;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>Where the newest word on something stands in a context that may end or deny it (<see cref="ContextDoubt"/>), what older documents say of it for sure is no longer sure.</summary>
internal static class NewerDoubtRule
{
    public static IReadOnlyList<Statement<T>> Weigh<T>(IReadOnlyList<Statement<T>> statements)
        where T : Finding
    {
        if (statements.Where(IsDoubted).MaxBy(one => one.Day) is not { Date: not null } doubted || statements.Any(one => !IsDoubted(one) && !doubted.IsAfter(one))) return statements;
        var because = $"{ContextDoubt.Because} in a newer document ({doubted.Dated})";
        return [.. statements.Select(one => one.IsSure && ContextDoubt.IsPresent(one.Finding) ? one with { Finding = one.Finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = because } } : one)];
    }

    private static bool IsDoubted<T>(Statement<T> statement) where T : Finding => statement.Finding.UnsureBecause == ContextDoubt.Because;
}
