using ExpertRouter.Learning.Acceptance;
using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace ExpertRouter.Learning.Tests.Acceptance;

public sealed class CalibrationTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Platt_HandWorked_IsTheLogisticFunction()
    {
        // 1 / (1 + exp(−2 · 1 + 1)) = 1 / (1 + 1/e) = .731059
        Assert.Equal(.731059, new PlattScaling(-2, 1).Probability(1), 6);
    }

    [Fact]
    public void Isotonic_HandWorked_StepsInterpolatesAndStays()
    {
        // Steps .2 on [0, 1] and .8 on [3, 4]; half-way between 1 and 3: .5; a quarter: .2 + .25 · .6 = .35.
        var steps = new IsotonicSteps([0, 3], [1, 4], [.2f, .8f]);

        Assert.All(
            new (double Score, double Expected)[] { (-5, .2), (0, .2), (1, .2), (1.5, .35), (2, .5), (3, .8), (4, .8), (9, .8) },
            pair => Assert.Equal(pair.Expected, steps.Probability(pair.Score), 6));
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    public void Train_KnownTruth_FindsIt(CalibrationMethod method)
    {
        // Truth: p = 1 / (1 + exp(−3 s + 1)). 4,000 outcomes: the standard error of a bin of 100 is below .05.
        var calibrator = Training().Train("r", Outcomes(4000, seed: 3), method).ToCalibrator();

        for (var score = -1.0; score <= 1.5; score += .25)
            Assert.Equal(Truth(score), calibrator.Probability(score), .08);
    }

    [Fact]
    public void Train_Isotonic_PredictsWhatMlNetPredicts()
    {
        var outcomes = Outcomes(800, seed: 4);
        var artifact = Training().Train("r", outcomes, CalibrationMethod.Isotonic);

        var context = new MLContext(1);
        var earlier = context.Data.LoadFromEnumerable(outcomes.Take(artifact.Outcomes).Select(outcome => new Scored { Label = outcome.Success, Score = (float)outcome.Score }));
        IPredictionTransformer<IsotonicCalibrator> fitted = context.BinaryClassification.Calibrators.Isotonic("Label", "Score").Fit(earlier);
        var theirs = fitted.Model;
        var ours = artifact.ToCalibrator();
        foreach (var score in (float[])[-2, -.7f, -.1f, 0, .123f, .5f, .9f, 1.3f, 3])
            Assert.Equal(theirs.PredictProbability(score), ours.Probability(score), 5);
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    public void Train_Any_NeverFallsWithTheScore(CalibrationMethod method)
    {
        var calibrator = Training().Train("r", Outcomes(500, seed: 5), method).ToCalibrator();

        double[] probabilities = [.. Enumerable.Range(-300, 600).Select(step => calibrator.Probability(step / 100.0))];

        Assert.Equal(probabilities.Order(), probabilities);
        Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void Train_HeldOut_AreTheLatestAndNeverFittedOn()
    {
        IReadOnlyList<bool>? measured = null;
        var training = new CalibrationTraining(
            (_, outcomes) =>
            {
                measured = outcomes;
                return new Dictionary<string, double> { ["n"] = outcomes.Count };
            },
            TimeProvider.System);
        var outcomes = Outcomes(400, seed: 6);

        var artifact = training.Train("r", outcomes.Reverse(), CalibrationMethod.Platt);

        Assert.Equal(outcomes.TakeLast(100).Select(outcome => outcome.Success), measured);
        Assert.Equal((300, 100), (artifact.Outcomes, artifact.HeldOut));
        Assert.Equal(outcomes[299].At, artifact.TrainedUntil);
        Assert.Equal(100, artifact.Metrics["n"]);
    }

    [Fact]
    public void Train_SameOutcomes_GiveTheSameHashAndParameters()
    {
        var one = Training().Train("r", Outcomes(300, seed: 7), CalibrationMethod.Platt);
        var other = Training().Train("r", Outcomes(300, seed: 7), CalibrationMethod.Platt);
        var changed = Outcomes(300, seed: 7);
        changed[0] = changed[0] with { Success = !changed[0].Success };

        Assert.Equal((one.Platt, one.DataHash), (other.Platt, other.DataHash));
        Assert.NotEqual(one.DataHash, Training().Train("r", changed, CalibrationMethod.Platt).DataHash);
    }

    [Theory]
    [InlineData(400, CalibrationMethod.BySize, false)]
    [InlineData(1400, CalibrationMethod.BySize, true)]
    public void Train_BySize_TakesIsotonicWhenThereAreMany(int count, CalibrationMethod method, bool isotonic) =>
        Assert.Equal(isotonic, Training().Train("r", Outcomes(count, seed: 8), method).Isotonic is not null);

    [Fact]
    public void Train_TooFew_SaysHowManyThereAreAndAreNeeded()
    {
        var exception = Assert.Throws<ArgumentException>(() => Training().Train("r", Outcomes(150, seed: 9), CalibrationMethod.Platt));

        Assert.Contains("150 outcomes are known", exception.Message, StringComparison.Ordinal);
        Assert.Contains("at least 200", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnlySuccesses_AreRefusedWithCounts()
    {
        PastOutcome[] outcomes = [.. Outcomes(400, seed: 9).Select(outcome => outcome with { Success = true })];

        var exception = Assert.Throws<ArgumentException>(() => Training().Train("r", outcomes, CalibrationMethod.Platt));

        Assert.Contains("300 are successes and 0 failures", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    public async Task Artifact_SavedAndLoaded_GivesTheSameProbabilities(CalibrationMethod method)
    {
        var artifact = Training().Train("r", Outcomes(300, seed: 10), method);
        var path = Path.Combine(Path.GetTempPath(), $"calibration-{Guid.CreateVersion7()}.json");
        try
        {
            await artifact.SaveAsync(path, TestContext.Current.CancellationToken);

            var loaded = await CalibrationArtifact.LoadAsync(path, TestContext.Current.CancellationToken);

            Assert.Equal(artifact.ToCalibrator().Probability(.3), loaded.ToCalibrator().Probability(.3));
            Assert.Equal(artifact.DataHash, loaded.DataHash);
            Assert.Equal(artifact.Metrics, loaded.Metrics);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Of_SumAboveOne_IsScaledDownAndKeepsProportions()
    {
        // Slope −1, offset 0: p(0) = .5, p(ln 3) = .75; the sum of .75 + .5 + .5 = 1.75 is scaled to 1.
        var probabilities = CandidateProbabilities.Of([Math.Log(3), 0, 0], new PlattScaling(-1, 0));

        Assert.Equal(.75 / 1.75, probabilities[0], 9);
        Assert.True(probabilities.Sum() <= 1);
    }

    [Fact]
    public void Of_SumBelowOne_LeavesTheRestForNobody() =>
        Assert.Equal([.25, .25], CandidateProbabilities.Of([-Math.Log(3), -Math.Log(3)], new PlattScaling(-1, 0)).Select(p => Math.Round(p, 12)));

    private static CalibrationTraining Training() =>
        new((probabilities, _) => new Dictionary<string, double> { ["mean"] = probabilities.Average() }, TimeProvider.System);

    private static PastOutcome[] Outcomes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var score = (random.NextDouble() * 4) - 1.5;
            return new PastOutcome($"t{i}", Start.AddMinutes(i), score, random.NextDouble() < Truth(score));
        })];
    }

    private static double Truth(double score) => 1 / (1 + Math.Exp((-3 * score) + 1));

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
