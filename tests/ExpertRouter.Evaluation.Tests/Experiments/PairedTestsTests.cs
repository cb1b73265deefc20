using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class PairedTestsTests
{
    // Student's t has closed forms for small ν:
    // ν = 1: P(|T| ≥ t) = 1 − (2/π) atan t; at t = 1: 1 − (2/π)(π/4) = .5
    // ν = 2: P(|T| ≥ t) = 1 − t / √(2 + t²); at t = 2: 1 − 2/√6 = .183503419072
    // ν = 4, t = 2: 1 − sin θ (1 + cos²θ/2) with tan θ = t/√ν = 1: sin θ = cos θ = √½, so 1 − √½ · 1.25 = .116116523517
    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(2, 2, 0.183503419072)]
    [InlineData(-2, 2, 0.183503419072)]
    [InlineData(2, 4, 0.116116523517)]
    [InlineData(0, 7, 1)]
    public void StudentTwoSided_ClosedForms_Agree(double t, int freedom, double expected) =>
        Assert.Equal(expected, PairedTests.StudentTwoSided(t, freedom), 11);

    [Fact]
    public void StudentTwoSided_OneDegree_EqualsArcTangentFarOut()
    {
        foreach (var t in new[] { 1e-3, 0.1, 3, 40, 1e4 })
        {
            // 1 − (2/π) atan t = (2/π) atan(1/t)
            var expected = 2 / Math.PI * Math.Atan(1 / t);
            Assert.Equal(1, PairedTests.StudentTwoSided(t, 1) / expected, 10);
        }
    }

    [Fact]
    public void StudentTwoSided_ManyDegrees_ApproachesNormal()
    {
        // two-sided 5 % point of the normal distribution is 1.959963984540
        Assert.Equal(0.05, PairedTests.StudentTwoSided(1.959963984540, 1e7), 6);
    }

    [Fact]
    public void TTest_ThreeDifferences_IsWorkedValue()
    {
        // 1, 2, 3: mean 2, s² = (1 + 0 + 1)/2 = 1, t = 2/(1/√3) = 3.464102, t² = 12
        // ν = 2: p = 1 − t/√(2 + t²) = 1 − √(12/14) = .074179900228
        Assert.Equal(0.074179900228, PairedTests.TTest([1, 2, 3])!.Value, 11);
    }

    [Fact]
    public void TTest_AllZero_IsOne_AllEqualOtherwise_IsUndefined()
    {
        Assert.Equal(1, PairedTests.TTest([0, 0, 0]));
        Assert.Null(PairedTests.TTest([0.1, 0.1, 0.1]));
    }

    [Fact]
    public void RandomisationTest_FewDifferences_IsExact()
    {
        // ±1 ±2 ±3: sums ±6, ±4, ±2, 0, 0 (8 patterns); |sum| ≥ 6 in 2 of 8
        Assert.Equal(2 / 8.0, PairedTests.RandomisationTest([1, 2, 3], 10_000, seed: 1), 12);

        // −1 + 2 + 3 = 4: |sum| ≥ 4 in 4 of 8; a zero difference changes nothing
        Assert.Equal(4 / 8.0, PairedTests.RandomisationTest([-1, 2, 0, 3], 10_000, seed: 1), 12);
    }

    [Fact]
    public void RandomisationTest_NoDifferences_IsOne() =>
        Assert.Equal(1, PairedTests.RandomisationTest([0, 0], 100, seed: 1));

    [Fact]
    public void RandomisationTest_ManyDifferences_IsSeededAndNearTheTTest()
    {
        // 100 differences, mean 0.1, alternating ±1 around it
        var differences = Enumerable.Range(0, 100).Select(i => 0.1 + (i % 2 == 0 ? 1 : -1)).ToArray();

        var first = PairedTests.RandomisationTest(differences, 20_000, seed: 5);

        Assert.Equal(first, PairedTests.RandomisationTest(differences, 20_000, seed: 5));
        Assert.NotEqual(first, PairedTests.RandomisationTest(differences, 20_000, seed: 6));
        Assert.Equal(PairedTests.TTest(differences)!.Value, first, 0.03);
    }

    [Fact]
    public void RandomisationTest_ClearWin_NeverGivesZero()
    {
        // no random pattern of 200 equal signs is as extreme, so p = 1/(999 + 1)
        Assert.Equal(0.001, PairedTests.RandomisationTest(Enumerable.Repeat(1.0, 200).ToArray(), 999, seed: 3), 12);
    }

    [Fact]
    public void Holm_FourValuesOneUntested_StepsDown()
    {
        // family .01 .03 .04 (m = 3): 3 · .01 = .03 · 2 · .03 = .06 · max(.06, 1 · .04) = .06
        var corrected = PairedTests.Holm([0.04, 0.01, null, 0.03]);

        Assert.Equal(0.06, corrected[0]!.Value, 12);
        Assert.Equal(0.03, corrected[1]!.Value, 12);
        Assert.Null(corrected[2]);
        Assert.Equal(0.06, corrected[3]!.Value, 12);
    }

    [Fact]
    public void Holm_LargeValues_StopAtOne() =>
        Assert.Equal([1.0, 1.0], PairedTests.Holm([0.9, 0.6]));
}
