using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Training;

/// <summary>A parameter outside the table with its Adam moments and the sum of its gradients since the last step.</summary>
internal sealed class DenseParameter(Parameter parameter)
{
    public const string HeadPrefix = "head.";

    public string Name { get; } = parameter.Name;

    public long[] Shape { get; } = [.. parameter.Value.Shape.Dims.Select(dim => dim.Size)];

    public float[] Numbers { get; } = parameter.Start;

    public float[] FirstMoments { get; } = new float[parameter.Start.Length];

    public float[] SecondMoments { get; } = new float[parameter.Start.Length];

    public float[] Gradient { get; } = new float[parameter.Start.Length];

    /// <summary>Whether it serves the losses only and is left out of the model.</summary>
    public bool IsHead { get; } = parameter.Name.StartsWith(HeadPrefix, StringComparison.Ordinal);
}
