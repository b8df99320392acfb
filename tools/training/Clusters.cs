namespace MedLedger.Tools.Training;

/// <summary>
/// Puts words that stand beside the same words into classes: the exchange algorithm on a class bigram model (Kneser and Ney, Eurospeech 1993).
/// Each word in turn moves to the class where the text becomes likeliest; ties go to the lower class, so the same text gives the same classes.
/// </summary>
internal sealed class Clusters
{
    private const int LeastUses = 3;
    private const int Rounds = 12;

    private static readonly double[] Table = [.. Enumerable.Range(0, 1 << 16).Select(count => count == 0 ? 0 : count * Math.Log(count))];

    private readonly int _classes;
    private readonly int[] _classOf;
    private readonly int[] _uses;
    private readonly (int Word, int Count)[][] _left;
    private readonly (int Word, int Count)[][] _right;
    private readonly int[] _size;
    private readonly int[,] _pairs;

    // Word 0 stands for sentence ends and rare words and keeps a class of its own.
    private Clusters(List<int[]> sentences, int words, int classes)
    {
        _classes = classes + 1;
        _uses = new int[words];
        _classOf = new int[words];
        var pairs = new Dictionary<(int, int), int>();
        foreach (var sentence in sentences)
        {
            var last = 0;
            foreach (var word in sentence.Append(0))
            {
                pairs[(last, word)] = pairs.GetValueOrDefault((last, word)) + 1;
                _uses[word]++;
                last = word;
            }
        }

        var rank = 0;
        foreach (var word in Enumerable.Range(1, words - 1).OrderByDescending(word => _uses[word]).ThenBy(word => word)) _classOf[word] = 1 + (rank++ % classes);
        _left = Neighbours(pairs.Select(pair => (pair.Key.Item2, pair.Key.Item1, pair.Value)), words);
        _right = Neighbours(pairs.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value)), words);
        _size = new int[_classes];
        _pairs = new int[_classes, _classes];
        for (var word = 0; word < words; word++) _size[_classOf[word]] += _uses[word];
        foreach (var ((left, right), count) in pairs) _pairs[_classOf[left], _classOf[right]] += count;
    }

    /// <summary>The class, from 1, of each word that is used often enough.</summary>
    public static Dictionary<uint, uint> Of(IReadOnlyList<uint[]> sentences, int classes)
    {
        var uses = new Dictionary<uint, int>();
        foreach (var word in sentences.SelectMany(sentence => sentence)) uses[word] = uses.GetValueOrDefault(word) + 1;
        var numbers = uses.Where(pair => pair.Value >= LeastUses).Select(pair => pair.Key).Order().Select((word, at) => (word, at)).ToDictionary(pair => pair.word, pair => pair.at + 1);
        var clusters = new Clusters([.. sentences.Select(sentence => sentence.Select(word => numbers.GetValueOrDefault(word)).ToArray())], numbers.Count + 1, classes);
        for (var round = 0; round < Rounds && clusters.Exchange() > 0; round++) { }
        return numbers.ToDictionary(pair => pair.Key, pair => (uint)clusters._classOf[pair.Value]);
    }

    private static (int, int)[][] Neighbours(IEnumerable<(int Word, int Other, int Count)> pairs, int words)
    {
        var lists = new (int, int)[words][];
        Array.Fill(lists, []);
        foreach (var group in pairs.GroupBy(pair => pair.Word)) lists[group.Key] = [.. group.Select(pair => (pair.Other, pair.Count))];
        return lists;
    }

    private int Exchange()
    {
        var moved = 0;
        int[] left = new int[_classes], right = new int[_classes];
        for (var word = 1; word < _uses.Length; word++)
        {
            Array.Clear(left);
            Array.Clear(right);
            var self = 0;
            foreach (var (other, count) in _left[word])
                if (other == word) self = count;
                else left[_classOf[other]] += count;
            foreach (var (other, count) in _right[word])
                if (other != word) right[_classOf[other]] += count;
            int[] beside = [.. Enumerable.Range(0, _classes).Where(c => left[c] + right[c] > 0)];
            var old = _classOf[word];
            Move(word, old, beside, left, right, self, -1);
            int best = old;
            var most = double.NegativeInfinity;
            for (var to = 1; to < _classes; to++)
                if (Gain(word, to, beside, left, right, self) is var gain && gain > most + 1e-9) (best, most) = (to, gain);
            Move(word, best, beside, left, right, self, 1);
            _classOf[word] = best;
            if (best != old) moved++;
        }

        return moved;
    }

    private void Move(int word, int to, int[] beside, int[] left, int[] right, int self, int sign)
    {
        _size[to] += sign * _uses[word];
        foreach (var c in beside)
        {
            _pairs[c, to] += sign * left[c];
            _pairs[to, c] += sign * right[c];
        }

        _pairs[to, to] += sign * self;
    }

    private double Gain(int word, int to, int[] beside, int[] left, int[] right, int self)
    {
        var gain = -2 * (F(_size[to] + _uses[word]) - F(_size[to]));
        foreach (var c in beside)
        {
            if (c == to) continue;
            gain += F(_pairs[c, to] + left[c]) - F(_pairs[c, to]) + F(_pairs[to, c] + right[c]) - F(_pairs[to, c]);
        }

        return gain + F(_pairs[to, to] + left[to] + right[to] + self) - F(_pairs[to, to]);
    }

    private static double F(int count) => count < Table.Length ? Table[count] : count * Math.Log(count);
}
