using ExpertRouter.Evaluation.Datasets.Reviewers;

namespace ExpertRouter.Evaluation.Tests.Datasets.Reviewers;

public sealed class PairwiseLossTests
{
    private static readonly ReviewerRating[] Ratings =
    [
        new("r", "a", 5), new("r", "b", 2), new("r", "c", 4),
        new("s", "a", 3), new("s", "b", 1),
    ];

    [Fact]
    public void Compute_WrongTiedAndRightPairs_HaveHandWorkedMeasures()
    {
        // r: a-b weight 3, a-c weight 1, c-b weight 2; s: a-b weight 2; total 8.
        // Scores of r: a 1, b 0, c 2: a-b right, a-c wrong (1), c-b right. s: a and b tied: 2 / 2 = 1.
        // loss = (1 + 1) / 8 = .25; easy pairs (>= 4 against <= 2): a-b and c-b of r, both right: 1; hard: a-c of r, wrong: 0.
        var measures = new PairwiseLoss(Ratings).Compute((reviewer, paper) => (reviewer, paper) switch
        {
            ("r", "a") => 1,
            ("r", "c") => 2,
            _ => 0,
        });

        Assert.Equal(.25, measures["loss"].Average(), 10);
        Assert.Equal(1, measures["easy"].Average(), 10);
        Assert.Equal(0, measures["hard"].Average(), 10);
    }

    [Fact]
    public void Compute_ConstantScores_LoseHalf()
    {
        var measures = new PairwiseLoss(Ratings).Compute((_, _) => 1);

        Assert.Equal(.5, measures["loss"].Average(), 10);
        Assert.Equal(0, measures["easy"].Average(), 10);
    }

    [Fact]
    public void Shares_OfReviewers_HaveMeanOne()
    {
        // Weights 6 and 2 of 8, times two reviewers: 1.5 and .5.
        var shares = new PairwiseLoss(Ratings).Shares();

        Assert.Equal([1.5, .5], shares["loss"]);
    }

    [Fact]
    public void Create_EqualRatingsOnly_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new PairwiseLoss([new("r", "a", 3), new("r", "b", 3)]));

    [Fact]
    public void Run_TinyFolder_RanksTheSimilarPaperFirst()
    {
        var folder = Directory.CreateTempSubdirectory("reviewers").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "evaluations.tsv"), "ParticipantID\tPaper1\tPaper2\tExpertise1\tExpertise2\nr\ta\tb\t5\t1\n");
            File.WriteAllText(Path.Combine(folder, "rated_papers.jsonl"), """
                {"id":"a","title":"graph matching","abstract":"graphs"}
                {"id":"b","title":"protein folding","abstract":null}
                """);
            File.WriteAllText(Path.Combine(folder, "profile_papers.jsonl"), """{"id":"p","title":"matching in graphs","abstract":"graph theory"}""");
            File.WriteAllText(Path.Combine(folder, "profiles.json"), """{"set1":{"r":["p"]}}""");

            var report = ReviewersEvaluation.Run(folder);

            var row = report.Rows.Single(row => row.Default == true);
            Assert.Equal(0, row.Metrics["loss"]);
            Assert.Equal(1, row.Metrics["easy"]);
            Assert.False(row.Metrics.ContainsKey("hard"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
