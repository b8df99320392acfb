using MedLedger.Domain.Content;
using MedLedger.Ledger.Merkle;

namespace MedLedger.Ledger.Tests.Merkle;

public sealed class ProofTests
{
    private const int Largest = 64;

    private static readonly Sha256Digest Foreign = Sha256Digest.Of("not of this tree"u8);

    private readonly MemoryTiles _tree = new();

    public ProofTests() => _tree.GrowTo(Largest);

    [Fact]
    public async Task Every_inclusion_up_to_64_leaves_is_proven_and_every_near_miss_refused()
    {
        for (var size = 1; size <= Largest; size++)
            for (var index = 0; index < size; index++)
            {
                var proof = await new ProofBuilder((ulong)size, _tree).InclusionAsync((ulong)index, CancellationToken.None);
                bool Holds(int i, int s, Sha256Digest leaf, IReadOnlyList<Sha256Digest> p, Sha256Digest root) =>
                    MerkleProof.VerifyInclusion((ulong)i, (ulong)s, leaf, p, root);
                var (leafHash, root) = (MemoryTiles.Leaf(index).ToDigest(), _tree.Roots[size]);

                Assert.True(Holds(index, size, leafHash, proof, root), $"{index} of {size}");
                Assert.False(Holds(index, size, Foreign, proof, root));
                Assert.False(Holds(index, size, leafHash, proof, Foreign));
                Assert.False(Holds(size, size, leafHash, proof, root));
                Assert.False(Holds(index, 0, leafHash, proof, root));
                for (var other = 0; other < size; other++)
                    if (other != index) Assert.False(Holds(other, size, leafHash, proof, root));
                foreach (var wrong in NearMisses(proof)) Assert.False(Holds(index, size, leafHash, wrong, root), $"{index} of {size}");
            }
    }

    [Fact]
    public async Task Every_consistency_up_to_64_leaves_is_proven_and_every_near_miss_refused()
    {
        for (var size = 1; size <= Largest; size++)
            for (var old = 1; old <= size; old++)
            {
                var proof = await new ProofBuilder((ulong)size, _tree).ConsistencyAsync((ulong)old, CancellationToken.None);
                bool Holds(int o, int n, Sha256Digest from, Sha256Digest to, IReadOnlyList<Sha256Digest> p) =>
                    MerkleProof.VerifyConsistency((ulong)o, (ulong)n, from, to, p);
                var (from, to) = (_tree.Roots[old], _tree.Roots[size]);

                Assert.True(Holds(old, size, from, to, proof), $"{old} to {size}");
                Assert.False(Holds(old, size, Foreign, to, proof));
                Assert.False(Holds(old, size, from, Foreign, proof));
                Assert.False(Holds(0, size, from, to, proof));
                Assert.False(Holds(0, size, TreeHash.Empty.ToDigest(), to, []));
                if (old != size) Assert.False(Holds(size, old, to, from, proof));
                foreach (var wrong in NearMisses(proof)) Assert.False(Holds(old, size, from, to, wrong), $"{old} to {size}");
            }
    }

    [Fact]
    public async Task Proofs_hold_across_tile_borders()
    {
        var tree = new MemoryTiles();
        int[] sizes = [255, 256, 257, 511, 513, 65_535, 65_536, 65_537, 66_000];
        var roots = new Dictionary<int, Sha256Digest>();
        foreach (var size in sizes)
        {
            tree.GrowTo(size);
            roots[size] = tree.Range.Root().ToDigest();
        }

        foreach (var size in sizes)
        {
            var builder = new ProofBuilder((ulong)size, tree);
            Assert.Equal(roots[size], await builder.RootAsync(CancellationToken.None));
            foreach (var index in new[] { 0, 1, 254, 255, 256, 512, 65_534, 65_535, 65_536, size - 1 }.Where(index => index < size))
                Assert.True(MerkleProof.VerifyInclusion(
                    (ulong)index, (ulong)size, MemoryTiles.Leaf(index).ToDigest(), await builder.InclusionAsync((ulong)index, CancellationToken.None), roots[size]));
            foreach (var old in sizes.Where(old => old <= size))
                Assert.True(MerkleProof.VerifyConsistency(
                    (ulong)old, (ulong)size, roots[old], roots[size], await builder.ConsistencyAsync((ulong)old, CancellationToken.None)));
        }
    }

    private static IEnumerable<IReadOnlyList<Sha256Digest>> NearMisses(IReadOnlyList<Sha256Digest> proof)
    {
        yield return [.. proof, Foreign];
        yield return [Foreign, .. proof];
        for (var at = 0; at < proof.Count; at++)
        {
            yield return [.. proof.Take(at), .. proof.Skip(at + 1)];
            yield return [.. proof.Take(at), Foreign, .. proof.Skip(at + 1)];
            yield return [.. proof.Take(at), proof[at], proof[at], .. proof.Skip(at + 1)];
            if (at > 0) yield return [.. proof.Take(at - 1), proof[at], proof[at - 1], .. proof.Skip(at + 1)];
        }
    }
}
