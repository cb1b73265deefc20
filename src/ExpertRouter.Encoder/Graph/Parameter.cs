namespace ExpertRouter.Encoder.Graph;

/// <summary>A trainable tensor: its value in the graph and the numbers it starts from (row-major, float32).</summary>
public sealed record Parameter(Value Value, float[] Start)
{
    public string Name => Value.Name;
}
