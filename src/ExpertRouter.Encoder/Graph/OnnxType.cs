namespace ExpertRouter.Encoder.Graph;

/// <summary>Element types, numbered as in ONNX's TensorProto.DataType.</summary>
public enum OnnxType
{
    F32 = 1,
    I8 = 3,
    I64 = 7,
    Bool = 9,
    F16 = 10,
}
