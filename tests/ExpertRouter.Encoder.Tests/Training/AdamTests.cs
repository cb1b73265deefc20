using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class AdamTests
{
    [Fact]
    public void Update_TwoSteps_GivesTheHandWorkedNumbers()
    {
        float[] p = [1], m = [0], v = [0];

        Adam.Update(p, [2], m, v, .1f, 1);
        // m = .2, v = .08; m̂ = 2, v̂ = 4: p = 1 − .1·2/2 = .9
        Assert.Equal(.9f, p[0], 1e-6);

        Adam.Update(p, [0], m, v, .1f, 2);
        // m = .18, v = .0784; m̂ = .18/.19 = .947368, v̂ = .0784/.0396 = 1.979798; p = .9 − .1·.947368/1.407053 = .832670
        Assert.Equal(.832670f, p[0], 1e-5);
    }

    [Fact]
    public void Update_LongAndShortSpans_TreatEveryNumberAlike()
    {
        float[] p = new float[19], m = new float[19], v = new float[19], gradient = [.. Enumerable.Repeat(.3f, 19)];

        Adam.Update(p, gradient, m, v, .01f, 1);

        Assert.All(p, number => Assert.Equal(-.01f, number, 1e-6));
    }
}
