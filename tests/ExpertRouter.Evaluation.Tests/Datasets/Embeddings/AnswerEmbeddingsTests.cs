using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

public sealed class AnswerEmbeddingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("answers-").FullName;

    [Fact]
    public async Task RunAsync_AcceptedAnswer_IsFoundByItsOwnTextAlone()
    {
        // the accepted answer says "c" and shares no letter with its question "a"; the other answer does: rank 2. Question 3 has no accepted answer
        File.WriteAllText(Path.Combine(folder, "Posts.xml"), """
            <posts>
              <row Id="1" PostTypeId="1" AcceptedAnswerId="4" CreationDate="2020-01-01T00:00:00.000" Score="1" Title="a" Body="&lt;p&gt;a&lt;/p&gt;" Tags="&lt;zz&gt;" />
              <row Id="2" PostTypeId="2" ParentId="3" CreationDate="2020-01-02T00:00:00.000" Score="1" Body="a" />
              <row Id="3" PostTypeId="1" CreationDate="2020-01-01T00:00:00.000" Score="1" Title="b" Body="b" />
              <row Id="4" PostTypeId="2" ParentId="1" CreationDate="2020-01-03T00:00:00.000" Score="1" Body="c" />
            </posts>
            """);

        var rows = await AnswerEmbeddings.RunAsync(folder, [Letters.Embedder], TestContext.Current.CancellationToken);

        var dense = rows.Single(row => row.System == "letters");
        Assert.Equal((1, .5, 1), (dense.Queries, dense.Metrics["MRR"], dense.Metrics["R@100"]));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
