using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Sections;

namespace MedLedger.Clinical.Lines;

/// <summary>Reads a line that is known to be one medication with its direction: mended letters, the name, then the grammar of directions.</summary>
internal sealed class DirectionLineReader(TermLexicon lexicon, DirectionParser directions)
{
    private readonly LineMending _mending = new(directions.Words.Phrases.Knows, lexicon.Terms.Knows, [.. directions.Words.Phrases.Words], lexicon.WordsOf(EntryKind.Drug));
    private readonly DrugNameInLine _names = new(lexicon, directions.Words);

    public DirectionLine Read(string line)
    {
        var text = _mending.Mend(line, out var mended);
        var tokens = Tokenizer.Cut(text, DateReader.Find(text));
        if (_names.Find(text, tokens, mended) is not { } name) return new() { Name = "", Unsure = "no drug is named" };
        var draft = directions.Draft(text, tokens, name.End, tokens.Count, name.Combination, wholeLine: true);
        // "2 tablets of metoprolol 25 mg": the count stands before the name.
        if (name.First > 0 && draft.Counts.Count == 0 && draft.Schedule is null)
        {
            var before = directions.Draft(text, tokens, 0, name.First, combination: false, wholeLine: true);
            foreach (var count in before.Counts.Take(1)) draft.AddCount(count, replaces: false);
            if (draft.Masses.Count == 0 && before.Counts.Count == 0)
                foreach (var mass in before.Masses.Take(1)) draft.AddMass(mass, replaces: false);
            draft.Form ??= before.Form;
        }

        return DirectionLineAssembly.Assemble(name.Text, draft, directions.Words, mended && name.Guessed ? "the line was misread" : name.Doubt);
    }
}
