namespace ExpertRouter.Encoder.Graph;

/// <summary>An edge of the graph: a named tensor with its element type and shape. Belongs to the builder that made it.</summary>
public sealed class Value
{
    internal Value(string name, OnnxType type, TensorShape shape, Node? producer)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Producer = producer;
    }

    public string Name { get; }

    public OnnxType Type { get; }

    public TensorShape Shape { get; }

    /// <summary>The node that computes the value; none for inputs, parameters and constants.</summary>
    public Node? Producer { get; }

    public override string ToString() => $"{Name}:{Type}{Shape}";
}
