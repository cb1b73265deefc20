using System.Numerics;
using System.Numerics.Tensors;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// An orthogonal map: signs by place, then Walsh–Hadamard transforms, which leaves inner products as they are and spreads what a vector has in few of its components over
/// all of their block. Bytes then are finer (their step follows the largest component) and the half of them that a search reads first tells more. After HD rotations of random
/// features (Yu et al. 2016) and of quantisation (Gao and Long, RaBitQ, 2024).
/// </summary>
internal static class Rotation
{
    /// <summary>In place, over blocks of the largest power of two that divides the length.</summary>
    /// <param name="vector">Padded with zeros to a whole number of blocks of <see cref="NibblePlane"/>.</param>
    public static void Apply(Span<float> vector)
    {
        Flip(vector);
        Transform(vector);
    }

    /// <summary>Undoes <see cref="Apply"/>.</summary>
    public static void Undo(Span<float> vector)
    {
        Transform(vector);
        Flip(vector);
    }

    private static void Transform(Span<float> vector)
    {
        var block = 1 << BitOperations.TrailingZeroCount(vector.Length);
        for (var start = 0; start < vector.Length; start += block)
            for (var half = 1; half < block; half *= 2)
                Butterflies(vector.Slice(start, block), half);
        TensorPrimitives.Multiply(vector, 1 / MathF.Sqrt(block), vector);
    }

    private static void Butterflies(Span<float> block, int half)
    {
        for (var start = 0; start < block.Length; start += 2 * half)
        {
            var left = block.Slice(start, half);
            var right = block.Slice(start + half, half);
            for (var i = 0; i < half; i++)
                (left[i], right[i]) = (left[i] + right[i], left[i] - right[i]);
        }
    }

    private static void Flip(Span<float> vector)
    {
        for (var i = 0; i < vector.Length; i++)
            if (IsNegative((uint)i))
                vector[i] = -vector[i];
    }

    /// <summary>A coin for each place, always the same: the last bit of MurmurHash3's finaliser (Appleby, public domain).</summary>
    private static bool IsNegative(uint place)
    {
        var hash = place + 1;
        hash = (hash ^ hash >> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >> 13) * 0xC2B2AE35;
        return ((hash ^ hash >> 16) & 1) != 0;
    }
}
