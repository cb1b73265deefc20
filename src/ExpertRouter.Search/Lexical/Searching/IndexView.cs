using Lucene.Net.Search;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A consistent view of the index, held until disposed.</summary>
public sealed class IndexView : IDisposable
{
    private readonly SearcherManager _manager;
    private IndexSearcher? _searcher;

    internal IndexView(SearcherManager manager, IndexSearcher searcher) => (_manager, _searcher) = (manager, searcher);

    internal IndexSearcher Searcher => _searcher ?? throw new ObjectDisposedException(nameof(IndexView));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _searcher, null) is { } searcher)
            _manager.Release(searcher);
    }
}
