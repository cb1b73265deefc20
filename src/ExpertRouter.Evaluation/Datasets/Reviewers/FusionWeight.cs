namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// How much a second reading of profiles counts beside a first one, chosen without any rating: by the mean reciprocal rank of the authors of held-out own papers under
/// z(first) + weight · z(second), each standardised over all held-out papers and their candidates. 0 leaves the second out.
/// </summary>
internal static class FusionWeight
{
    /// <summary>The weights that are tried.</summary>
    public static IReadOnlyList<double> Candidates { get; } = [0, .1, .2, .3, .5, .7, 1];

    /// <summary>The best weight, the smallest of equals, with its mean reciprocal rank.</summary>
    /// <param name="first">Per held-out paper the author's score, then those of all other candidates.</param>
    /// <param name="second">The same papers and candidates.</param>
    public static (double Weight, double MeanReciprocalRank) Choose(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second)
    {
        var (left, right) = (Standard(first), Standard(second));
        return Candidates
            .Select(weight => (Weight: weight, MeanReciprocalRank: MeanReciprocalRank([.. left.Zip(right, (x, y) => Sum(x, y, weight))])))
            .MaxBy(choice => choice.MeanReciprocalRank);
    }

    /// <summary>Of the authors; ties count against them. 0 without papers.</summary>
    public static double MeanReciprocalRank(IReadOnlyList<double[]> scores) =>
        scores.Select(paper => 1.0 / paper.Count(score => score >= paper[0])).DefaultIfEmpty().Average();

    private static double[] Sum(double[] first, double[] second, double weight) => [.. first.Zip(second, (x, y) => x + weight * y)];

    private static double[][] Standard(IReadOnlyList<double[]> scores)
    {
        double[] all = [.. scores.SelectMany(paper => paper)];
        var mean = all.DefaultIfEmpty().Average();
        var deviation = Math.Sqrt(all.Select(score => (score - mean) * (score - mean)).DefaultIfEmpty().Average());
        return [.. scores.Select(paper => Array.ConvertAll(paper, score => deviation > 0 ? (score - mean) / deviation : 0))];
    }
}
