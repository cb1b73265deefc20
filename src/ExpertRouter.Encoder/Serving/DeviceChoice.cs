namespace ExpertRouter.Encoder.Serving;

/// <summary>Where the encoder should run.</summary>
public enum DeviceChoice
{
    /// <summary>CUDA where it works, CPU with one warning otherwise; without the CUDA build of ONNX Runtime simply CPU.</summary>
    Auto,

    /// <summary>CPU.</summary>
    Cpu,

    /// <summary>CUDA or an error that says what is missing.</summary>
    Cuda,
}
