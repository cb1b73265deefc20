using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class PolicyParserTests
{
    [Theory]
    [InlineData("top")]
    [InlineData("smallest-set(p=0.5,cap=3)")]
    [InlineData("cost-aware(price=0.25)")]
    [InlineData("thompson(n=20,among=5)")]
    [InlineData("threshold(0.05)>>smallest-set(p=0.5,cap=3)")]
    [InlineData("threshold(0.05)>>even(1.25,among=4)>>smallest-set(p=0.5,cap=3)")]
    [InlineData("epsilon(0.1,among=4)>>threshold(0.2)>>flat-entropy(0.87,triage=4+9)>>less-loaded(0.8,among=3)>>top")]
    public void Parse_WhatAPolicySaysOfItself_IsTheSamePolicy(string version) =>
        Assert.Equal(version, PolicyParser.Parse(version).Version);

    [Theory]
    [InlineData(" threshold ( .05 ) >> smallest-set ( 0.5 , cap = 3 ) ", "threshold(0.05)>>smallest-set(p=0.5,cap=3)")]
    [InlineData("threshold(0.3)", "threshold(0.3)>>top")]
    [InlineData("smallest-set", "smallest-set(p=0.4,cap=5)")]
    [InlineData("top()", "top")]
    [InlineData("even(1)", "even(1,among=3)>>top")]
    [InlineData("flat-entropy(1)", "flat-entropy(1,triage=)>>top")]
    public void Parse_OtherSpelling_MeansTheSame(string text, string version) =>
        Assert.Equal(version, PolicyParser.Parse(text).Version);

    [Theory]
    [InlineData("", "character 1: the name of a policy is expected; known are top, smallest-set")]
    [InlineData("magic(1)", "character 1: 'magic' is no policy; known are top, smallest-set")]
    [InlineData("threshold(0.1)>>best", "character 17: 'best' is no policy")]
    [InlineData("threshold(0.1)>>", "character 17: the name of a policy is expected")]
    [InlineData("threshold(0.1)>top", "character 15: '>>' or the end is expected, not '>'")]
    [InlineData("threshold(0.1", "character 14: the arguments of threshold must end with ')'")]
    [InlineData("threshold(much)", "character 11: 'much' is no number")]
    [InlineData("threshold", "character 1: threshold needs a number")]
    [InlineData("threshold(1.5)", "character 1: threshold: threshold must lie between 0 and 1")]
    [InlineData("threshold(0.1,cap=3)", "character 19: threshold takes no 'cap'; it takes threshold(0.05)>>…")]
    [InlineData("threshold(0.1,0.2)", "character 15: threshold takes no further '0.2'")]
    [InlineData("smallest-set(cap=2.5)", "character 18: '2.5' is no whole number")]
    [InlineData("flat-entropy(0.9,triage=4+x)", "character 25: 'x' is no expert's number")]
    [InlineData("even(-1)", "character 1: even: A price is 0 at least")]
    [InlineData("top>>threshold(0.1)", "character 1: top always decides, so nothing can follow it")]
    [InlineData("threshold(NaN)", "character 11: 'NaN' is no number")]
    public void Parse_Mistake_SaysWhereAndWhatIsKnown(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => PolicyParser.Parse(text)).Message, StringComparison.Ordinal);
}
