using System.Globalization;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Experiments;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>
/// <c>encoder compare --adapt SOURCE</c>: what a department gains by training an encoder of all others further on its own pairs, and what those lose by it, per kind of
/// layer. The base is trained on the pairs of every source but the department's, then on the department's alone for a quarter of the steps. Recall@10 on the pairs that
/// training leaves out, at home and in the mean of the other sources, before and after; means over the seeds.
/// </summary>
public sealed class DepartmentAdaptation(ILogger<TextEncoder> serving, TimeProvider time)
{
    private const int StepsShare = 4;

    /// <summary>Trains and measures.</summary>
    /// <param name="recipe">Everything but the layer and the seed; its sources name the department's among others.</param>
    /// <param name="department">The source to adapt to.</param>
    /// <param name="folder">Where models are trained; a finished one is not trained again.</param>
    /// <param name="log">Takes a line per model.</param>
    /// <exception cref="ArgumentException">The recipe does not name the source, has no other, or too few of its pairs, or of the others', are left out to measure with.</exception>
    public async Task<EvaluationReport> RunAsync(
        EncoderTrainingOptions recipe, string department, IReadOnlyList<LayerVariant> variants, int seeds, string folder, Action<string> log, CancellationToken cancellationToken)
    {
        var others = recipe.Sources.Except([department]).ToList();
        if (others.Count == 0 || others.Count == recipe.Sources.Count)
            throw new ArgumentException($"the configuration trains on {Listed(recipe.Sources)}; to adapt to '{department}', its sources must name that one and at least one other");
        var pairs = VariantModels.HeldOut(recipe);
        if (pairs.Count(pair => pair.Source == department) is var own && own < PairEmbeddings.FewestPairs)
            throw new ArgumentException($"'{department}' has {own} pairs to measure with, at least {PairEmbeddings.FewestPairs} are needed");
        if (pairs.Where(pair => pair.Source != department).CountBy(pair => pair.Source).All(source => source.Value < PairEmbeddings.FewestPairs))
            throw new ArgumentException($"no source but '{department}' has {PairEmbeddings.FewestPairs} pairs to measure with: {Listed(others)}");
        recipe = recipe with { DocumentFiles = [], Dictionaries = [] };
        var models = new VariantModels(folder, serving, time);
        var figures = variants.ToDictionary(variant => variant, _ => new List<Dictionary<string, double>>());
        for (var seed = 1; seed <= seeds; seed++)
            foreach (var variant in variants)
            {
                var start = await models.TrainAsync(variant, recipe with { Sources = others }, seed, $"-without-{department}", cancellationToken);
                var steps = Math.Max(1, recipe.Steps / StepsShare);
                var adapted = await models.TrainAsync(
                    variant, recipe with { Sources = [department], StartFrom = start, Steps = steps, WarmUpSteps = recipe.WarmUpSteps / StepsShare, ValidateEvery = steps }, seed,
                    $"-then-{department}", cancellationToken);
                var (before, after) = (await RecallAsync(models, start, pairs, recipe.Threads, cancellationToken), await RecallAsync(models, adapted, pairs, recipe.Threads, cancellationToken));
                figures[variant].Add(new()
                {
                    ["home before"] = before[department], ["home after"] = after[department],
                    ["others before"] = Others(before), ["others after"] = Others(after),
                });
                log($"{variant.Name}, seed {seed}: {string.Join(", ", figures[variant][^1].Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:0.###}")))}");
            }

        return new EvaluationReport(LayerComparison.Command, [.. variants.Select(variant => VariantModels.Row($"adapted to {department}", variant.Name, figures[variant], pairs.Count))]);

        double Others(IReadOnlyDictionary<string, double> recall) => recall.Where(source => source.Key != department).Average(source => source.Value);
    }

    private static async Task<IReadOnlyDictionary<string, double>> RecallAsync(
        VariantModels models, string model, IReadOnlyList<EmbeddedPair> pairs, int threads, CancellationToken cancellationToken)
    {
        using var encoder = models.Open(model, threads);
        return VariantModels.Recall(pairs, await PairEmbeddings.FoundAsync(pairs, VariantModels.Embedder(encoder), cancellationToken));
    }

    private static string Listed(IReadOnlyList<string> sources) => sources.Count == 0 ? "all sources" : string.Join(", ", sources);
}
