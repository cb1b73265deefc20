using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving.Pooled;

/// <summary>Runs a model whole and cut on a few texts of random ids and refuses a cut that gives other vectors.</summary>
internal static class CutComparison
{
    private const float CpuTolerance = 1e-4f;
    private const float CudaTolerance = 5e-3f;
    private const int Texts = 8;

    /// <param name="path">the file, for the message.</param>
    /// <exception cref="ModelLoadException">They differ.</exception>
    public static void Check(string path, ModelManifest manifest, int ids, ITextGraph whole, ITextGraph cut)
    {
        var random = new Random(2);
        int[][] texts = [[0, ids - 1], .. Enumerable.Range(1, Texts).Select(length => Enumerable.Range(0, Math.Min(length, manifest.MaxTokens)).Select(_ => random.Next(ids)).ToArray())];
        var (expected, actual) = (Encode(whole, texts, manifest.Dimension), Encode(cut, texts, manifest.Dimension));
        var tolerance = cut.Device == EncoderDevice.Cpu ? CpuTolerance : CudaTolerance;
        for (var text = 0; text < texts.Length; text++)
            for (var i = 0; i < manifest.Dimension; i++)
                if (Math.Abs(expected[text][i] - actual[text][i]) is var difference && difference > tolerance)
                    throw new ModelLoadException(
                        $"{path}: cut at the pooled vector as the manifest says, the model gives vectors that differ by {difference:g2} from the whole file's (limit {tolerance:g1}): cut names tensors of another meaning. Correct it or take it out: the model then runs whole");
    }

    private static float[][] Encode(ITextGraph graph, int[][] texts, int dimension)
    {
        float[][] vectors = [.. texts.Select(_ => new float[dimension])];
        using var run = new RunOptions();
        graph.Run(texts, vectors, run);
        return vectors;
    }
}
