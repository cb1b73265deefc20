using System.Numerics;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Adam without weight decay (Kingma and Ba 2015), β₁ = .9, β₂ = .98, ε = 1e-8: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
/// p ← p − rate · m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
/// </summary>
internal static class Adam
{
    private const float FirstDecay = .9f;
    private const float SecondDecay = .98f;
    private const float Epsilon = 1e-8f;

    /// <param name="step">t, 1-based.</param>
    public static void Update(Span<float> parameters, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, float rate, int step)
    {
        var firstCorrection = (float)(1 / (1 - Math.Pow(FirstDecay, step)));
        var secondCorrection = (float)(1 / (1 - Math.Pow(SecondDecay, step)));
        var i = 0;
        for (; i <= parameters.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            var m = FirstDecay * new Vector<float>(first[i..]) + (1 - FirstDecay) * g;
            var v = SecondDecay * new Vector<float>(second[i..]) + (1 - SecondDecay) * g * g;
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            var moved = new Vector<float>(parameters[i..])
                - rate * firstCorrection * m / (Vector.SquareRoot(v * secondCorrection) + new Vector<float>(Epsilon));
            moved.CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = gradient[i];
            first[i] = FirstDecay * first[i] + (1 - FirstDecay) * g;
            second[i] = SecondDecay * second[i] + (1 - SecondDecay) * g * g;
            parameters[i] -= rate * firstCorrection * first[i] / (MathF.Sqrt(second[i] * secondCorrection) + Epsilon);
        }
    }
}
