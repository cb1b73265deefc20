using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>Looks into a model folder: opens and checks the model as serving does, then encodes texts one by one and watches its experts.</summary>
public sealed class EncoderInspector(ILogger<EncoderInspector> logger)
{
    private const double LowEntropy = 0.7;
    private const double AlikeExperts = 0.9;

    /// <summary>Measures on the texts that have tokens.</summary>
    /// <exception cref="ModelLoadException">The folder cannot be served.</exception>
    public EncoderDiagnostics Inspect(string folder, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        using var model = EncoderModel.Load(folder, new EncoderOptions { Device = DeviceChoice.Cpu }, logger);
        var manifest = model.Manifest;
        var content = File.ReadAllBytes(Path.Combine(folder, manifest.Model));
        var graph = new OnnxGraph(content);
        var table = graph.Tensors.Where(tensor => IsTable(tensor, model)).Sum(tensor => tensor.Count);
        var other = graph.Tensors.Where(tensor => !IsTable(tensor, model) && !IsConstant(tensor)).Sum(tensor => tensor.Count);
        var bank = ExpertWeights.Find(graph);
        var diagnostics = new EncoderDiagnostics
        {
            ModelId = model.Id, Layer = manifest.Layer, Texts = 0, TableParameters = table, OtherParameters = other,
            ActiveParameters = other - IdleWordExperts(graph),
        };
        if (manifest.GatesOutput is not { } gates)
            return diagnostics with { Texts = texts.Count(text => model.Tokenizer.Encode(text, 3).Count > 0) };

        var hidden = bank is null ? null : graph.OutputsOf("Gelu") is [var only] ? only : null;
        using var session = new InferenceSession(hidden is null ? content : graph.WithOutput(hidden, 2));
        var (statistics, encoded) = Watch(model, session, gates, hidden, bank, texts, cancellationToken);
        return statistics is null ? diagnostics : Summarise(diagnostics with { Texts = encoded }, statistics, graph, bank);
    }

    /// <summary>One row per token id: vectors, their scales, token weights.</summary>
    private static bool IsTable(OnnxTensor tensor, EncoderModel model) => tensor.Dimensions is [var rows, ..] && rows == model.Tokenizer.IdCount;

    /// <summary>Shapes, axes and fixed numbers of our own graphs.</summary>
    private static bool IsConstant(OnnxTensor tensor) => tensor.Name.StartsWith("const_", StringComparison.Ordinal);

    private static (RoutingStatistics? Statistics, int Texts) Watch(
        EncoderModel model, InferenceSession session, string gatesOutput, string? hiddenOutput, ExpertWeights? bank, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        RoutingStatistics? statistics = null;
        var encoded = 0;
        string[] outputs = hiddenOutput is null ? [gatesOutput] : [gatesOutput, hiddenOutput];
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = model.Tokenizer.Encode(text, model.Manifest.MaxTokens).Select(id => (long)id).ToArray();
            if (ids.Length == 0)
                continue;
            encoded++;
            using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
            using var maskValue = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), [1, ids.Length]);
            using var run = new RunOptions();
            using var results = session.Run(run, [model.Manifest.IdsInput, model.Manifest.MaskInput], [idsValue, maskValue], outputs);
            var columns = (int)results[0].GetTensorTypeAndShape().Shape[^1];
            var gates = results[0].GetTensorDataAsSpan<float>();
            statistics ??= new RoutingStatistics(columns);
            for (var row = 0; row < gates.Length / columns; row++)
            {
                var rowGates = gates.Slice(row * columns, columns);
                if (bank is not null && results.Count > 1)
                    statistics.Add(rowGates, bank.Outputs(results[1].GetTensorDataAsSpan<float>().Slice(row * bank.Units, bank.Units)));
                else
                    statistics.Add(rowGates);
            }
        }
        return (statistics, encoded);
    }

    private static EncoderDiagnostics Summarise(EncoderDiagnostics diagnostics, RoutingStatistics statistics, OnnxGraph graph, ExpertWeights? bank)
    {
        var inExperts = graph.Tensors.Where(tensor => tensor.Name.StartsWith("experts.", StringComparison.Ordinal)).Sum(tensor => tensor.Count);
        long[] parameters = [.. Enumerable.Range(0, statistics.Experts).Select(expert =>
            bank is null ? inExperts / statistics.Experts : expert < bank.Experts ? bank.Parameters[expert] : 0)];
        var result = diagnostics with
        {
            Experts = statistics.Loads(parameters),
            ActiveExperts = statistics.ActiveExperts,
            ActiveParameters = diagnostics.OtherParameters - inExperts + statistics.ActiveParameters(parameters),
            LoadEntropy = statistics.LoadEntropy,
            GateNormCorrelation = statistics.GateNormCorrelation,
            OutputSimilarity = statistics.OutputSimilarity(bank?.Experts ?? 0),
        };
        return result with { Remarks = [.. Remarks(result)] };
    }

    private static IEnumerable<string> Remarks(EncoderDiagnostics diagnostics)
    {
        if (diagnostics.LoadEntropy < LowEntropy)
            yield return $"Few experts do most of the work (load entropy {diagnostics.LoadEntropy:f2} of 1): raise the balance loss or use fewer experts.";
        if (diagnostics.Experts.Where(expert => expert.MeanGate == 0).ToList() is { Count: > 0 } idle)
            yield return $"Never chosen on this sample: {string.Join(", ", idle.Select(expert => expert.Index))}.";
        if (diagnostics.GateNormCorrelation < 0)
            yield return $"The router prefers experts with small outputs (correlation {diagnostics.GateNormCorrelation:f2}); published models show the opposite.";
        if (diagnostics.OutputSimilarity is { Count: > 1 } similarity && MeanOffDiagonal(similarity) is var mean and > AlikeExperts)
            yield return $"The experts answer nearly alike (mean cosine {mean:f2}): they have not specialised.";
    }

    private static double MeanOffDiagonal(IReadOnlyList<IReadOnlyList<double>> similarity) =>
        similarity.SelectMany((row, a) => row.Where((_, b) => a != b)).Average();

    /// <summary>Of word experts a token uses one slice.</summary>
    private static double IdleWordExperts(OnnxGraph graph) =>
        graph.Tensors.Where(tensor => tensor.Name.StartsWith("words.", StringComparison.Ordinal) && tensor.Dimensions.Count > 0)
            .Sum(tensor => tensor.Count - tensor.Count / (double)tensor.Dimensions[0]);
}
