using MedLedger.Clinical.Lexicon;

namespace MedLedger.Clinical.Mentions;

/// <summary>Words of the text that name something of the lexicon, before anything is said about what they mean here.</summary>
/// <param name="First">First token.</param>
/// <param name="End">Token behind the last.</param>
/// <param name="Terms">What the words can mean, one entry a kind, hand-written names first.</param>
/// <param name="NearMiss">Set when the name was misspelt or misread.</param>
internal sealed record FoundName(int First, int End, IReadOnlyList<Term> Terms, NearMiss? NearMiss)
{
    public LexiconEntry? As(EntryKind kind) => Terms.FirstOrDefault(term => term.Entry.Kind == kind)?.Entry;

    public Term? TermAs(EntryKind kind) => Terms.FirstOrDefault(term => term.Entry.Kind == kind);
}
