using CsCheck;
using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Tests.Experts;

public sealed class EvidenceShareProperties
{
    private static readonly Gen<HitAuthor> Authors =
        from expert in Gen.Long[1, 6]
        from role in Gen.Enum<AuthorshipRole>()
        from weight in Gen.Float[0.01f, 1f]
        select new HitAuthor(expert, role, weight);

    private static readonly Gen<Retrieved> Results =
        from entries in Gen.Select(Authors.Array[0, 4], Gen.Double[0.01, 50], Gen.Int[0, 9].Array[2], Gen.Int[0, 4000]).Array[0, 30]
        select new Retrieved(
            [.. entries.Select((entry, index) => Some.Hit(index + 1, index + 1, entry.Item2, entry.Item1) with
            {
                TermFrequencies = entry.Item3,
                Length = 20,
                CreatedAt = Some.Now.AddDays(-entry.Item4),
            })],
            [new QueryTerm("a", 1, 0.01), new QueryTerm("b", 2, 0.001)],
            []);

    private static readonly AggregationOptions Options = new()
    {
        HalfLife = TimeSpan.FromDays(500),
        ProfileLengthExponent = 0.3,
        ProfileLength = expert => (int)expert * 3,
    };

    [Fact]
    public void Aggregate_AnyResult_SharesAddUpToTheScoreExactly() =>
        ForEveryRanking(ranking => Assert.All(ranking, expert => Assert.Equal(expert.Score, expert.Evidence.Sum(evidence => evidence.Share))));

    [Fact]
    public void Aggregate_AnyResult_IsSortedWithTiesById() =>
        ForEveryRanking(ranking => Assert.Equal(
            ranking.OrderByDescending(expert => expert.Score).ThenBy(expert => expert.ExpertId).Select(expert => expert.ExpertId),
            ranking.Select(expert => expert.ExpertId)));

    [Fact]
    public void Aggregate_AnyResult_AskersAreNoEvidenceAndEvidenceIsNeverEmpty() =>
        ForEveryRanking(ranking => Assert.All(ranking, expert =>
        {
            Assert.NotEmpty(expert.Evidence);
            Assert.DoesNotContain(expert.Evidence, evidence => evidence.Role == AuthorshipRole.Asker);
            Assert.Equal(expert.Evidence.Count, expert.Evidence.Select(evidence => evidence.DocumentId).Distinct().Count());
        }));

    private static void ForEveryRanking(Action<IReadOnlyList<ExpertScore>> check) =>
        Results.Sample(
            result =>
            {
                foreach (var aggregator in Aggregators.All)
                    check(aggregator.Aggregate(result, Options, Some.Now));
            },
            iter: 300);
}
