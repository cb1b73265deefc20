using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// SHA-256 over everything a tree's later behaviour depends on: for every node and candidate its gathered samples, value,
/// model and chosen split. Two trees with the same fingerprint decide the same from now on. Thread-safe on a tree at rest.
/// </summary>
public static class TreeFingerprint
{
    /// <summary>The fingerprint, hexadecimal.</summary>
    public static string Of(ExpertiseTree tree)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, [tree.Samples]);
        for (var sample = 0; sample < tree.Samples; sample++)
        {
            Add(hash, tree.Log.Rows(sample));
            Add(hash, [tree.Log[sample].Arm, tree.Log[sample].Propensity, tree.Log[sample].Reward]);
            Add(hash, tree.Log[sample].Round.Context);
        }

        Add(hash, tree.Root);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, TreeNode node)
    {
        var candidates = node.Candidates ?? [];
        Add(hash, [node.Value, node.Weight.Sum, node.Weight.Squares, node.Model?.Samples ?? -1, candidates.Length, Array.IndexOf(candidates, node.Chosen), node.Samples.Count]);
        hash.AppendData(MemoryMarshal.AsBytes(node.Samples.ToArray().AsSpan()));
        if (node.Model is { } model)
        {
            Add(hash, model.Weights);
            Add(hash, model.Inverse);
        }

        foreach (var candidate in candidates)
        {
            Add(hash, [candidate.Feature, candidate.Boundary]);
            Add(hash, candidate.Low);
            Add(hash, candidate.High);
        }
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<double> numbers) => hash.AppendData(MemoryMarshal.AsBytes(numbers));
}
