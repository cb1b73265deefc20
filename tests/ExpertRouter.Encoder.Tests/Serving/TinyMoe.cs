using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>Served folders of any layer kind with a random embedding table and a dozen words.</summary>
internal static class TinyMoe
{
    public const int Width = 8;
    public const int Experts = 4;
    public const int Hidden = 3;

    public static EncoderArchitecture Architecture(MoeKind kind, MoePlacement placement = MoePlacement.Pooled, int attentionHeads = 0) => new()
    {
        Width = Width, Dimension = 6, Placement = placement, AttentionHeads = attentionHeads,
        Layer = new MoeOptions { Kind = kind, Experts = Experts, Hidden = Hidden, TopK = 2, SharedExperts = 1, NullExperts = 2, SmallestHidden = 1, WordSlices = 10 },
    };

    public static void Write(
        string folder, EncoderArchitecture architecture, IReadOnlyDictionary<string, float[]>? parameters = null, TableFormat format = TableFormat.Full)
    {
        var builder = new WordVocabularyBuilder();
        builder.Add("the printer does not print after an update of its driver network card cable");
        var vocabulary = builder.Build(1, 100, null, new WordTokenizerOptions { Buckets = 50 });
        var random = new Random(4);
        float[] table = [.. Enumerable.Range(0, vocabulary.IdCount * Width).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] logWeights = [.. Enumerable.Range(0, vocabulary.IdCount).Select(_ => (float)random.NextDouble())];
        var graph = ServingGraph.Write(architecture, table, logWeights, parameters ?? new Dictionary<string, float[]>(), format);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), graph.Content);
        vocabulary.Save(Path.Combine(folder, "vocab.txt"));
        var hasGates = architecture.Layer.Kind is not (MoeKind.WordExperts or MoeKind.Dense or MoeKind.None);
        new ModelManifest
        {
            Name = "tiny", Model = "model.onnx", Dimension = architecture.Dimension, MaxTokens = 32, Output = ServingGraph.EmbeddingOutput,
            GatesOutput = hasGates ? ServingGraph.GatesOutput : null, Layer = architecture.Layer.Kind.ToString(), Cut = graph.Cut,
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.Words, File = "vocab.txt" },
        }.Save(folder);
    }
}
