using ExpertRouter.Evaluation.Datasets.Sites;
using ExpertRouter.Evaluation.Datasets.StackExchange;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Tests.Datasets.Sites;

public sealed class SiteReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void History_FifthAnswer_MakesAnExpert()
    {
        var history = new SiteHistory();
        var site = new SiteCollection("s", Posts(questions: 5));

        foreach (var answer in site.Answers.Take(4 * 2)) history.Add(answer);
        var before = history.Experts(SiteReplay.MinimumAnswers);
        foreach (var answer in site.Answers.Skip(4 * 2)) history.Add(answer);

        Assert.Empty(before);
        Assert.Equal([1, 2], history.Experts(SiteReplay.MinimumAnswers));
    }

    [Fact]
    public void Run_Rolling_AsksTheLastThreeQuartersThatHaveAnExpert()
    {
        // 12 accepted questions: the last 9 (q4 … q12) are queries. Users 1 and 2 answer every question, so both have five
        // answers from the sixth question on: q4 and q5 are left out, q6 … q12 remain.
        var replay = Play(Posts(questions: 12));

        Assert.Equal(7, replay.Queries.Count());
        Assert.Equal(2, replay.LeftOutNotExpert);
    }

    [Fact]
    public void Run_Popularity_TiesGoToTheLowerUser()
    {
        // Users 1 and 2 always have equally many answers and user 2 is always accepted: rank 2, reciprocal rank 1/2.
        var scores = Score(Play(Posts(questions: 12)));

        Assert.Equal(.5, scores.Single(system => system.System == "popularity").Mean("MRR"));
    }

    [Fact]
    public void Run_Learner_FindsWhoIsAccepted()
    {
        var scores = Score(Play(Posts(questions: 40)));

        Assert.Equal(1, scores.Single(system => system.System == SitesEvaluation.DefaultSystem).Mean("MRR"));
    }

    [Theory]
    [InlineData(SiteProtocol.Rolling)]
    [InlineData(SiteProtocol.Split)]
    public void Run_FutureAdded_LeavesEarlierQueriesAlone(SiteProtocol protocol)
    {
        var posts = Posts(questions: 40);
        var cut = Start.AddDays(35);
        var before = Score(Play(posts, protocol));
        // Later answers are given to user 1 instead: queries before the change must rank as before.
        var changed = posts.Select(post =>
            post.Created >= cut && post.Kind == PostKind.Answer ? post with { Owner = 1, BodyHtml = "wine wine wine" } : post);

        var after = Score(Play(changed, protocol));

        var early = before[0].Queries.TakeWhile(query => int.Parse(query[2..], System.Globalization.CultureInfo.InvariantCulture) < 35 * 10).Count();
        Assert.True(early > 0);
        foreach (var (left, right) in before.Zip(after))
            Assert.Equal(left.Values["MRR"].Take(early), right.Values["MRR"].Take(early));
    }

    [Fact]
    public void Run_SelfAnswer_IsLeftOut()
    {
        var posts = Posts(questions: 12).Select(post => post.Id == 120 ? post with { Owner = 2 } : post);

        var replay = Play(posts);

        Assert.Equal(1, replay.LeftOutSelfAnswer);
    }

    [Fact]
    public void Collection_TwoPostsOfOneId_AreRefused()
    {
        var posts = Posts(questions: 2);

        Assert.Throws<InvalidDataException>(() => new SiteCollection("s", posts.Append(posts[0])));
    }

    [Fact]
    public void Strengths_OneSite_TakesTheDefault()
    {
        var site = Play(Posts(questions: 12));

        Assert.Equal(PriorStrengths.Default, new PriorStrengths([site]).For(site).Strength);
    }

    [Fact]
    public void Strengths_OfASite_DependOnTheOthersOnly()
    {
        // On the changed site nobody's past foretells the next answer; that may move the choice for the other site, never its own.
        var other = Play(Posts(questions: 30));
        var site = Play(Posts(questions: 30));
        var changed = Play(Posts(questions: 30).Select(post => post.Kind == PostKind.Question && post.Id % 20 == 0 ? post with { AcceptedAnswer = post.Id + 1 } : post));

        var before = new PriorStrengths([site, other]).For(site).Strength;
        var after = new PriorStrengths([changed, other]).For(changed).Strength;

        Assert.Equal(before, after);
    }

    private static SiteReplay Play(IEnumerable<StackExchangePost> posts, SiteProtocol protocol = SiteProtocol.Rolling) =>
        SiteReplay.Play(new SiteCollection("s", posts), protocol);

    private static IReadOnlyList<SystemScores> Score(SiteReplay replay) =>
        SitesEvaluation.Score(replay, SiteLearner.Rank(replay, PriorStrengths.Default)).ToScores();

    /// <summary>One question a day (id 10·n) by user 9, answered an hour later by user 1 and then user 2, who is accepted.</summary>
    private static List<StackExchangePost> Posts(int questions) =>
        [.. Enumerable.Range(1, questions).SelectMany(number => new[]
        {
            new StackExchangePost
            {
                Id = number * 10, Kind = PostKind.Question, Created = Start.AddDays(number), Score = 1, Owner = 9,
                AcceptedAnswer = (number * 10) + 2, Title = "beer taste", BodyHtml = "<p>why</p>", Tags = ["taste"],
            },
            new StackExchangePost
            {
                Id = (number * 10) + 1, Kind = PostKind.Answer, Created = Start.AddDays(number).AddHours(1), Score = 1, Owner = 1,
                Question = number * 10, BodyHtml = "malt",
            },
            new StackExchangePost
            {
                Id = (number * 10) + 2, Kind = PostKind.Answer, Created = Start.AddDays(number).AddHours(2), Score = 1, Owner = 2,
                Question = number * 10, BodyHtml = "hops",
            },
        })];
}
