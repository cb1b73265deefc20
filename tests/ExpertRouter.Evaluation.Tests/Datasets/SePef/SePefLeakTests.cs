using ExpertRouter.Evaluation.Datasets.SePef;
using ExpertRouter.Evaluation.Datasets.StackExchange;
using static ExpertRouter.Evaluation.Tests.Datasets.SePef.DumpFixture;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

public sealed class SePefLeakTests
{
    private static readonly string[] Files =
        ["documents.jsonl", "experts.tsv", "queries.jsonl", "qrels.train.txt", "qrels.valid.txt", "qrels.test.txt"];

    [Fact]
    public void Build_FutureAnswersAdded_ChangesNothing()
    {
        using var before = Past();
        using var after = Past();
        // after the train boundary: person 2 would reach ten best answers, person 1 would lose the ratio, old questions get
        // new top answers, and the asker posts more
        for (var i = 0; i < 8; i++)
        {
            after.Answer(7000 + i, 2000 + i, Day(2020, 2), owner: 2, score: 99);
            after.Answer(7100 + i, 1000, Day(2021, 2), owner: 1);
            after.Answer(7200 + i, 1000, Day(2022, 2), owner: 900, score: 3);
        }

        before.Build();
        after.Build();

        Assert.All(Files, file => Assert.Equal(before.ReadLines(file), after.ReadLines(file)));
        Assert.NotEmpty(before.ReadLines("qrels.test.txt"));
    }

    [Fact]
    public void Build_SmallProfileFutureAnswersAdded_ChangesNothing()
    {
        using var before = Past();
        using var after = Past();
        for (var i = 0; i < 8; i++)
        {
            after.Answer(7000 + i, 2000 + i, Day(2023, 2), owner: 2, score: 99);
        }

        before.Build(SePefOptions.Small);
        after.Build(SePefOptions.Small);

        Assert.All(Files, file => Assert.Equal(before.ReadLines(file), after.ReadLines(file)));
    }

    [Fact]
    public void Build_AnswerAcceptedOnlyLater_DoesNotUndoAnEarlierBestAnswer()
    {
        // nine accepted, and a top-scored answer on question 2000, whose accepted answer is written after the boundary
        using var dump = new DumpFixture()
            .Accepted(100, 10, owner: 800, Day(2014)).Plain(200, 10, owner: 800, Day(2014, 6))
            .Accepted(1000, 9, owner: 1, Day(2015))
            .Question(2000, Day(2016), accepted: 2002)
            .Answer(2001, 2000, Day(2016, 2), owner: 1, score: 5)
            .Answer(2002, 2000, Day(2020, 2), owner: 3);

        dump.Build();

        Assert.Equal(["1"], dump.ExpertIds());
    }

    [Fact]
    public void Build_Twice_GivesTheSameBytes()
    {
        using var dump = Past();
        dump.Build();
        var first = Files.Append("report.json").Select(file => File.ReadAllBytes(Path.Combine(dump.Out, file))).ToArray();

        dump.Build();

        Assert.Equal(first, Files.Append("report.json").Select(file => File.ReadAllBytes(Path.Combine(dump.Out, file))));
    }

    [Fact]
    public void Build_TwoCommunities_KeepsTheirIdsApart()
    {
        using var one = new DumpFixture("one").Accepted(1000, 12, owner: 1, Day(2015));
        using var two = new DumpFixture("two").Accepted(1000, 12, owner: 1, Day(2015));
        one.WritePosts();
        two.WritePosts();

        new SePefBuilder(SePefOptions.Paper with { AboveMeanRatio = false })
            .Build([new StackExchangeDump(one.Folder), new StackExchangeDump(two.Folder)], one.Out);

        Assert.Equal(["one:1", "two:1"], one.ExpertIds());
        Assert.Contains("two:1012 0 two:1 1", one.ReadLines("qrels.train.txt"));
    }

    [Fact]
    public void Build_PostTwice_NamesFileAndPost()
    {
        using var dump = Past();
        dump.WritePosts();
        var posts = Path.Combine(dump.Folder, "Posts.xml");
        var lines = File.ReadAllLines(posts);
        File.WriteAllLines(posts, [.. lines[..^1], lines[2], lines[^1]]);

        var error = Assert.Throws<InvalidDataException>(
            () => new SePefBuilder(SePefOptions.Paper).Build([new StackExchangeDump(dump.Folder)], dump.Out));

        Assert.Contains("Posts.xml: post 100 occurs twice", error.Message, StringComparison.Ordinal);
    }

    private static DumpFixture Past()
    {
        var dump = new DumpFixture()
            .Accepted(100, 10, owner: 800, Day(2014)).Plain(200, 10, owner: 800, Day(2014, 6))
            .Accepted(1000, 10, owner: 1, Day(2015))
            .Accepted(1100, 4, owner: 2, Day(2015))
            .Question(3000, Day(2020, 3), accepted: 3001).Answer(3001, 3000, Day(2020, 3, 2), owner: 1)
            .Question(3010, Day(2021, 3), accepted: 3011).Answer(3011, 3010, Day(2021, 3, 2), owner: 1);
        for (var i = 0; i < 8; i++)
        {
            dump.Question(2000 + i, Day(2016));
        }

        return dump;
    }
}
