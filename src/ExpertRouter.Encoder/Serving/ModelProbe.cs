using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Runs a fresh model on a few texts of random ids and refuses it when a vector is not finite, or changes with its batch.</summary>
internal sealed class ModelProbe(EncoderModel model, string folder)
{
    private const float CpuTolerance = 1e-4f;
    private const float CudaTolerance = 5e-3f;
    private const float RecordedTolerance = 5e-3f;

    private string Path => System.IO.Path.Combine(folder, model.Manifest.Model);

    /// <exception cref="ModelLoadException">The model must not serve; says why.</exception>
    public void Check()
    {
        CheckIndependenceOfBatch();
        if (model.Manifest.Check is { } check)
            CheckRecordedVector(check);
    }

    private void CheckIndependenceOfBatch()
    {
        var random = new Random(1);
        var victim = RandomText(random, 3);
        var others = Enumerable.Range(1, 12).Select(i => RandomText(random, i)).ToArray();
        var alone = Encode([victim])[0];
        int[][][] batches =
        [
            [.. others, victim],
            [victim, .. others],
            [.. Enumerable.Repeat(victim, 16)],
            [.. Enumerable.Repeat(others[^1], 12), victim],
        ];
        var tolerance = model.Device == EncoderDevice.Cpu ? CpuTolerance : CudaTolerance;
        foreach (var batch in batches)
        {
            var vectors = Encode(batch);
            for (var row = 0; row < batch.Length; row++)
                if (ReferenceEquals(batch[row], victim) && LargestDifference(vectors[row], alone) is var difference && !(difference <= tolerance))
                    throw new ModelLoadException(
                        $"{Path}: the vector of one text changes by {difference:g2} with the batch it is in (limit {tolerance:g1}). Either padding is not masked, or the routing has a capacity or lets experts choose, so that texts influence and reveal each other; such a model is not served");
        }
    }

    private void CheckRecordedVector(ModelCheck check)
    {
        var ids = model.Tokenizer.Encode(check.Text, model.Manifest.MaxTokens);
        if (ids.Count == 0)
            throw new ModelLoadException($"{Path}: the check text of the manifest has no tokens: the tokenizer does not match the model");
        var vector = Encode([[.. ids]])[0]?[..check.FirstValues.Count];
        var expected = check.FirstValues.ToArray();
        if (LargestDifference(vector, expected) is var difference && !(difference <= RecordedTolerance))
            throw new ModelLoadException(
                $"{Path}: the check text's vector differs by {difference:g2} from the one in the manifest (limit {RecordedTolerance}): weights, tokenizer or pooling are not those the model was recorded with");
    }

    private float[]?[] Encode(int[][] texts)
    {
        try
        {
            using var run = new RunOptions();
            var vectors = model.Encode(texts, run);
            return model.NonFiniteVectors == 0
                ? vectors
                : throw new ModelLoadException($"{Path}: a vector is not finite: the weights are damaged or the training diverged");
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelLoadException($"{Path}: fails on {texts.Length} texts of at most {texts.Max(text => text.Length)} tokens: {e.Message}", e);
        }
    }

    private int[] RandomText(Random random, int length) =>
        [.. Enumerable.Range(0, Math.Min(length, model.Manifest.MaxTokens)).Select(_ => random.Next(model.Tokenizer.IdCount))];

    /// <summary>0 where both have no vector, infinite where one has none.</summary>
    private static float LargestDifference(float[]? left, float[]? right)
    {
        if (left is null || right is null)
            return left == right ? 0 : float.PositiveInfinity;
        var difference = new float[left.Length];
        TensorPrimitives.Subtract(left, right, difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference));
    }
}
