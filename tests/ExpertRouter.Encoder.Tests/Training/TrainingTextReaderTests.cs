using System.IO.Compression;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class TrainingTextReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("training-text-").FullName;

    [Fact]
    public async Task ReadDocumentsAsync_GzippedRows_AreRead()
    {
        var path = Path.Combine(folder, "documents.jsonl.gz");
        await using (var file = new GZipStream(File.Create(path), CompressionMode.Compress))
        await using (var writer = new StreamWriter(file))
            await writer.WriteAsync("""{"id": "a", "title": "T", "body": "B", "section": "s", "experts": ["x", "y"]}""");

        var document = Assert.Single(await TrainingTextReader.ReadDocumentsAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("a", "T", "B"), (document.Id, document.Title, document.Body));
        Assert.Equal(["x", "y"], document.Experts);
    }

    [Theory]
    [InlineData("""{"anchor": "x"}""", "positive")]
    [InlineData("""{"anchor": "x", """, ":2:")]
    [InlineData("""{"anchor": 5, "positive": "y"}""", ":2:")]
    public async Task ReadPairsAsync_BadRow_NamesFileAndLine(string row, string expected)
    {
        var path = Path.Combine(folder, "pairs.jsonl");
        await File.WriteAllLinesAsync(path, ["""{"source": "s", "anchor": "a", "positive": "p"}""", row], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<FormatException>(async () =>
            await TrainingTextReader.ReadPairsAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Contains("pairs.jsonl:2:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadDocumentsAsync_NoExperts_SaysSo()
    {
        var path = Path.Combine(folder, "documents.jsonl");
        await File.WriteAllTextAsync(path, """{"id": "a", "title": "T"}""", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<FormatException>(async () =>
            await TrainingTextReader.ReadDocumentsAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Contains("documents.jsonl:1: the field 'experts' is missing", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
