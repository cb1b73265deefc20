using ExpertRouter.Evaluation.Datasets.Dblp;
using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Datasets.Reviewers;
using ExpertRouter.Evaluation.Tests.Datasets.Dblp;
using ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Reviewers;

public sealed class ReviewerEmbeddingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reviewers-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_OwnPapers_GivesCosinesWithTheirSumAndWithEach()
    {
        var space = await EmbeddingSpace.WholeAsync(Letters.Embedder, ["a", "b", "b"], ["b"], Token);

        var reading = new ProfileVectors(space, ["x", "y", "z"]).Read(["x", "y", "z"], space.Queries[0]);

        // own (1,0), (0,1), (0,1), text (0,1): the sum is (1,2)/√5 → .89443; best 1; best three and mean (0+1+1)/3
        Assert.Equal(.89443, reading.Profile, 1e-4);
        Assert.Equal((1, 2 / 3.0, 2 / 3.0), (reading.Best, reading.BestThree, reading.Mean));
    }

    [Fact]
    public void Plus_TwoSystems_AreStandardisedFirst()
    {
        var left = new Predictions(new Dictionary<(string, string), double> { [("r", "p")] = 0, [("r", "q")] = 2 });
        var right = new Predictions(new Dictionary<(string, string), double> { [("r", "p")] = 100, [("r", "q")] = 300 });

        // both become −1 and 1
        Assert.Equal([-1.5, 1.5], left.Plus(right, .5).Values.Values.Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void Run_WithVectors_EncoderOrdersAllPairsAndWordsNone()
    {
        Write();

        var rows = ReviewersEvaluation.Run(folder, (_, texts) => [.. texts.Select(Letters.Count)]).Rows;

        double Loss(string system) => rows.Single(row => row.System == system).Metrics["loss"];
        Assert.Equal((0, .5, 0), (Loss(ReviewersEvaluation.EncoderSystem), Loss(ReviewersEvaluation.Baseline), Loss(ReviewersEvaluation.TogetherSystem)));
    }

    [Fact]
    public void Run_WithoutVectors_HasNoEncoderRow()
    {
        Write();

        Assert.DoesNotContain(ReviewersEvaluation.Run(folder).Rows, row => row.System == ReviewersEvaluation.EncoderSystem);
    }

    [Fact]
    public async Task RunAsync_EncoderOrdersAllPairs_HasNoLossAndIsListedBesideTheWords()
    {
        Write();

        var rows = await ReviewerEmbeddings.RunAsync(folder, [Letters.Embedder], Token);

        // r1 writes about a and rates the a-paper 5, the b-paper 1: the encoder is right; the words of the papers occur nowhere else, so TF-IDF is level: loss .5
        var dense = rows.Single(row => row.System == "letters");
        Assert.Equal((0, 1), (dense.Metrics["loss"], dense.Metrics["easy"]));
        Assert.Equal(.5, rows.Single(row => row.System == "TF-IDF, profile text").Metrics["loss"]);
        Assert.Equal(0, rows.Single(row => row.System == "lexical default + letters").Metrics["loss"]);
        Assert.Contains(rows, row => row.System == "letters, by sentence, centred");
    }

    [Fact]
    public async Task RunAsync_TopicsGiven_ChooseReadingAndWeightOnceMore()
    {
        Write();

        var rows = await ReviewerEmbeddings.RunAsync(folder, [Letters.Embedder], Token, TopicRatings.Of(TopicRatingsTests.Collection()));

        var alone = rows.Single(row => row.System == "letters, as topics choose");
        Assert.Equal(0, alone.Metrics["loss"]);
        Assert.Contains("letters, as topics choose: letters as Profile, by 2 experts of topics", alone.Notes!);
        // words alone lose .5 there, any weight mends that, so the smallest is taken
        var together = rows.Single(row => row.System == "lexical default + letters, as topics choose");
        Assert.Contains("lexical default + letters, as topics choose: letters as Profile, weight 0.1, by 2 experts of topics", together.Notes!);
    }

    [Fact]
    public async Task RunOnOwnPapersAsync_PaperIsTakenOut_AndItsAuthorFoundByTheOthers()
    {
        Write();

        var rows = await ReviewerEmbeddings.RunOnOwnPapersAsync(folder, [Letters.Embedder], Token);

        // 4 papers each; whichever is left out, the remaining three are of the same letter
        var dense = rows.Single(row => row.System == "letters");
        Assert.Equal((8, 1), (dense.Queries, dense.Metrics["MRR"]));
        // no two papers share a word, so by words everybody is level: rank 2 of two
        Assert.Equal(.5, rows[0].Metrics["MRR"]);
        var sum = rows.Single(row => row.System == "lexical default + letters");
        Assert.Equal((1, "lexical default + letters: weight 0.1, by held-out own papers"), (sum.Metrics["MRR"], Assert.Single(sum.Notes!)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write()
    {
        File.WriteAllText(Path.Combine(folder, "evaluations.tsv"), "ParticipantID\tPaper1\tPaper2\tExpertise1\tExpertise2\nr1\tpa\tpb\t5\t1\nr2\tpa\tpb\t1\t5\n");
        File.WriteAllLines(Path.Combine(folder, "rated_papers.jsonl"), [Paper("pa", "aaa", "aaaa"), Paper("pb", "bbb", "bbbb")]);
        File.WriteAllLines(
            Path.Combine(folder, "profile_papers.jsonl"),
            [.. Enumerable.Range(1, 4).SelectMany(i => new[] { Paper($"a{i}", new string('a', 4 + i), "a"), Paper($"b{i}", new string('b', 4 + i), "b") })]);
        File.WriteAllText(Path.Combine(folder, "profiles.json"), """{"d_20_1": {"r1": ["a1", "a2", "a3", "a4"], "r2": ["b1", "b2", "b3", "b4"]}}""");
    }

    private static string Paper(string id, string title, string text) => $$"""{"id": "{{id}}", "title": "{{title}}", "abstract": "{{text}}"}""";
}
