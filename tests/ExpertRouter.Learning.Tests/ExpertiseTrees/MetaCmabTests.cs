using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

public sealed class MetaCmabTests
{
    [Fact]
    public void Learn_OneSample_FollowsTheFormula()
    {
        // z of arm 0 = (1 − .5, 1) = (.5, 1), z'z = 1.25, A⁻¹ = I/100, so A⁻¹z = (.005, .01) and z'A⁻¹z = .0125.
        // Sherman-Morrison: A⁻¹ −= (.005, .01)'(.005, .01) / 1.0125; θ = A⁻¹b with b = (1 − .5) z = (.25, .5):
        // new A⁻¹z = (.005, .01) / 1.0125, times .5: θ = (.0025, .005) / 1.0125.
        var learner = new MetaCmab(1);

        learner.Learn(new AdviceSample(new AdviceRound([], [1, 0], 2), 0, 1, 1));

        Assert.Equal(.0025 / 1.0125, learner.Weights[0], 15);
        Assert.Equal(.005 / 1.0125, learner.Weights[1], 15);
        Assert.Equal(.01 - (.005 * .005 / 1.0125), learner.Inverse[0], 15);
        Assert.Equal(-(.005 * .01) / 1.0125, learner.Inverse[1], 15);
        Assert.Equal(.01 - (.01 * .01 / 1.0125), learner.Inverse[3], 15);
    }

    [Fact]
    public void Learn_ManySamples_EqualsRidgeRegression()
    {
        // θ must solve (100 I + Σ z z') θ = Σ (r − μ) z, whatever the incremental form did.
        var random = new Random(7);
        var learner = new MetaCmab(3, expectedReward: .3);
        var normal = new double[4, 4];
        var right = new double[4];
        for (var i = 0; i < 4; i++) normal[i, i] = 100;
        for (var step = 0; step < 500; step++)
        {
            double[] advice = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            var reward = random.NextDouble();
            learner.Learn(new AdviceSample(new AdviceRound([], advice, 1), 0, 1, reward));
            double[] z = [advice[0] - .3, advice[1] - .3, advice[2] - .3, 1];
            for (var i = 0; i < 4; i++)
            {
                right[i] += (reward - .3) * z[i];
                for (var j = 0; j < 4; j++) normal[i, j] += z[i] * z[j];
            }
        }

        for (var i = 0; i < 4; i++)
            Assert.Equal(right[i], Enumerable.Range(0, 4).Sum(j => normal[i, j] * learner.Weights[j]), 9);
    }

    [Fact]
    public void Choose_NothingLearned_SharesProbabilityAmongEqualArms()
    {
        // |z|² is the same for all arms of 0/1 advice around .5: both arms tie.
        var learner = new MetaCmab(2);
        var round = new AdviceRound([], [1, 0, 0, 1], 2);

        Assert.Equal([.5, .5], learner.Choose(round, 0).Propensities);
        Assert.Equal(0, learner.Choose(round, 0).Arm);
        Assert.Equal(1, learner.Choose(round, ulong.MaxValue).Arm);
    }

    [Fact]
    public void Choose_ExpertAlwaysWrong_TurnsItsAdviceAround()
    {
        var learner = new MetaCmab(1);
        for (var step = 0; step < 50; step++)
        {
            var right = step % 2;
            var round = new AdviceRound([], right == 0 ? [0, 1] : [1, 0], 2);
            var choice = learner.Choose(round, (ulong)step);
            learner.Learn(new AdviceSample(round, choice.Arm, choice.Propensities[choice.Arm], choice.Arm == right ? 1 : 0));
        }

        Assert.True(learner.Weights[0] < 0);
        Assert.Equal(1, learner.Choose(new AdviceRound([], [1, 0], 2), 0).Arm);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Learn_NoPropensity_IsRefusedAndLearnsNothing(double propensity)
    {
        var learner = new MetaCmab(1);

        var exception = Assert.Throws<ArgumentException>(
            () => learner.Learn(new AdviceSample(new AdviceRound([], [1, 0], 2), 0, propensity, 1)));

        Assert.Contains("propensity", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, learner.Samples);
    }

    [Fact]
    public void Choose_AdviceOfWrongShape_SaysWhatIsNeeded()
    {
        var exception = Assert.Throws<ArgumentException>(() => new MetaCmab(2).Choose(new AdviceRound([], [1, 0, 1], 2), 0));

        Assert.Contains("2 experts and 2 arms need 4", exception.Message, StringComparison.Ordinal);
    }
}
