using ExpertRouter.App.Finding;

namespace ExpertRouter.App.Tests.Finding;

public sealed class StrengthRuleTests
{
    [Theory]
    [InlineData(10, 10, 2, 0, EvidenceStrength.Strong)]
    [InlineData(5, 10, 3, 0, EvidenceStrength.Strong)]
    [InlineData(4.9, 10, 3, 0, EvidenceStrength.Some)] // half as good as the best is the limit
    [InlineData(2, 10, 3, 0, EvidenceStrength.Some)]
    [InlineData(1.9, 10, 3, 0, EvidenceStrength.Little)] // a fifth is the limit
    [InlineData(10, 10, 1, 0, EvidenceStrength.Some)] // best, but one document only
    [InlineData(10, 10, 0, 0, EvidenceStrength.Little)] // best of a poor result
    [InlineData(10, 10, 0, 3, EvidenceStrength.Some)] // near in meaning is some, never strong
    [InlineData(0, 0, 5, 0, EvidenceStrength.Little)]
    public void Of_TakesTheLowerOfBothYardsticks(double score, double best, int covering, int near, EvidenceStrength expected) =>
        Assert.Equal(expected, StrengthRule.Of(score, best, covering, near));
}
