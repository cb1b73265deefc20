namespace ExpertRouter.Encoder.Serving;

/// <summary>Numbers of the fields of onnx.proto that serving reads.</summary>
internal static class OnnxFields
{
    /// <summary>ModelProto.graph.</summary>
    public const int Graph = 7;

    /// <summary>GraphProto.node.</summary>
    public const int Node = 1;

    /// <summary>GraphProto.initializer.</summary>
    public const int Initializer = 5;

    /// <summary>GraphProto.input.</summary>
    public const int Input = 11;

    /// <summary>GraphProto.output.</summary>
    public const int Output = 12;
}
