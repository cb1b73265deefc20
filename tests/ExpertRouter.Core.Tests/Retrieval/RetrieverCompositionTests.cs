using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Tests.Retrieval;

public sealed class RetrieverCompositionTests
{
    private static readonly Query Query = new("q", Viewer.Public, QueryFilter.None, default);
    private static readonly ListRetriever Words = new("bm25", (1, 9), (2, 5), (3, 1));
    private static readonly ListRetriever Meaning = new("dense", (2, 0.9), (4, 0.8));

    [Fact]
    public async Task Rrf_DocumentInBothLists_OutranksSingleListDocuments()
    {
        var result = await RetrieveAsync(RetrieverComposition.Rrf(TimeProvider.System, Words, Meaning));

        // 2: 1/62 + 1/61; 1: 1/61; 4: 1/62; 3: 1/63
        Assert.Equal([2L, 1L, 4L, 3L], result.Hits.Select(hit => hit.DocumentId));
        Assert.Equal(1.0 / 62 + 1.0 / 61, result.Hits[0].Score, 15);
        Assert.Equal([1, 2, 3, 4], result.Hits.Select(hit => hit.Rank));
        Assert.Equal(["bm25", "dense", "rrf(bm25,dense)"], result.Trace.Select(stage => stage.Stage));
        Assert.Equal((5, 4), (result.Trace[^1].In, result.Trace[^1].Out));
    }

    [Fact]
    public async Task Linear_NormalisesEachListToItsRange()
    {
        var fusion = RetrieverComposition.Linear(TimeProvider.System, (Words, 0.6), (Meaning, 0.4));

        var result = await RetrieveAsync(fusion);

        // 1: .6·(9−1)/8 = .6; 2: .6·(5−1)/8 + .4·1 = .7; 3 and 4: 0, tie by id
        Assert.Equal([(2L, 0.7), (1L, 0.6), (3L, 0.0), (4L, 0.0)], result.Hits.Select(hit => (hit.DocumentId, Math.Round(hit.Score, 12))));
        Assert.Equal("linear(0.6*bm25,0.4*dense)", fusion.Name);
    }

    [Fact]
    public async Task CutOff_LimitsWhateverIsAskedFor()
    {
        var cut = Words.CutOff(2);

        Assert.Equal(2, (await RetrieveAsync(cut)).Hits.Count);
        Assert.Equal("bm25@2", cut.Name);
    }

    [Fact]
    public async Task Then_ReordersTheHeadAndKeepsTheTailBehind()
    {
        var reranked = Words.Then(new Reverse(), 2, TimeProvider.System);

        var result = await RetrieveAsync(reranked);

        Assert.Equal([2L, 1L, 3L], result.Hits.Select(hit => hit.DocumentId));
        Assert.Equal(result.Hits.OrderByDescending(hit => hit.Score), result.Hits);
        Assert.Equal("bm25>>reverse@2", reranked.Name);
        Assert.Equal(["bm25", "reverse@2"], result.Trace.Select(stage => stage.Stage));
    }

    [Fact]
    public void Composition_Nested_ComposesNames() =>
        Assert.Equal(
            "rrf(bm25,dense)>>reverse@100",
            RetrieverComposition.Rrf(TimeProvider.System, Words, Meaning).Then(new Reverse(), 100, TimeProvider.System).Name);

    private static Task<Retrieved> RetrieveAsync(IRetriever retriever) =>
        retriever.RetrieveAsync(Query, 10, TestContext.Current.CancellationToken);

    private sealed class Reverse : IReranker
    {
        public string Name => "reverse";

        public Task<IReadOnlyList<double>> ScoreAsync(Query query, Retrieved retrieved, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<double>>([.. retrieved.Hits.Select(hit => -hit.Score)]);
    }
}
