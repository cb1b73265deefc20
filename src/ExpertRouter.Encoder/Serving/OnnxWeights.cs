using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Reads the stored tensors of an ONNX file just enough to find numbers that are none. External data is not followed.</summary>
internal static class OnnxWeights
{
    // Field numbers of onnx.proto: ModelProto.graph, GraphProto.initializer, TensorProto.data_type, float_data, name, raw_data.
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int DataType = 2;
    private const int FloatData = 4;
    private const int Name = 8;
    private const int RawData = 9;

    /// <summary>Name of the first stored tensor with a NaN, null when there is none.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public static string? FirstWithNaN(ReadOnlySpan<byte> model)
    {
        for (var fields = new ProtoFields(model); fields.MoveNext();)
            if (fields.Number == Graph)
                for (var parts = new ProtoFields(fields.Content); parts.MoveNext();)
                    if (parts.Number == Initializer && HasNaN(parts.Content, out var name))
                        return name;
        return null;
    }

    private static bool HasNaN(ReadOnlySpan<byte> tensor, out string name)
    {
        name = "(unnamed)";
        ulong type = 0;
        ReadOnlySpan<byte> raw = default;
        for (var fields = new ProtoFields(tensor); fields.MoveNext();)
        {
            if (fields.Number == DataType)
                type = fields.Integer;
            else if (fields.Number is RawData or FloatData)
                raw = fields.Content;
            else if (fields.Number == Name)
                name = Encoding.UTF8.GetString(fields.Content);
        }
        return type switch
        {
            1 => TensorPrimitives.IsNaNAny(MemoryMarshal.Cast<byte, float>(raw)),
            10 => TensorPrimitives.IsNaNAny(MemoryMarshal.Cast<byte, Half>(raw)),
            _ => false,
        };
    }
}
