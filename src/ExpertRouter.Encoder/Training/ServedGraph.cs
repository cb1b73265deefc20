using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.Encoder.Training;

/// <summary>A model to be served.</summary>
/// <param name="Content">The ONNX file.</param>
/// <param name="Cut">Where serving may pool outside the graph; null where layers work on tokens.</param>
public sealed record ServedGraph(byte[] Content, PooledCut? Cut);
