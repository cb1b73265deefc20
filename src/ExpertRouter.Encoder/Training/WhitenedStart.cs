using System.Numerics.Tensors;

namespace ExpertRouter.Encoder.Training;

/// <summary>Layers that hardly change what goes in, so that training starts from what the rows already know.</summary>
internal static class WhitenedStart
{
    private const float LayerShare = .1f;

    /// <summary>The projection takes the first components as they are, and the experts answer with a tenth of their usual start.</summary>
    /// <param name="width">components that enter the projection.</param>
    public static void PassThrough(IReadOnlyList<DenseParameter> parameters, int width)
    {
        var projection = parameters.Single(parameter => parameter.Name == "projection").Numbers;
        var size = projection.Length / width;
        Array.Clear(projection);
        for (var i = 0; i < Math.Min(width, size); i++)
            projection[i * size + i] = 1;
        foreach (var outer in parameters.Where(parameter => parameter.Name.EndsWith(".outer", StringComparison.Ordinal)))
            TensorPrimitives.Multiply(outer.Numbers, LayerShare, outer.Numbers);
    }
}
