namespace MedLedger.Clinical.Reconciliation;

/// <summary>Puts together what shares a key, directly or over others.</summary>
internal static class Grouping
{
    /// <summary>Groups in the order of their first member; members keep their order.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> ByAnyKey<T>(IReadOnlyList<T> items, Func<T, IEnumerable<string>> keys)
    {
        var parent = Enumerable.Range(0, items.Count).ToArray();
        var owner = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var key in keys(items[i]))
            {
                if (owner.TryGetValue(key, out var other)) Join(other, i);
                else owner[key] = i;
            }
        }

        // The root of a group is its first member.
        var groups = new List<IReadOnlyList<T>>();
        var members = new List<T>?[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            var root = Root(i);
            if (members[root] is null) groups.Add(members[root] = []);
            members[root]!.Add(items[i]);
        }

        return groups;

        int Root(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }

        void Join(int a, int b)
        {
            a = Root(a);
            b = Root(b);
            if (a != b) parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }
}
