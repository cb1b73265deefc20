using System.Globalization;
using System.Runtime.InteropServices;

namespace ExpertRouter.Encoder.Graph;

/// <summary>
/// Collects the nodes of one ONNX graph, with types and shapes checked as it grows. Parameters become inputs of a training graph
/// and stored tensors of a serving model (<see cref="Format.OnnxModelWriter"/>). Not thread-safe.
/// </summary>
public sealed class GraphBuilder
{
    private readonly List<Node> nodes = [];
    private readonly List<Value> inputs = [];
    private readonly List<Parameter> parameters = [];
    private readonly List<Constant> constants = [];
    private readonly HashSet<string> names = [];
    private int counter;

    /// <summary>In the order of creation, which is a topological order.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    public IReadOnlyList<Value> Inputs => inputs;

    public IReadOnlyList<Parameter> Parameters => parameters;

    public IReadOnlyList<Constant> Constants => constants;

    public Value Input(string name, OnnxType type, params IReadOnlyList<Dim> shape)
    {
        var value = new Value(Claim(name), type, new TensorShape(shape), null);
        inputs.Add(value);
        return value;
    }

    /// <summary>A trainable tensor.</summary>
    /// <exception cref="ArgumentException">the start values do not fill the shape.</exception>
    public Value Parameter(string name, TensorShape shape, float[] start)
    {
        if (shape.ElementCount != start.Length)
            throw new ArgumentException($"parameter {name} of shape {shape} needs {shape.ElementCount} numbers, got {start.Length}", nameof(start));
        var value = new Value(Claim(name), OnnxType.F32, shape, null);
        parameters.Add(new Parameter(value, start));
        return value;
    }

    public Value Constant(float[] numbers, params IReadOnlyList<Dim> shape) =>
        Stored(OnnxType.F32, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), new TensorShape(shape), numbers.Length);

    public Value Constant(long[] numbers, params IReadOnlyList<Dim> shape) =>
        Stored(OnnxType.I64, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), new TensorShape(shape), numbers.Length);

    public Value Constant(Half[] numbers, params IReadOnlyList<Dim> shape) =>
        Stored(OnnxType.F16, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), new TensorShape(shape), numbers.Length);

    public Value Constant(sbyte[] numbers, params IReadOnlyList<Dim> shape) =>
        Stored(OnnxType.I8, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), new TensorShape(shape), numbers.Length);

    public Value Scalar(float number) => Constant([number]);

    /// <summary>A vector of integers, as axes and shapes are given in ONNX.</summary>
    public Value Integers(params long[] numbers) => Constant(numbers, numbers.Length);

    /// <summary>Adds an operator with one output.</summary>
    public Value Add(string operation, OnnxType type, TensorShape shape, IReadOnlyList<Value?> operands, params IReadOnlyList<NodeAttribute> attributes) =>
        AddMany(operation, [(type, shape)], operands, attributes)[0];

    /// <summary>Adds an operator with several outputs.</summary>
    public IReadOnlyList<Value> AddMany(
        string operation,
        IReadOnlyList<(OnnxType Type, TensorShape Shape)> results,
        IReadOnlyList<Value?> operands,
        params IReadOnlyList<NodeAttribute> attributes)
    {
        var name = NextName(operation);
        var node = new Node(name, operation, operands, attributes);
        node.Outputs = [.. results.Select((result, i) =>
            new Value(results.Count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"), result.Type, result.Shape, node))];
        nodes.Add(node);
        return node.Outputs;
    }

    private Value Stored(OnnxType type, byte[] raw, TensorShape shape, int count)
    {
        if (shape.ElementCount != count)
            throw new ArgumentException($"a constant of shape {shape} needs {shape.ElementCount} numbers, got {count}");
        var value = new Value(NextName("const"), type, shape, null);
        constants.Add(new Constant(value, raw));
        return value;
    }

    private string Claim(string name) =>
        names.Add(name) ? name : throw new ArgumentException($"the graph already has a value named {name}", nameof(name));

    private string NextName(string stem) => Claim(string.Create(CultureInfo.InvariantCulture, $"{stem}_{counter++}"));
}
