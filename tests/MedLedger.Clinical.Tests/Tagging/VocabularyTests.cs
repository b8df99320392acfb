using MedLedger.Clinical.Tagging;

namespace MedLedger.Clinical.Tests.Tagging;

public class VocabularyTests
{
    private const int Disorder = 0;
    private const int Chemical = 2;

    [Fact]
    public void The_longest_term_is_marked_and_hyphens_do_not_matter()
    {
        var vocabulary = With((Disorder, "heart failure"), (Disorder, "congestive heart failure"), (Chemical, "beta blocker"));
        Assert.Equal([1u, 2u, 3u, 0u, 0x100u, 0x200u, 0x300u], Marks(vocabulary, "congestive heart failure with beta-blocker"));
    }

    [Fact]
    public void A_beginning_of_a_term_is_no_term()
    {
        Assert.Equal([0u, 0u], Marks(With((Disorder, "heart failure")), "heart attack"));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var vocabulary = With((Disorder, "heart failure"));
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) vocabulary.Write(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Assert.Equal([1u, 3u], Marks(Vocabulary.Read(reader), "heart failure"));
    }

    private static uint[] Marks(Vocabulary vocabulary, string text) => vocabulary.Mark(TagTokenizer.Cut(text, new WordMemory(vocabulary)));

    private static Vocabulary With(params (int Kind, string Name)[] terms)
    {
        var phrases = new Dictionary<uint, ushort>();
        foreach (var (kind, name) in terms) Vocabulary.AddPhrase(phrases, [.. TagTokenizer.Cut(name, new WordMemory(Vocabulary.Empty)).Select(token => token.Word.Folded)], kind);
        return new(phrases, [], []);
    }
}
