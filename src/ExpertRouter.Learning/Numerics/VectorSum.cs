using System.Numerics;
using System.Runtime.InteropServices;

namespace ExpertRouter.Learning.Numerics;

/// <summary>
/// Vector sums component by component: no component depends on how many are done at once, so every machine gives the
/// same bits, unlike with vectorised dot products.
/// </summary>
internal static class VectorSum
{
    /// <summary>target += scale · addend.</summary>
    public static void AddScaled<T>(Span<T> target, T scale, ReadOnlySpan<T> addend)
        where T : struct, INumber<T>
    {
        var targets = MemoryMarshal.Cast<T, Vector<T>>(target);
        var addends = MemoryMarshal.Cast<T, Vector<T>>(addend);
        for (var i = 0; i < targets.Length; i++) targets[i] += addends[i] * scale;
        for (var i = targets.Length * Vector<T>.Count; i < target.Length; i++) target[i] += addend[i] * scale;
    }

    /// <summary>The inner product, added up from front to back.</summary>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : struct, INumber<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
