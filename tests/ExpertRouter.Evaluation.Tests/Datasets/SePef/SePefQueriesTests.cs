using ExpertRouter.Evaluation.Datasets.SePef;
using static ExpertRouter.Evaluation.Tests.Datasets.SePef.DumpFixture;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

/// <summary>Which questions become queries, in which part, with what known about the asker. Person 1 is the expert.</summary>
public sealed class SePefQueriesTests
{
    private static readonly DateTimeOffset TrainEnd = new(2019, 12, 31, 23, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset ValidationEnd = new(2020, 12, 31, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public void Build_FourOrFiveEarlierAnswers_FiveMakeAQuery()
    {
        // ten questions a day apart, each answered after an hour: the fifth (id 1008) has four earlier answers, the sixth (1010) five
        using var dump = WithExpert();

        var report = dump.Build();

        Assert.Equal(
            ["1010 0 1 1", "1012 0 1 1", "1014 0 1 1", "1016 0 1 1", "1018 0 1 1"],
            dump.ReadLines("qrels.train.txt").Where(line => line.StartsWith("10", StringComparison.Ordinal)));
        Assert.Equal(5, report.Communities[0].TooFewEarlierAnswers);
    }

    [Fact]
    public void Build_EarlierAnswerAtTheVerySameInstant_IsNotEarlier()
    {
        // the fifth answer is dated exactly when question 3000 is asked, the sixth question's own answers come later
        using var dump = WithExpert().Question(3000, Day(2015).AddDays(4).AddHours(1), accepted: 3001)
            .Answer(3001, 3000, Day(2015, 2), owner: 1);

        dump.Build();

        Assert.DoesNotContain(dump.ReadLines("qrels.train.txt"), line => line.StartsWith("3000 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, "train")]
    [InlineData(0, "valid")]
    [InlineData(1, "valid")]
    public void Build_TrainBoundarySecond_BelongsToValidation(int milliseconds, string split) =>
        AssertSplit(TrainEnd.AddMilliseconds(milliseconds), split);

    [Theory]
    [InlineData(-1, "valid")]
    [InlineData(0, "test")]
    public void Build_TestBoundarySecond_BelongsToTest(int milliseconds, string split) =>
        AssertSplit(ValidationEnd.AddMilliseconds(milliseconds), split);

    [Fact]
    public void Build_AcceptedAnswerByNoExpertMissingOrAbsent_IsLeftOutAndCounted()
    {
        using var dump = WithExpert()
            .Question(3000, Day(2018), accepted: 3001).Answer(3001, 3000, Day(2018), owner: 77)
            .Question(3010, Day(2018), accepted: 9999)
            .Question(3020, Day(2018)).Answer(3021, 3020, Day(2018), owner: 1);

        var counts = dump.Build().Communities[0];

        // by no expert: 3000, the ten and one of person 800
        Assert.Equal((1, 1, 12), (counts.WithoutAcceptedAnswer, counts.AcceptedAnswerMissing, counts.AnsweredByNoExpert));
        Assert.Empty(dump.ReadLines("qrels.test.txt"));
    }

    [Fact]
    public void Build_SelfAnswered_StaysUnlessTheOptionsSayOtherwise()
    {
        using var dump = WithExpert().Question(3000, Day(2018), asker: 1, accepted: 3001).Answer(3001, 3000, Day(2018), owner: 1);

        Assert.Equal(1, dump.Build().Communities[0].SelfAnswered);
        Assert.Contains("3000 0 1 1", dump.ReadLines("qrels.train.txt"));

        Assert.Equal(1, dump.Build(SePefOptions.Paper with { KeepSelfAnswered = false }).Communities[0].SelfAnsweredLeftOut);
        Assert.DoesNotContain("3000 0 1 1", dump.ReadLines("qrels.train.txt"));
    }

    [Fact]
    public void Build_AskerFeatures_HoldTheStrictPastOnly()
    {
        using var dump = WithExpert()
            .Question(3000, Day(2016), asker: 50, tags: ["old", "both"])
            .Question(3010, Day(2017), asker: 50, tags: ["both"])
            .Answer(3011, 3000, Day(2017, 2), owner: 50)
            .Question(4000, Day(2018), asker: 50, accepted: 4001, title: "Now <T>", body: "<p>the &amp; question</p>", tags: ["now"])
            .Answer(4001, 4000, Day(2018, 1, 2), owner: 1)
            .Question(5000, Day(2019), asker: 50, tags: ["later"])
            .Answer(5001, 3010, Day(2019), owner: 50);

        dump.Build();

        var query = SePefDataset.Load(dump.Out).Queries.Single(q => q.Id == "4000");
        Assert.Equal("Now <T> the & question", query.Text);
        Assert.Equal(["now"], query.Tags);
        Assert.Equal(["1"], query.Relevant);
        Assert.Equal("50", query.Asker!.Id);
        Assert.Equal(["3000", "3010"], query.Asker.Questions);
        Assert.Equal(["3011"], query.Asker.Answers);
        Assert.Equal(new Dictionary<string, int> { ["both"] = 2, ["old"] = 1 }, query.Asker.Tags);
    }

    [Fact]
    public void Build_UnknownAsker_HasNoFeatures()
    {
        using var dump = WithExpert().Question(3000, Day(2018), asker: null, accepted: 3001).Answer(3001, 3000, Day(2018), owner: 1);

        dump.Build();

        Assert.Null(SePefDataset.Load(dump.Out).Queries.Single(q => q.Id == "3000").Asker);
    }

    [Fact]
    public void Build_Documents_AreExpertsAnswersBeforeTheTrainBoundary()
    {
        using var dump = WithExpert()
            .Question(3000, Day(2018), title: "How?", tags: ["t"])
            .Answer(3001, 3000, TrainEnd.AddMilliseconds(-1), owner: 1, body: "<p>so\n<b>it</b> is</p>")
            .Answer(3002, 3000, TrainEnd, owner: 1)
            .Answer(3003, 3000, Day(2018), owner: 77)
            .Answer(3004, 3000, Day(2018), owner: 1, score: -1);

        var report = dump.Build();

        var documents = SePefDataset.Load(dump.Out).Documents;
        var document = documents.Single(d => d.Question == "3000");
        Assert.Equal(("3001", "How?", "so it is"), (document.Id, document.Title, document.Body));
        Assert.Equal(["t"], document.Tags);
        Assert.All(documents, d => Assert.Equal(["1"], d.Experts));
        Assert.Equal(11, report.Communities[0].Documents);
    }

    [Fact]
    public void Build_SmallProfile_SplitsByShareOfAnsweredQuestions()
    {
        // ten questions with accepted answers by person 1, all by one other asker: boundaries are the dates of the
        // seventh (index 6) and the ninth (index 8)
        using var dump = new DumpFixture().Accepted(1000, 10, owner: 1, Day(2015));

        var counts = dump.Build(SePefOptions.Small with { AboveMeanRatio = false }).Communities[0];

        Assert.Equal((Day(2015, 1, 7), Day(2015, 1, 9)), (counts.TrainEnd, counts.ValidationEnd));
        // the first two have fewer than two earlier answers: train 3–6, valid 7–8, test 9–10
        Assert.Equal((4, 2, 2), (counts.TrainQueries, counts.ValidQueries, counts.TestQueries));
    }

    private static void AssertSplit(DateTimeOffset created, string split)
    {
        using var dump = WithExpert().Question(3000, created, accepted: 3001).Answer(3001, 3000, created.AddDays(1), owner: 1);

        dump.Build();

        foreach (var name in new[] { "train", "valid", "test" })
        {
            Assert.Equal(name == split, dump.ReadLines($"qrels.{name}.txt").Contains("3000 0 1 1"));
        }

        Assert.Equal(split, SePefDataset.Load(dump.Out).Queries.Single(q => q.Id == "3000").Split.ToString().ToLowerInvariant());
    }

    private static DumpFixture WithExpert() => new DumpFixture()
        .Accepted(100, 10, owner: 800, Day(2014)).Plain(200, 10, owner: 800, Day(2014, 6))
        .Accepted(1000, 10, owner: 1, Day(2015));
}
