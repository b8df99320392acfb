using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Lexicon;

internal enum EntryKind
{
    Problem,
    Finding,
    Drug,
    Allergen,
    Reaction,
    Lab,
    Vital,
    Vaccine,
    Device,
    Procedure,
    Directive,
}

/// <summary>One thing of the lexicon under its preferred name, in plain words. <paramref name="Curated"/> names were written by hand for this project and are trusted in running text too.</summary>
internal sealed record LexiconEntry(EntryKind Kind, string Name, IReadOnlyList<Code> Codes, bool Curated)
{
    public CodedText Concept => new(Name) { Codes = Codes };
}

/// <summary>One way to write an entry. <paramref name="ExactCase"/> is set for abbreviations that are also words ("MS", "HIT").</summary>
internal sealed record Term(LexiconEntry Entry, string Written, bool ExactCase, bool OnlyInItsSection);
