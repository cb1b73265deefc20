namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// Groups names that likely belong together (<c>foo</c>, <c>foo-data</c>, <c>foo2</c>): names are cut at hyphens and
/// trailing digits and dots of each part are dropped; a stem is the shortest run of leading parts that at most
/// <see cref="LargestFamily"/> names share, or the whole name. Prefixes of large families (<c>python-…</c>) are thus
/// never stems by themselves.
/// </summary>
public static class NameStems
{
    /// <summary>More names than this make a leading part a family name, not a stem.</summary>
    public const int LargestFamily = 12;

    private static readonly char[] Version = [.. "0123456789."];

    /// <summary>Stem of every name.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> names)
    {
        var parts = names.Distinct().ToDictionary(
            name => name, name => Array.ConvertAll(name.Split('-'), part => part.TrimEnd(Version)), StringComparer.Ordinal);
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> open = [.. parts.Keys];
        for (var length = 1; open.Count > 0; length++)
        {
            var longer = new List<string>();
            foreach (var family in open.GroupBy(name => string.Join('-', parts[name].Take(length)), StringComparer.Ordinal))
            {
                string[] members = [.. family];
                foreach (var name in members)
                    if (members.Length <= LargestFamily || parts[name].Length <= length) stems[name] = family.Key;
                    else longer.Add(name);
            }

            open = longer;
        }

        return stems;
    }
}
