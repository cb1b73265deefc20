using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

public sealed class BaselineLearnerTests
{
    private static readonly SmallWorld World = new(6, 400, 2, (expert, x) => (x < .5) == (expert == 0) ? .9 : .1);

    [Fact]
    public void NearestNeighbour_FullShare_EqualsMetaCmab()
    {
        var neighbours = World.Run(new NearestNeighbourLearner(2, share: 1)).Arms;

        Assert.Equal(World.Run(new MetaCmab(2)).Arms, neighbours);
    }

    [Fact]
    public void NearestNeighbour_TenPercent_LearnsLocalSkill() =>
        Assert.True(World.Run(new NearestNeighbourLearner(2)).Reward > .75);

    [Fact]
    public void Regional_OneRegion_EqualsMetaCmab() =>
        Assert.Equal(World.Run(new MetaCmab(2)).Arms, World.Run(new RegionalLearner(2, _ => 0)).Arms);

    [Fact]
    public void Regional_TrueRegions_BeatsMetaCmab() =>
        Assert.True(World.Run(new RegionalLearner(2, context => context[0] < .5 ? 0 : 1)).Reward > World.Run(new MetaCmab(2)).Reward + .2);

    [Fact]
    public void Random_TwoArms_IsRightHalfOfTheTime() =>
        Assert.InRange(World.Run(new RandomLearner()).Reward, .42, .58);
}
