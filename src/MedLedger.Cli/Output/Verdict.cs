namespace MedLedger.Cli.Output;

/// <summary>What the auditor is told.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    public sealed record Verified(string Sentence, IReadOnlyList<Fact> Facts) : Verdict;

    public sealed record Failed(string Check, string Expected, string Found, string Next) : Verdict;
}

/// <summary>One thing that verification established.</summary>
internal sealed record Fact(string Name, string Value);
