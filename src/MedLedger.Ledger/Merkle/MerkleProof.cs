using MedLedger.Domain.Content;

namespace MedLedger.Ledger.Merkle;

/// <summary>Checks proofs about a tree. Both checks refuse a component too many, too few or out of place.</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf stands at <paramref name="index"/> of the tree of <paramref name="size"/> with <paramref name="root"/> (RFC 9162 section 2.1.3.2).</summary>
    public static bool VerifyInclusion(ulong index, ulong size, Sha256Digest leafHash, IReadOnlyList<Sha256Digest> proof, Sha256Digest root)
    {
        if (index >= size) return false;
        var path = new Walk(index, size - 1);
        var hash = TreeHash.From(leafHash);
        foreach (var component in proof)
        {
            if (path.AtRoot) return false;
            var sibling = TreeHash.From(component);
            hash = path.SiblingIsLeft ? TreeHash.OfNode(sibling, hash) : TreeHash.OfNode(hash, sibling);
            path.Up();
        }

        return path.AtRoot && hash.ToDigest() == root;
    }

    /// <summary>
    /// Whether the tree of <paramref name="newSize"/> only adds to the one of <paramref name="oldSize"/> (RFC 9162 section 2.1.4.2).
    /// A tree of size 0 proves nothing and is refused.
    /// </summary>
    public static bool VerifyConsistency(ulong oldSize, ulong newSize, Sha256Digest oldRoot, Sha256Digest newRoot, IReadOnlyList<Sha256Digest> proof)
    {
        if (oldSize == 0 || oldSize > newSize) return false;
        if (oldSize == newSize) return proof.Count == 0 && oldRoot == newRoot;
        if (proof.Count == 0) return false;

        var startsAtOldRoot = ulong.IsPow2(oldSize);
        var path = new Walk(oldSize - 1, newSize - 1);
        path.SkipRightEdges();
        TreeHash first, second;
        first = second = TreeHash.From(startsAtOldRoot ? oldRoot : proof[0]);
        foreach (var component in proof.Skip(startsAtOldRoot ? 0 : 1))
        {
            if (path.AtRoot) return false;
            var sibling = TreeHash.From(component);
            if (path.SiblingIsLeft)
            {
                first = TreeHash.OfNode(sibling, first);
                second = TreeHash.OfNode(sibling, second);
            }
            else
            {
                second = TreeHash.OfNode(second, sibling);
            }

            path.Up();
        }

        return path.AtRoot && first.ToDigest() == oldRoot && second.ToDigest() == newRoot;
    }

    /// <summary>The pair (fn, sn) of RFC 9162: a node's position and the last position on its level.</summary>
    private struct Walk(ulong node, ulong last)
    {
        private ulong _node = node;
        private ulong _last = last;

        public readonly bool AtRoot => _last == 0;

        public readonly bool SiblingIsLeft => (_node & 1) == 1 || _node == _last;

        public void Up()
        {
            // A last node without a right sibling is carried up unchanged until it has a left one.
            if (_node == _last)
                while ((_node & 1) == 0 && _node != 0) Shift();
            Shift();
        }

        public void SkipRightEdges()
        {
            while ((_node & 1) == 1) Shift();
        }

        private void Shift()
        {
            _node >>= 1;
            _last >>= 1;
        }
    }
}
