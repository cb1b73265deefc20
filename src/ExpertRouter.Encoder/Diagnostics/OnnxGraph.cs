using System.Text;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Serving;
using Google.Protobuf;

namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>What diagnostics need of an ONNX file: stored tensors, and inner values made visible as outputs.</summary>
internal sealed class OnnxGraph
{
    private readonly byte[] _model;
    private readonly Dictionary<string, List<string>> _outputsByOperation = [];

    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public OnnxGraph(byte[] model)
    {
        _model = model;
        var tensors = new List<OnnxTensor>();
        for (var fields = new ProtoFields(model); fields.MoveNext();)
        {
            if (fields.Number != 7)
                continue;
            for (var parts = new ProtoFields(fields.Content); parts.MoveNext();)
            {
                if (parts.Number == 5)
                    tensors.Add(ReadTensor(parts.Content));
                else if (parts.Number == 1)
                    ReadNode(parts.Content);
            }
        }
        Tensors = tensors;
    }

    /// <summary>Stored tensors.</summary>
    public IReadOnlyList<OnnxTensor> Tensors { get; }

    /// <summary>The tensor of this name, or null.</summary>
    public OnnxTensor? Tensor(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>First outputs of the nodes with this operation, in the order of the graph.</summary>
    public IReadOnlyList<string> OutputsOf(string operation) => _outputsByOperation.GetValueOrDefault(operation) ?? [];

    /// <summary>
    /// The model with an inner float value as a further output. Two protobuf messages written one after the other are read as one,
    /// with their lists joined, so the addition is simply appended.
    /// </summary>
    public byte[] WithOutput(string name, int rank)
    {
        var shape = Message(writer =>
        {
            for (var axis = 0; axis < rank; axis++)
                writer.Field(1, Message(dimension => dimension.Field(2, Encoding.UTF8.GetBytes($"{name}.{axis}"))));
        });
        var tensorType = Message(writer =>
        {
            writer.Field(1, 1);
            writer.Field(2, shape);
        });
        var value = Message(writer =>
        {
            writer.Field(1, Encoding.UTF8.GetBytes(name));
            writer.Field(2, Message(type => type.Field(1, tensorType)));
        });
        return [.. _model, .. Message(writer => writer.Field(7, Message(graph => graph.Field(12, value))))];
    }

    private static OnnxTensor ReadTensor(ReadOnlySpan<byte> content)
    {
        var tensor = StoredTensor.Parse(content);
        return new OnnxTensor(tensor.Name, tensor.Dimensions, tensor.Type switch
        {
            OnnxType.F32 => tensor.As<float>().ToArray(),
            OnnxType.I8 => [.. tensor.As<sbyte>().ToArray().Select(number => (float)number)],
            OnnxType.F16 => [.. tensor.As<Half>().ToArray().Select(number => (float)number)],
            _ => [],
        });
    }

    private void ReadNode(ReadOnlySpan<byte> node)
    {
        var (operation, output) = ("", "");
        for (var fields = new ProtoFields(node); fields.MoveNext();)
        {
            if (fields.Number == 4)
                operation = Encoding.UTF8.GetString(fields.Content);
            else if (fields.Number == 2 && output.Length == 0)
                output = Encoding.UTF8.GetString(fields.Content);
        }
        if (!_outputsByOperation.TryGetValue(operation, out var outputs))
            _outputsByOperation.Add(operation, outputs = []);
        outputs.Add(output);
    }

    private static byte[] Message(Action<MessageWriter> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            write(new MessageWriter(output));
        return stream.ToArray();
    }

    private readonly struct MessageWriter(CodedOutputStream output)
    {
        public void Field(int number, long value)
        {
            output.WriteTag(number, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        }

        public void Field(int number, byte[] content)
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }
    }
}
