namespace ExpertRouter.Encoder.Graph;

/// <summary>One operator of ONNX's default domain. Empty optional inputs are null.</summary>
public sealed class Node
{
    internal Node(string name, string operation, IReadOnlyList<Value?> inputs, IReadOnlyList<NodeAttribute> attributes)
    {
        Name = name;
        Operation = operation;
        Inputs = inputs;
        Attributes = attributes;
    }

    public string Name { get; }

    public string Operation { get; }

    public IReadOnlyList<Value?> Inputs { get; }

    public IReadOnlyList<NodeAttribute> Attributes { get; }

    public IReadOnlyList<Value> Outputs { get; internal set; } = [];

    public override string ToString() => $"{Operation} {Name}";
}
