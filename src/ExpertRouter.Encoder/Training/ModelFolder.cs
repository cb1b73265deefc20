using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>Writes what serving opens: model, vocabulary and, last, the manifest that vouches for both by hash.</summary>
internal static class ModelFolder
{
    private const string ModelFile = "model.onnx";
    private const string VocabularyFile = "vocab.txt";
    private const string CheckText = "Which team knows how to repair a failed database replica after a network split?";
    private const int CheckedValues = 8;

    public static void Write(string folder, EncoderTrainingOptions options, WordVocabulary vocabulary, ServedGraph graph, TrainingReport report)
    {
        var model = graph.Content;
        File.WriteAllBytes(Path.Combine(folder, ModelFile), model);
        var vocabularyPath = Path.Combine(folder, VocabularyFile);
        vocabulary.Save(vocabularyPath);
        var checkIds = new WordTokenizer(vocabulary).Encode(CheckText, options.ServedTokens);
        new ModelManifest
        {
            Name = options.Name,
            Model = ModelFile,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Dimension = options.Architecture.ServedDimension is > 0 and var served ? served : options.Architecture.Dimension,
            MaxTokens = options.ServedTokens,
            Tokenizer = new TokenizerManifest
            {
                Kind = TokenizerKind.Words,
                File = VocabularyFile,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(vocabularyPath))),
            },
            IdsInput = ServingGraph.IdsInput,
            MaskInput = ServingGraph.MaskInput,
            Output = ServingGraph.EmbeddingOutput,
            Pooling = PoolingKind.InGraph,
            Cut = graph.Cut,
            Layer = options.Architecture.Layer.Kind.ToString(),
            GatesOutput = HasGates(model) ? ServingGraph.GatesOutput : null,
            Check = checkIds.Count == 0 ? null : new ModelCheck { Text = CheckText, FirstValues = [.. Encode(model, checkIds).Take(CheckedValues)] },
            Training = Describe(options, report),
        }.Save(folder);
    }

    private static bool HasGates(byte[] model)
    {
        using var session = new InferenceSession(model);
        return session.OutputMetadata.ContainsKey(ServingGraph.GatesOutput);
    }

    private static float[] Encode(byte[] model, IReadOnlyList<int> ids)
    {
        using var session = new InferenceSession(model);
        using var idValue = OrtValue.CreateTensorValueFromMemory(ids.Select(id => (long)id).ToArray(), [1, ids.Count]);
        using var mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Count).ToArray(), [1, ids.Count]);
        using var run = new RunOptions();
        using var results = session.Run(run, [ServingGraph.IdsInput, ServingGraph.MaskInput], [idValue, mask], [ServingGraph.EmbeddingOutput]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Options (files by name only, folders are nobody's business) and figures.</summary>
    private static JsonElement Describe(EncoderTrainingOptions options, TrainingReport report)
    {
        var published = options with
        {
            PairFiles = [.. options.PairFiles.Select(file => Path.GetFileName(file))],
            DocumentFiles = [.. options.DocumentFiles.Select(file => Path.GetFileName(file))],
            Dictionaries = [.. options.Dictionaries.Select(file => Path.GetFileName(file))],
            WordVectors = options.WordVectors is null ? null : Path.GetFileName(options.WordVectors.TrimEnd('/')),
            StartFrom = options.StartFrom is null ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(options.StartFrom)),
        };
        var figures = new Dictionary<string, object?>
        {
            ["steps"] = report.Steps,
            ["bestStep"] = report.BestStep,
            ["pairRecallAt10"] = Finite(report.Validation.PairRecallAt10),
            ["expertHitAt10"] = Finite(report.Validation.ExpertHitAt10),
            ["documents"] = report.Documents,
            ["experts"] = report.Experts,
            ["pairs"] = report.Pairs,
            ["words"] = report.Words,
            ["predictedWords"] = report.PredictedWords,
            ["parameters"] = report.Parameters,
            ["parametersOutsideTable"] = report.ParametersOutsideTable,
            ["seconds"] = Math.Round(report.Seconds).ToString(CultureInfo.InvariantCulture),
        };
        return JsonSerializer.SerializeToElement(new { options = JsonDocument.Parse(published.ToJson()).RootElement, report = figures });
    }

    private static double? Finite(double number) => double.IsFinite(number) ? Math.Round(number, 4) : null;
}
