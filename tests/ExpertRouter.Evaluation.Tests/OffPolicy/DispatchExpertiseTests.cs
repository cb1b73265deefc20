using CsCheck;
using ExpertRouter.Evaluation.OffPolicy;

namespace ExpertRouter.Evaluation.Tests.OffPolicy;

public sealed class DispatchExpertiseTests
{
    private static readonly Gen<PastDispatch[]> Any =
        Gen.Select(Gen.Bool, Gen.Double[-1, 1], Gen.Double[-1, 1]).Select((second, first, other) => new PastDispatch(second, first, other)).Array[1, 60];

    [Fact]
    public void Of_HandWorked_IsInformationOverEntropy()
    {
        // Outcomes 0 or 1, two bins. Second taken both times when it is better, once of two when equal.
        // A = second, second, second, first; effect = +1, +1, 0, 0. H(A) = .5623; H(A | effect) = ½ · 0 + ½ · ln 2 = .3466.
        // E_pred = 1 − .3466 / .5623 = .3837. Pairs (0,1), (0,1), (0,0), (1,1) determine A: E_prog = 1.
        PastDispatch[] dispatches = [new(true, 0, 1), new(true, 0, 1), new(true, 0, 0), new(false, 1, 1)];

        var expertise = DispatchExpertise.Of(dispatches, bins: 2);

        Assert.Equal(.3837, expertise.Predictive, 4);
        Assert.Equal(1, expertise.Prognostic, 12);
    }

    [Fact]
    public void Of_Anything_LiesBetweenZeroPredictivePrognosticAndOne() => Any.Sample(dispatches =>
    {
        var expertise = DispatchExpertise.Of(dispatches);
        return expertise.Predictive >= 0 && expertise.Predictive <= expertise.Prognostic + 1e-12 && expertise.Prognostic <= 1;
    });

    [Fact]
    public void Of_SyntheticDispatchers_RanksRandomBelowPrognosticBelowPredictive()
    {
        // Y⁰ and the effect are independent and uniform (seed 3). Prognostic: takes the second way when its outcome is high; predictive: when it is better.
        var random = new Random(3);
        var cases = Enumerable.Range(0, 5000).Select(_ => (First: random.NextDouble(), Effect: (2 * random.NextDouble()) - 1)).ToList();
        DispatchExpertise Measure(Func<double, double, bool> choose) =>
            DispatchExpertise.Of([.. cases.Select(c => new PastDispatch(choose(c.First, c.Effect), c.First, c.First + c.Effect))]);

        var chance = Measure((_, _) => random.Next(2) == 1);
        var prognostic = Measure((first, effect) => first + effect > .5);
        var predictive = Measure((_, effect) => effect > 0);

        Assert.True(chance.Predictive < prognostic.Predictive && prognostic.Predictive < predictive.Predictive);
        Assert.True(prognostic.Prognostic > prognostic.Predictive + .2, "knows how cases go, not which way is better");
        Assert.Equal(chance.PredictiveByChance, chance.Predictive, .005);
        Assert.Equal(chance.PrognosticByChance, chance.Prognostic, .005);
    }

    [Fact]
    public void Of_AlwaysTheSameChoice_KnowsNothing() =>
        Assert.Equal((0, 0), (DispatchExpertise.Of([new(true, 0, 1), new(true, 1, 0)]).Predictive, DispatchExpertise.Of([new(true, 0, 1), new(true, 1, 0)]).Prognostic));

    [Fact]
    public void Of_NoChoices_IsRefused() => Assert.Throws<ArgumentException>(() => DispatchExpertise.Of([]));
}
