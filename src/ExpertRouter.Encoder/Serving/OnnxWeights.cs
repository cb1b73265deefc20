using System.Numerics.Tensors;
using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Reads the stored tensors of an ONNX file just enough to find numbers that are none. External data is not followed.</summary>
internal static class OnnxWeights
{
    /// <summary>Name of the first stored tensor with a NaN, null when there is none.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public static string? FirstWithNaN(ReadOnlySpan<byte> model)
    {
        for (var fields = new ProtoFields(model); fields.MoveNext();)
            if (fields.Number == OnnxFields.Graph)
                for (var parts = new ProtoFields(fields.Content); parts.MoveNext();)
                    if (parts.Number == OnnxFields.Initializer && HasNaN(parts.Content, out var name))
                        return name;
        return null;
    }

    private static bool HasNaN(ReadOnlySpan<byte> content, out string name)
    {
        var tensor = StoredTensor.Parse(content);
        name = tensor.Name.Length == 0 ? "(unnamed)" : tensor.Name;
        return tensor.Type switch
        {
            OnnxType.F32 => TensorPrimitives.IsNaNAny(tensor.As<float>()),
            OnnxType.F16 => TensorPrimitives.IsNaNAny(tensor.As<Half>()),
            _ => false,
        };
    }
}
