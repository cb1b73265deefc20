using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Store;
using static ExpertRouter.Search.Tests.Lexical.TestIndex;

namespace ExpertRouter.Search.Tests.Lexical;

public sealed class LexicalIndexTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("expertrouter-index-").FullName;

    [Fact]
    public void Commit_Reopened_KeepsDocumentsAndCheckpoint()
    {
        using (var index = LexicalIndex.Open(_folder))
        {
            index.BeginWriting();
            index.Put(Doc(1, "crane"));
            index.Commit(new IndexCheckpoint(41, 7));
        }

        using var reopened = LexicalIndex.Open(_folder);

        Assert.Equal(new IndexCheckpoint(41, 7), reopened.Checkpoint);
        Assert.Equal(1, reopened.Count);
    }

    [Fact]
    public void Dispose_WithoutCommit_LosesOnlyWhatTheCheckpointDoesNotCover()
    {
        using (var index = LexicalIndex.Open(_folder))
        {
            index.BeginWriting();
            index.Put(Doc(1, "crane"));
            index.Commit(new IndexCheckpoint(1, 0));
            index.Put(Doc(2, "rope"));
        }

        using var reopened = LexicalIndex.Open(_folder);

        Assert.Equal((1, 1L), (reopened.Count, reopened.Checkpoint.Documents));
    }

    [Fact]
    public void Put_SameDocumentAgain_ReplacesIt_DeletedOne_TakesItOut()
    {
        using var index = new TestIndex(Doc(1, "crane"), Doc(2, "crane"));
        var deleted = Doc(2, "crane");
        deleted.IsDeleted = true;

        index.Put(Doc(1, "rope"), deleted);

        Assert.Empty(index.Find("crane"));
        Assert.Equal([1L], index.Find("rope"));
        Assert.Equal(1, index.Index.Count);
    }

    [Fact]
    public void BeginWriting_WhileAnotherWrites_SaysWhoAndHowToGoOn()
    {
        using var portal = LexicalIndex.Open(_folder);
        portal.BeginWriting();
        using var command = LexicalIndex.Open(_folder);

        var error = Assert.Throws<IndexInUseException>(command.BeginWriting);

        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_Reader_SeesWhatAnotherCommitted()
    {
        using var writer = LexicalIndex.Open(_folder);
        using var reader = LexicalIndex.Open(_folder);
        Assert.Null(reader.Acquire());
        writer.BeginWriting();
        writer.Put(Doc(1, "crane"));
        writer.Commit(new IndexCheckpoint(1, 0));

        reader.Refresh();
        Assert.Equal(1, reader.Count);
        writer.Put(Doc(2, "crane"));
        writer.Commit(new IndexCheckpoint(2, 0));
        reader.Refresh();

        Assert.Equal(2, reader.Count);
    }

    [Fact]
    public void BeginWriting_DamagedFiles_StartsEmptyAndSaysWhy()
    {
        using (var index = LexicalIndex.Open(_folder))
        {
            index.BeginWriting();
            index.Put(Doc(1, "crane"));
            index.Commit(new IndexCheckpoint(5, 0));
        }
        var segments = System.IO.Directory.GetFiles(_folder, "segments_*").Single();
        File.WriteAllBytes(segments, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);

        using var damaged = LexicalIndex.Open(_folder);
        Assert.Equal(IndexCheckpoint.Empty, damaged.Checkpoint);
        damaged.BeginWriting();

        Assert.Contains("rebuilt", damaged.RebuildReason, StringComparison.Ordinal);
        Assert.Equal((0, 0L), (damaged.Count, damaged.Checkpoint.Documents));
        damaged.Put(Doc(1, "crane"));
        damaged.Commit(new IndexCheckpoint(5, 0));
        damaged.Refresh();
        Assert.Equal((1, null), (damaged.Count, damaged.RebuildReason));
    }

    [Fact]
    public void Search_NoIndexYet_FindsNothing()
    {
        using var index = LexicalIndex.Open(_folder);

        var result = new LexicalRetriever(index, TimeProvider.System).Search(
            new("crane", Core.Retrieval.Viewer.Public, Core.Retrieval.QueryFilter.None, Now), 10, [], CancellationToken.None);

        Assert.Empty(result.Retrieved.Hits);
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);
}
