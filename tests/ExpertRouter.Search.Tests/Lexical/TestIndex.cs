using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Store;

namespace ExpertRouter.Search.Tests.Lexical;

/// <summary>A real index in memory.</summary>
internal sealed class TestIndex : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestIndex(params Document[] documents)
    {
        Index = new LexicalIndex(new RAMDirectory(), "memory");
        Index.BeginWriting();
        Put(documents);
    }

    public LexicalIndex Index { get; }

    public LexicalRetriever Retriever => new(Index, TimeProvider.System);

    public static Document Doc(long id, string title, string body = "", params string[] groups) => new()
    {
        Id = id, SourceId = 1, ExternalId = $"x{id}", Title = title, Body = body, CreatedAt = Now, VisibilityGroups = groups,
        Authorships = [new Authorship { DocumentId = id, ExpertId = 100 + id, Role = AuthorshipRole.Answerer, Weight = 0.5 }],
    };

    public static Viewer Member(params string[] groups) => new(groups.ToHashSet());

    public void Put(params Document[] documents)
    {
        foreach (var document in documents)
            Index.Put(document);
        Index.Refresh();
    }

    public LexicalResult Search(string text, Viewer? viewer = null, QueryFilter? filter = null, int depth = 50, params IReadOnlyList<Expansion> expansions) =>
        Retriever.Search(new Query(text, viewer ?? Viewer.Public, filter ?? QueryFilter.None, Now), depth, expansions, CancellationToken.None);

    public IEnumerable<long> Find(string text, Viewer? viewer = null, QueryFilter? filter = null) =>
        Search(text, viewer, filter).Retrieved.Hits.Select(hit => hit.DocumentId);

    public void Dispose() => Index.Dispose();
}
