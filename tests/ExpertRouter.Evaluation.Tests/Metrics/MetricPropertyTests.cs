using CsCheck;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Tests.Metrics;

/// <summary>What holds for every ranking; on failure CsCheck prints the seed and the smallest case.</summary>
public sealed class MetricPropertyTests
{
    private static readonly Metric[] All =
        [.. Metric.Standard, Metric.Ndcg(), Metric.NdcgAt(3, GainKind.Exponential), Metric.ReciprocalRankAt(5), Metric.AveragePrecisionAt(3), Metric.AreaUnderRoc];

    // grades −2 (stands for: not judged) to 3, and how many of the documents are ranked
    private static readonly Gen<(int[] Grades, int Ranked)> Cases =
        Gen.Select(Gen.Int[-2, 3].Array[1, 25], Gen.Int[0, 25], (grades, ranked) => (grades, Math.Min(ranked, grades.Length)));

    [Fact]
    public void Compute_AnyRanking_LiesBetweenZeroAndOne() => Cases.Sample(c =>
        All.All(metric => metric.Compute(Judge(c.Grades, Enumerable.Range(0, c.Ranked))) is >= 0 and <= 1 + 1e-12));

    [Fact]
    public void Compute_IdealRanking_IsTheBestThereIs() => Cases.Sample(c =>
    {
        var ideal = Judge(c.Grades, Enumerable.Range(0, c.Grades.Length).OrderByDescending(i => c.Grades[i]));
        return All.All(metric => metric.Compute(ideal) >= metric.Compute(Judge(c.Grades, Enumerable.Range(0, c.Ranked))) - 1e-12);
    });

    [Fact]
    public void Compute_BetterGradeMovedUpOnePlace_NeverLowersAnyMetric() => Gen.Select(Cases, Gen.Int[0, 23]).Sample((c, place) =>
    {
        if (place + 1 >= c.Ranked || c.Grades[place] >= c.Grades[place + 1])
        {
            return true;
        }

        var order = Enumerable.Range(0, c.Ranked).ToArray();
        var before = Judge(c.Grades, order);
        (order[place], order[place + 1]) = (order[place + 1], order[place]);
        var after = Judge(c.Grades, order);
        return All.All(metric => metric.Compute(after) >= metric.Compute(before) - 1e-12);
    });

    private static JudgedRanking Judge(int[] grades, IEnumerable<int> ranking) => JudgedRanking.Create(
        [.. ranking.Select(i => $"d{i}")],
        grades.Index().Where(pair => pair.Item > -2).ToDictionary(pair => $"d{pair.Index}", pair => pair.Item));
}
