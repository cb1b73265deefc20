using System.Numerics.Tensors;

namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>
/// The second half of two-layer experts that lie side by side: units [units], outer weights [units, width], outer bias [experts, width].
/// </summary>
internal sealed class ExpertWeights
{
    private readonly OnnxTensor _outer;
    private readonly OnnxTensor _outerBias;
    private readonly int[] _expertOf;
    private readonly int _width;

    private ExpertWeights(OnnxTensor outer, OnnxTensor outerBias, int[] expertOf)
    {
        (_outer, _outerBias, _expertOf) = (outer, outerBias, expertOf);
        _width = (int)outer.Dimensions[1];
        Experts = (int)outerBias.Dimensions[0];
        // Per unit a column of the inner matrix with its bias and a row of the outer one; per expert an outer bias.
        Parameters = [.. Enumerable.Range(0, Experts).Select(expert => expertOf.Count(owner => owner == expert) * (2L * _width + 1) + _width)];
    }

    /// <summary>Number of experts.</summary>
    public int Experts { get; }

    /// <summary>Hidden units of all experts together.</summary>
    public int Units => _expertOf.Length;

    /// <summary>Weights of each expert.</summary>
    public IReadOnlyList<long> Parameters { get; }

    /// <summary>The experts of a graph; null when their weights are laid out otherwise (merged or word experts).</summary>
    public static ExpertWeights? Find(OnnxGraph graph)
    {
        if (graph.Tensor("experts.outer") is not { Dimensions: [var units, var width], Numbers.Length: > 0 } outer
            || graph.Tensor("experts.outer.bias") is not { Dimensions: [var experts, var biasWidth], Numbers.Length: > 0 } bias
            || biasWidth != width || graph.Tensor("experts.inner")?.IsOf(width, units) != true)
            return null;
        var membership = graph.Tensors.FirstOrDefault(tensor => tensor.IsOf(experts, units) && tensor.Numbers.Length > 0 && IsMembership(tensor.Numbers, (int)units));
        return membership is null ? null : new ExpertWeights(outer, bias, [.. Enumerable.Range(0, (int)units).Select(unit => Owner(membership.Numbers, (int)units, unit))]);
    }

    /// <summary>What each expert answers to one row, before its gate, from the row's hidden units.</summary>
    public IReadOnlyList<float[]> Outputs(ReadOnlySpan<float> hidden)
    {
        var outputs = new float[Experts][];
        for (var expert = 0; expert < Experts; expert++)
            outputs[expert] = _outerBias.Numbers[(expert * _width)..((expert + 1) * _width)];
        for (var unit = 0; unit < hidden.Length; unit++)
        {
            var output = outputs[_expertOf[unit]];
            TensorPrimitives.MultiplyAdd(_outer.Numbers.AsSpan(unit * _width, _width), hidden[unit], output, output);
        }
        return outputs;
    }

    private static bool IsMembership(float[] numbers, int units) =>
        Array.TrueForAll(numbers, number => number is 0 or 1)
        && Enumerable.Range(0, units).All(unit => Enumerable.Range(0, numbers.Length / units).Count(expert => numbers[expert * units + unit] == 1) == 1);

    private static int Owner(float[] membership, int units, int unit) =>
        Enumerable.Range(0, membership.Length / units).First(expert => membership[expert * units + unit] == 1);
}
