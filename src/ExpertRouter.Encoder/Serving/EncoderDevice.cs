namespace ExpertRouter.Encoder.Serving;

/// <summary>Where an encoder runs.</summary>
public enum EncoderDevice
{
    /// <summary>ONNX Runtime's CPU provider.</summary>
    Cpu,

    /// <summary>ONNX Runtime's CUDA provider, first GPU.</summary>
    Cuda,
}
