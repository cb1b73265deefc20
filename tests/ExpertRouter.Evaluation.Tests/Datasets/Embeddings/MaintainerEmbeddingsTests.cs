using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

public sealed class MaintainerEmbeddingsTests
{
    [Fact]
    public async Task RunAsync_NearestDocuments_GiveTheirExpertsTheScore()
    {
        // ann has five texts of a, bob five of b; the query is of b and has no word in common with anything
        var documents = Enumerable.Range(1, 5).SelectMany(i => new[] { Document($"a{i}", new string('a', i), "ann"), Document($"b{i}", new string('b', i), "bob") }).ToArray();
        var collection = new MaintainerCollection(documents, [new MaintainerQuery { Id = "q", Text = "bbbbbbbb", Relevant = ["bob"] }]);

        var rows = await MaintainerEmbeddings.RunAsync("set", collection, [Letters.Embedder], TestContext.Current.CancellationToken);

        Assert.Equal(0, rows.Single(row => row.System == "TF-IDF").Metrics["P@1"]);
        Assert.Equal(1, rows.Single(row => row.System == "letters").Metrics["P@1"]);
        Assert.Equal(1, rows.Single(row => row.System == "TF-IDF + letters, centred").Metrics["P@1"]);
    }

    private static MaintainedDocument Document(string id, string text, string expert) => new() { Id = id, Title = text, Experts = [expert] };
}
