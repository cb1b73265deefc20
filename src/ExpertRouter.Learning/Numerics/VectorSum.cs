using System.Numerics;
using System.Runtime.InteropServices;

namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// Vector sums component by component: no component depends on how many are done at once, so every machine gives the
/// same bits, unlike with vectorised dot products.
/// </summary>
internal static class VectorSum
{
    /// <summary>target += scale · addend.</summary>
    public static void AddScaled(Span<double> target, double scale, ReadOnlySpan<double> addend)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var addends = MemoryMarshal.Cast<double, Vector<double>>(addend);
        for (var i = 0; i < targets.Length; i++) targets[i] += addends[i] * scale;
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++) target[i] += addend[i] * scale;
    }

    /// <summary>The inner product, added up from front to back.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
