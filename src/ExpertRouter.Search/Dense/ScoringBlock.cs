using System.Buffers;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Index;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// Admitted documents of one Lucene segment after the other, scored a block at a time: a tight loop over neighbouring rows. One serves a whole search
/// of one thread, with rented memory: fresh arrays for every segment were most of what a search allocated. Not thread-safe.
/// </summary>
internal sealed class ScoringBlock(QueryVector query, BestCandidates best) : IDisposable
{
    private const int Size = 1024;

    private readonly int[] _rows = ArrayPool<int>.Shared.Rent(Size + VectorStore.MaxPassages);
    private readonly int[] _documents = ArrayPool<int>.Shared.Rent(Size + VectorStore.MaxPassages);
    private readonly int[] _highs = ArrayPool<int>.Shared.Rent(Size + VectorStore.MaxPassages);
    private readonly float[] _scores = ArrayPool<float>.Shared.Rent(Size + VectorStore.MaxPassages);
    private AtomicReaderContext? _leaf;
    private LeafVectors? _map;
    private NumericDocValues? _numbers;
    private VectorRows? _from;
    private int _count;

    /// <summary>Goes to another segment.</summary>
    public void Begin(ScannedLeaf leaf)
    {
        Flush();
        (_leaf, _map, _from) = (leaf.Leaf, leaf.Map, null);
        _numbers = leaf.Leaf.AtomicReader.GetNumericDocValues(IndexedFields.Number);
    }

    /// <summary>Adds all passages of a document.</summary>
    public void Add(in LeafVectors.Place place)
    {
        var rows = _map!.Rows(place);
        if (_count >= Size || !ReferenceEquals(rows, _from))
            Flush();
        _from = rows;
        for (var i = 0; i < place.RowCount; i++)
        {
            _rows[_count] = place.FirstRow + i;
            _documents[_count++] = place.Document;
        }
    }

    /// <summary>Scores what was added; a document counts with its best passage.</summary>
    public void Flush()
    {
        if (_from is null || _count == 0)
            return;
        var count = query.Prune(_from, _rows.AsSpan(0, _count), _documents, _highs, best.Threshold);
        query.Score(_from, _rows.AsSpan(0, count), _highs, _scores);
        for (var i = 0; i < count;)
        {
            var (document, score) = (_documents[i], _scores[i]);
            while (++i < count && _documents[i] == document)
                score = Math.Max(score, _scores[i]);
            if (score >= best.Threshold && best.Offer(score, _numbers!.Get(document)) is { } candidate)
                (candidate.Leaf, candidate.Document) = (_leaf!.Ord, document);
        }
        _count = 0;
    }

    /// <summary>Gives the memory back; what was not flushed is not scored.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<int>.Shared.Return(_documents);
        ArrayPool<int>.Shared.Return(_highs);
        ArrayPool<float>.Shared.Return(_scores);
    }
}
