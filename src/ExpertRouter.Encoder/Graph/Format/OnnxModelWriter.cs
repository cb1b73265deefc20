using System.Runtime.InteropServices;

namespace ExpertRouter.Encoder.Graph.Format;

/// <summary>
/// Writes a graph as an ONNX ModelProto (IR version 9, operator set 20). Only what the outputs depend on is written; declared
/// inputs stay, so that training and serving code may feed all of them.
/// </summary>
public static class OnnxModelWriter
{
    public const int OperatorSet = 20;
    private const int IrVersion = 9;

    /// <param name="outputs">name in the model → value of the graph.</param>
    /// <param name="stored">current numbers by parameter name, for <see cref="ParameterPlacement.Stored"/>; start values where absent.</param>
    public static byte[] Write(
        GraphBuilder graph,
        IReadOnlyList<(string Name, Value Value)> outputs,
        ParameterPlacement placement,
        IReadOnlyDictionary<string, float[]>? stored = null)
    {
        var needed = Needed(outputs.Select(output => output.Value));
        using var stream = new MemoryStream();
        using (var model = new ProtoWriter(stream))
        {
            model.Write(1, IrVersion);
            model.Write(2, "ExpertRouter");
            model.Write(7, body => WriteGraph(body, graph, outputs, needed, placement, stored));
            model.Write(8, opset =>
            {
                opset.Write(1, "");
                opset.Write(2, OperatorSet);
            });
        }

        return stream.ToArray();
    }

    private static void WriteGraph(
        ProtoWriter body,
        GraphBuilder graph,
        IReadOnlyList<(string Name, Value Value)> outputs,
        HashSet<Value> needed,
        ParameterPlacement placement,
        IReadOnlyDictionary<string, float[]>? stored)
    {
        foreach (var node in graph.Nodes.Where(node => node.Outputs.Any(needed.Contains)))
            body.Write(1, message => WriteNode(message, node));
        foreach (var (name, value) in outputs)
        {
            body.Write(1, message =>
            {
                message.Write(1, value.Name);
                message.Write(2, name);
                message.Write(4, "Identity");
            });
        }

        body.Write(2, "encoder");
        foreach (var constant in graph.Constants.Where(constant => needed.Contains(constant.Value)))
            body.Write(5, message => WriteTensor(message, constant.Value, constant.Raw));
        foreach (var input in graph.Inputs)
            body.Write(11, message => WriteValueInfo(message, input.Name, input));
        foreach (var parameter in graph.Parameters.Where(parameter => needed.Contains(parameter.Value)))
        {
            if (placement == ParameterPlacement.Inputs)
            {
                body.Write(11, message => WriteValueInfo(message, parameter.Name, parameter.Value));
                continue;
            }

            var numbers = stored is not null && stored.TryGetValue(parameter.Name, out var current) ? current : parameter.Start;
            if (numbers.Length != parameter.Start.Length)
                throw new ArgumentException($"parameter {parameter.Name} has {parameter.Start.Length} numbers, got {numbers.Length}", nameof(stored));
            body.Write(5, message => WriteTensor(message, parameter.Value, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray()));
        }

        foreach (var (name, value) in outputs)
            body.Write(12, message => WriteValueInfo(message, name, value));
    }

    private static void WriteNode(ProtoWriter message, Node node)
    {
        foreach (var input in node.Inputs)
            message.Write(1, input?.Name ?? "");
        foreach (var output in node.Outputs)
            message.Write(2, output.Name);
        message.Write(3, node.Name);
        message.Write(4, node.Operation);
        foreach (var attribute in node.Attributes)
            message.Write(5, body => WriteAttribute(body, attribute));
    }

    private static void WriteAttribute(ProtoWriter body, NodeAttribute attribute)
    {
        body.Write(1, attribute.Name);
        switch (attribute.Content)
        {
            case float number:
                body.Write(2, number);
                body.Write(20, 1);
                break;
            case long number:
                body.Write(3, number);
                body.Write(20, 2);
                break;
            case string text:
                body.Write(4, System.Text.Encoding.UTF8.GetBytes(text).AsMemory());
                body.Write(20, 3);
                break;
            case IReadOnlyList<long> numbers:
                foreach (var number in numbers)
                    body.Write(8, number);
                body.Write(20, 7);
                break;
            default:
                throw new NotSupportedException($"attribute {attribute.Name} has a content of type {attribute.Content.GetType()}");
        }
    }

    private static void WriteTensor(ProtoWriter message, Value value, ReadOnlyMemory<byte> raw)
    {
        foreach (var dim in value.Shape.Dims)
            message.Write(1, dim.Size);
        message.Write(2, (int)value.Type);
        message.Write(8, value.Name);
        message.Write(9, raw);
    }

    internal static void WriteValueInfo(ProtoWriter message, string name, Value value)
    {
        message.Write(1, name);
        message.Write(2, type => type.Write(1, tensor =>
        {
            tensor.Write(1, (int)value.Type);
            tensor.Write(2, shape =>
            {
                foreach (var dim in value.Shape.Dims)
                {
                    shape.Write(1, entry =>
                    {
                        if (dim.Symbol is { } symbol)
                            entry.Write(2, symbol);
                        else
                            entry.Write(1, dim.Size);
                    });
                }
            });
        }));
    }

    private static HashSet<Value> Needed(IEnumerable<Value> outputs)
    {
        var needed = new HashSet<Value>();
        var open = new Stack<Value>(outputs);
        while (open.TryPop(out var value))
        {
            if (!needed.Add(value) || value.Producer is not { } node)
                continue;
            foreach (var input in node.Inputs)
            {
                if (input is not null)
                    open.Push(input);
            }
        }

        return needed;
    }
}
