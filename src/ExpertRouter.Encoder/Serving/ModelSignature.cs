using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Whether a model's inputs and output are those its manifest promises.</summary>
internal static class ModelSignature
{
    /// <exception cref="ModelLoadException">They are not; says which.</exception>
    public static void Check(string folder, ModelManifest manifest, InferenceSession session)
    {
        var path = Path.Combine(folder, manifest.Model);
        string?[] fed = [manifest.IdsInput, manifest.MaskInput, manifest.TokenTypesInput];
        foreach (var name in fed.OfType<string>())
        {
            if (!session.InputMetadata.TryGetValue(name, out var input))
                throw new ModelLoadException($"{path}: no input '{name}'; it has {Names(session.InputMetadata.Keys)}. Correct the input names in the manifest");
            if (input.ElementDataType != TensorElementType.Int64 || input.Dimensions.Length != 2)
                throw new ModelLoadException($"{path}: input '{name}' is {Describe(input)}; serving feeds Int64 [batch, tokens]");
        }
        if (session.InputMetadata.Keys.Except(fed.OfType<string>()).ToList() is { Count: > 0 } unfed)
            throw new ModelLoadException($"{path}: the manifest names no source for the inputs {Names(unfed)}; a BERT model's token types are set with tokenTypesInput");

        if (!session.OutputMetadata.TryGetValue(manifest.Output, out var output))
            throw new ModelLoadException($"{path}: no output '{manifest.Output}'; it has {Names(session.OutputMetadata.Keys)}. Correct output in the manifest");
        var rank = manifest.Pooling == PoolingKind.InGraph ? 2 : 3;
        if (output.ElementDataType != TensorElementType.Float || output.Dimensions.Length != rank)
            throw new ModelLoadException($"{path}: output '{manifest.Output}' is {Describe(output)}; pooling {manifest.Pooling} needs Float with {rank} dimensions");
        if (output.Dimensions[^1] is var dimension and > 0 && dimension != manifest.Dimension)
            throw new ModelLoadException($"{path}: output '{manifest.Output}' has vectors of {dimension}, the manifest says dimension {manifest.Dimension}");
        if (manifest.GatesOutput is { } gates && !session.OutputMetadata.ContainsKey(gates))
            throw new ModelLoadException($"{path}: no output '{gates}' for gatesOutput; it has {Names(session.OutputMetadata.Keys)}");
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static string Describe(NodeMetadata value) => $"{value.ElementDataType} [{string.Join(", ", value.Dimensions)}]";
}
