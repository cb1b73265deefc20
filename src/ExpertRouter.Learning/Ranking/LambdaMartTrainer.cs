using ExpertRouter.Core.Ranking;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// LambdaMART (Burges, From RankNet to LambdaRank to LambdaMART, 2010) through ML.NET's LightGBM. One thread and a fixed
/// seed: the same groups give the same trees. The trees are taken over into a <see cref="TreeRanker"/>.
/// </summary>
/// <param name="options">How trees are grown.</param>
public sealed class LambdaMartTrainer(LambdaMartOptions options) : IRankerTrainer
{
    /// <inheritdoc/>
    public string Name => "LambdaMART";

    /// <inheritdoc/>
    public IRanker Train(IReadOnlyList<string> featureNames, IReadOnlyList<RankingGroup> groups)
    {
        RankingGroup[] useful = [.. groups.Where(group => group.Relevant.Length > 0)];
        if (useful.Length == 0)
            throw new ArgumentException("no past query has a right candidate; there is nothing to learn from", nameof(groups));
        if (useful.FirstOrDefault(group => group.Width != featureNames.Count) is { } odd)
            throw new ArgumentException($"a group has {odd.Width} columns for {featureNames.Count} feature names", nameof(groups));

        var context = new MLContext(options.Seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, featureNames.Count);
        var data = context.Data.LoadFromEnumerable(useful.SelectMany(Rows), schema);
        var trainer = context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            RowGroupColumnName = nameof(Row.Group),
            NumberOfIterations = options.Rounds,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.MinimumRowsPerLeaf,
            CustomGains = [0, 1],
            NumberOfThreads = 1,
            Seed = options.Seed,
            Booster = new GradientBooster.Options { L2Regularization = options.Penalty },
        });
        var keyed = context.Transforms.Conversion.MapValueToKey(nameof(Row.Group)).Fit(data).Transform(data);
        var ensemble = trainer.Fit(keyed).Model.TrainedTreeEnsemble;
        return new TreeRanker(
            [.. featureNames],
            [.. ensemble.Trees.Zip(ensemble.TreeWeights, TakeOver)]);
    }

    private static RegressionTree TakeOver(RegressionTreeBase tree, double weight) => new(
        [.. tree.NumericalSplitFeatureIndexes],
        [.. tree.NumericalSplitThresholds],
        [.. tree.LeftChild],
        [.. tree.RightChild],
        [.. tree.LeafValues.Select(value => value * weight)]);

    private static IEnumerable<Row> Rows(RankingGroup group, int number)
    {
        for (var candidate = 0; candidate < group.Candidates; candidate++)
            yield return new Row
            {
                Group = number,
                Label = Array.BinarySearch(group.Relevant, candidate) >= 0 ? 1 : 0,
                Features = group.Row(candidate).ToArray(),
            };
    }

    private sealed class Row
    {
        public int Group { get; set; }

        public float Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
