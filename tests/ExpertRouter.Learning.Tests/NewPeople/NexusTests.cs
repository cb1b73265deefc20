using ExpertRouter.Learning.NewPeople;

namespace ExpertRouter.Learning.Tests.NewPeople;

public sealed class NexusTests
{
    private const int Dimension = 16;

    private static readonly NexusOptions Options = new() { Hidden = 16, MaximumSteps = 200, CheckEvery = 20, LearningRate = 3e-3f };

    [Fact]
    public void Project_HandWorked_AddsTheGatedPart()
    {
        // d = (1, 0), one hidden unit: W₁d + b = 1.5 + .5 = 2, W₂d = 3, silu(2) = 2 / (1 + e⁻²) = 1.761594; times 3 = 5.284783;
        // W₃ = (.1, −.2): e = (1.528478, −1.056957).
        var projection = new NexusProjection(2, 1, [1.5f, 5, .5f], [3, 7], [.1f, -.2f]);

        var vector = projection.Project([1, 0]);

        Assert.Equal(1.528478, vector[0], 5);
        Assert.Equal(-1.056957, vector[1], 5);
    }

    [Fact]
    public void With_ExpertAdded_ChangesNoOtherScoreByABit()
    {
        var random = new Random(2);
        var vectors = RoutingVectors.Empty(Trained().Projection);
        for (var expert = 1; expert <= 20; expert++) vectors = vectors.With(expert, [Unit(random), Unit(random)]);
        float[][] queries = [.. Enumerable.Range(0, 50).Select(_ => Unit(random))];
        var before = queries.Select(query => vectors.Score(query)).ToList();

        var after = vectors.With(21, [Unit(random)]);

        Assert.All(queries.Zip(before), pair => Assert.Equal(
            pair.Second.Select(score => (score.ExpertId, BitConverter.SingleToInt32Bits(score.Score))),
            after.Score(pair.First).SkipLast(1).Select(score => (score.ExpertId, BitConverter.SingleToInt32Bits(score.Score)))));
    }

    [Fact]
    public void Train_PlantedNuisance_FindsNewcomersBetterThanTheMean()
    {
        var (projection, world) = Trained();

        var newcomers = world.Newcomers();
        var everybody = Enumerable.Range(0, newcomers.Means.Length).ToHashSet();
        var mean = NexusTrainer.Recall(Identity(), newcomers, everybody);
        var projected = NexusTrainer.Recall(projection, newcomers, everybody);

        Assert.True(projected > mean + .05, $"projection {projected}, mean {mean} (seed 1), {projection.Steps} steps");
    }

    [Fact]
    public void Train_Twice_GivesTheSameProjection()
    {
        var (one, other) = (Trained().Projection, Trained().Projection);

        Assert.Equal(one.Output, other.Output);
        Assert.Equal((one.Steps, one.DataHash), (other.Steps, other.DataHash));
    }

    [Fact]
    public void Step_SmallRate_LowersTheLossOfItsBatch()
    {
        // Small steps on one batch: with a wrong gradient its loss would not go on falling.
        var world = new World(1);
        var episode = world.Known(1)[0];
        NexusQuery[] batch = [.. episode.Queries.Take(32)];
        var options = Options with { LearningRate = 1e-4f, WeightDecay = 0 };
        var model = new NexusModel(options, Dimension);
        var before = Loss(model.ToProjection(), episode, batch);
        model.Step(episode.Means, batch, 1);
        var middle = Loss(model.ToProjection(), episode, batch);
        for (var step = 2; step <= 20; step++) model.Step(episode.Means, batch, step);

        Assert.True(middle < before, $"{before} → {middle}");
        Assert.True(Loss(model.ToProjection(), episode, batch) < middle);
    }

    [Fact]
    public async Task Projection_SavedAndLoaded_ProjectsTheSame()
    {
        var projection = Trained().Projection;
        var path = Path.Combine(Path.GetTempPath(), $"nexus-{Guid.CreateVersion7()}.json");
        try
        {
            await projection.SaveAsync(path, TestContext.Current.CancellationToken);

            var loaded = await NexusProjection.LoadAsync(path, TestContext.Current.CancellationToken);

            Assert.Equal(projection.Project(Unit(new Random(4))), loaded.Project(Unit(new Random(4))));
            Assert.Equal(projection.DataHash, loaded.DataHash);

            await File.WriteAllTextAsync(path, "{\"dimension\":2,\"hidden\":1}", TestContext.Current.CancellationToken);
            var exception = await Assert.ThrowsAsync<InvalidDataException>(() => NexusProjection.LoadAsync(path, TestContext.Current.CancellationToken));
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void With_NoDocuments_IsRefused() =>
        Assert.Contains("no document", Assert.Throws<ArgumentException>(() => RoutingVectors.Empty(Identity()).With(7, [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Project_OtherEncoder_IsRefused() => Assert.Throws<ArgumentException>(() => Identity().Project([1, 0, 0]));

    private static NexusProjection Identity() =>
        new(Dimension, 1, new float[Dimension + 1], new float[Dimension], new float[Dimension]);

    private static (NexusProjection Projection, World World) Trained()
    {
        var world = new World(1);
        return (new NexusTrainer(Options).Train(world.Known(2)), world);
    }

    private static double Loss(NexusProjection projection, NexusEpisode episode, NexusQuery[] batch)
    {
        float[][] vectors = [.. episode.Means.Select(projection.Project)];
        return batch.Average(query =>
        {
            double[] scores = [.. vectors.Select(vector => Options.Sharpness * (double)vector.Zip(query.Vector, (one, other) => one * other).Sum())];
            return Math.Log(scores.Sum(Math.Exp)) - scores[query.Experts[0]];
        });
    }

    private static float[] Unit(Random random) => Normalise([.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - .5f)]);

    private static float[] Normalise(float[] vector) => NexusProjection.Mean([vector]);

    /// <summary>
    /// An expert has a topic (the first half of the dimensions) and a manner of writing (the second half, twice as loud). Requests have
    /// the topic of their expert and a manner of their own, so that the manner must be learned to be ignored.
    /// </summary>
    private sealed class World(int seed)
    {
        private const int Experts = 60;

        public NexusEpisode[] Known(int episodes) => [.. Enumerable.Range(0, episodes).Select(_ => Make(new Random(seed), queries: 300, offset: 0))];

        public NexusEpisode Newcomers() => Make(new Random(seed + 1000), queries: 200, offset: 1);

        private static NexusEpisode Make(Random random, int queries, int offset)
        {
            float[][] topics = [.. Enumerable.Range(0, Experts).Select(_ => Half(random, 1))];
            float[][] means = [.. topics.Select(topic => Normalise([.. topic, .. Half(random, 2)]))];
            return new NexusEpisode(means, [.. Enumerable.Range(0, queries).Select(i =>
            {
                var expert = (i + offset) % Experts;
                return new NexusQuery(Normalise([.. topics[expert].Select(value => value + (.3f * (random.NextSingle() - .5f))), .. Half(random, 2)]), [expert]);
            })]);
        }

        private static float[] Half(Random random, float loudness) => [.. Enumerable.Range(0, Dimension / 2).Select(_ => loudness * (random.NextSingle() - .5f))];
    }
}
