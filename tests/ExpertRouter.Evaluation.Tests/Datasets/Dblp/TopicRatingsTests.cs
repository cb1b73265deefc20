using ExpertRouter.Evaluation.Datasets.Dblp;
using ExpertRouter.Evaluation.Datasets.Reviewers;
using ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Dblp;

public sealed class TopicRatingsTests
{
    [Fact]
    public void Of_ExpertsOfTopics_RateWhatTheyDidNotWrite()
    {
        var topics = TopicRatings.Of(Collection());

        // person 0 is expert of "a" and wrote 0 and 2, so of the labelled papers 0, 1 and 3 only 1 (topic b) and 3 (topic a) are rated; person 1, expert of "b", wrote 1.
        Assert.Equal(
            [new ReviewerRating("0", "1", 1), new ReviewerRating("0", "3", 5), new ReviewerRating("1", "0", 1), new ReviewerRating("1", "3", 1)],
            topics.Ratings);
        Assert.Equal(["0", "1", "3"], topics.RatedPapers.Keys);
        Assert.Equal(["0", "2"], topics.Profiles["all"]["0"]);
        Assert.Equal(5, topics.ProfilePapers.Count);
    }

    [Fact]
    public void Of_ExpertWithoutDocuments_IsLeftOut() => Assert.DoesNotContain("3", TopicRatings.Of(Collection()).Profiles["all"].Keys);

    [Fact]
    public void Of_NoExpertWroteAnything_IsRefused()
    {
        var collection = new DblpCollection(
            [new LabelledDocument { Doc = 0, Text = "a", Authors = [0], QueryLabels = ["a"] }],
            new TopicExperts { Candidates = 2, EvaluatedCandidates = [0, 1], ExpertsByTopic = new Dictionary<string, IReadOnlyList<int>> { ["a"] = [1] } });

        Assert.Throws<InvalidDataException>(() => TopicRatings.Of(collection));
    }

    [Fact]
    public async Task RunOnTopicsAsync_EncoderKnowsTheLetters_HasNoLossWhereWordsAreLevel()
    {
        var rows = await ReviewerEmbeddings.RunOnTopicsAsync("tiny", TopicRatings.Of(Collection()), [Letters.Embedder], TestContext.Current.CancellationToken);

        // the only pair of one person with different ratings: 0 rates 3 (letters of a) above 1 (of b); no two texts share a word, so words are level
        Assert.Equal(("tiny, who knows the subject", .5), (rows[0].Dataset, rows[0].Metrics["loss"]));
        Assert.Equal(0, rows.Single(row => row.System == "letters").Metrics["loss"]);
        Assert.Equal(0, rows.Single(row => row.System == "lexical default + letters").Metrics["loss"]);
    }

    internal static DblpCollection Collection() => new(
        [
            Document(0, "aaaa", 0, "a"),
            Document(1, "bbbb", 1, "b"),
            Document(2, "aaab", 0),
            Document(3, "aaaaa", 2, "a"),
            Document(4, "bbbbb", 2),
        ],
        new TopicExperts
        {
            Candidates = 4,
            EvaluatedCandidates = [0, 1, 2, 3],
            ExpertsByTopic = new Dictionary<string, IReadOnlyList<int>> { ["a"] = [0, 3], ["b"] = [1] },
        });

    private static LabelledDocument Document(int number, string text, int author, params string[] topics) =>
        new() { Doc = number, Text = text, Authors = [author], QueryLabels = topics };
}
