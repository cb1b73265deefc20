using System.Text;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;

namespace ExpertRouter.Encoder.Serving.Pooled;

/// <summary>
/// The part of an ONNX model behind one inner value, as a model of its own: the value becomes the only input, one output stays, and with
/// them only the nodes and stored tensors on the way. Nodes with inner graphs that use outer values are not followed; ONNX Runtime refuses such a part.
/// </summary>
internal sealed class CutModel
{
    // Field numbers of onnx.proto: ModelProto.ir_version, opset_import, functions; GraphProto.name.
    private const int Version = 1;
    private const int OperatorSets = 8;
    private const int Functions = 25;
    private const int GraphName = 2;

    private readonly Dictionary<string, string[]> _inputsByOutput = [];
    private readonly HashSet<string> _graphInputs = [];
    private readonly HashSet<string> _needed = [];
    private readonly string _value;
    private readonly string _output;

    private CutModel(ReadOnlySpan<byte> model, string value, string output)
    {
        _value = value;
        _output = output;
        for (var fields = new ProtoFields(model); fields.MoveNext();)
            if (fields.Number == OnnxFields.Graph)
                Read(fields.Content);
        if (!_inputsByOutput.ContainsKey(value))
            throw new InvalidDataException($"the graph computes no value '{value}'");
        Follow();
    }

    /// <param name="value">float [batch, width].</param>
    /// <returns>an ONNX file.</returns>
    /// <exception cref="InvalidDataException">The graph has no such value, or its output needs more than that value.</exception>
    public static byte[] After(ReadOnlySpan<byte> model, string value, int width, string output) => new CutModel(model, value, output).Write(model, width);

    private void Read(ReadOnlySpan<byte> graph)
    {
        for (var parts = new ProtoFields(graph); parts.MoveNext();)
            if (parts.Number == OnnxFields.Input)
                _graphInputs.Add(FirstName(parts.Content));
            else if (parts.Number == OnnxFields.Node)
            {
                var (inputs, outputs) = Ends(parts.Content);
                foreach (var output in outputs)
                    _inputsByOutput[output] = inputs;
            }
    }

    private void Follow()
    {
        var open = new Stack<string>([_output]);
        while (open.TryPop(out var name))
        {
            if (!_needed.Add(name) || name == _value || name.Length == 0)
                continue;
            if (_graphInputs.Contains(name))
                throw new InvalidDataException($"'{_output}' needs the input '{name}' beside '{_value}': the graph cannot be cut there");
            foreach (var input in _inputsByOutput.GetValueOrDefault(name) ?? [])
                open.Push(input);
        }
        if (!_needed.Contains(_value))
            throw new InvalidDataException($"'{_output}' does not depend on '{_value}'");
    }

    private byte[] Write(ReadOnlySpan<byte> model, int width)
    {
        using var stream = new MemoryStream();
        using (var writer = new ProtoWriter(stream))
            for (var fields = new ProtoFields(model); fields.MoveNext();)
                if (fields.Number == Version)
                    writer.Write(Version, (long)fields.Integer);
                else if (fields.Number is OperatorSets or Functions)
                    writer.Write(fields.Number, fields.Content.ToArray().AsMemory());
                else if (fields.Number == OnnxFields.Graph)
                    writer.Write(OnnxFields.Graph, Graph(fields.Content, width).AsMemory());
        return stream.ToArray();
    }

    private byte[] Graph(ReadOnlySpan<byte> graph, int width)
    {
        using var stream = new MemoryStream();
        using (var writer = new ProtoWriter(stream))
        {
            for (var parts = new ProtoFields(graph); parts.MoveNext();)
                if (Stays(parts.Number, parts.Content))
                    writer.Write(parts.Number, parts.Content.ToArray().AsMemory());
            var input = new Value(_value, OnnxType.F32, new TensorShape("batch", width), null);
            writer.Write(OnnxFields.Input, info => OnnxModelWriter.WriteValueInfo(info, _value, input));
        }
        return stream.ToArray();
    }

    private bool Stays(int field, ReadOnlySpan<byte> content) => field switch
    {
        GraphName => true,
        OnnxFields.Node => Ends(content).Outputs is var outputs && !outputs.Contains(_value) && outputs.Any(_needed.Contains),
        OnnxFields.Initializer => _needed.Contains(StoredTensor.Parse(content).Name),
        OnnxFields.Output => FirstName(content) == _output,
        _ => false,
    };

    /// <summary>ValueInfoProto.name.</summary>
    private static string FirstName(ReadOnlySpan<byte> value)
    {
        for (var fields = new ProtoFields(value); fields.MoveNext();)
            if (fields.Number == 1)
                return Encoding.UTF8.GetString(fields.Content);
        return "";
    }

    /// <summary>NodeProto.input and output.</summary>
    private static (string[] Inputs, string[] Outputs) Ends(ReadOnlySpan<byte> node)
    {
        var (inputs, outputs) = (new List<string>(), new List<string>());
        for (var fields = new ProtoFields(node); fields.MoveNext();)
            if (fields.Number is 1 or 2)
                (fields.Number == 1 ? inputs : outputs).Add(Encoding.UTF8.GetString(fields.Content));
        return ([.. inputs], [.. outputs]);
    }
}
