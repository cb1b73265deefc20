using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Index;

namespace ExpertRouter.Search.Dense;

/// <summary>Admitted documents of one Lucene segment, scored a block at a time: a tight loop over neighbouring rows. Not thread-safe.</summary>
internal sealed class ScoringBlock(AtomicReaderContext leaf, LeafVectors map, QueryVector query, BestCandidates best)
{
    private const int Size = 1024;

    private readonly NumericDocValues? _numbers = leaf.AtomicReader.GetNumericDocValues(IndexedFields.Number);
    private readonly int[] _rows = new int[Size + VectorStore.MaxPassages];
    private readonly int[] _documents = new int[Size + VectorStore.MaxPassages];
    private readonly float[] _scores = new float[Size + VectorStore.MaxPassages];
    private VectorRows? _from;
    private int _count;

    /// <summary>Adds all passages of a document.</summary>
    public void Add(int document)
    {
        var rows = map.Rows(document);
        if (_count >= Size || !ReferenceEquals(rows, _from))
            Flush();
        _from = rows;
        var first = map.FirstRow(document);
        for (var i = 0; i < map.RowCount(document); i++)
        {
            _rows[_count] = first + i;
            _documents[_count++] = document;
        }
    }

    /// <summary>Scores what was added; a document counts with its best passage.</summary>
    public void Flush()
    {
        if (_from is null || _count == 0)
            return;
        query.Score(_from, _rows.AsSpan(0, _count), _scores);
        for (var i = 0; i < _count;)
        {
            var (document, score) = (_documents[i], _scores[i]);
            while (++i < _count && _documents[i] == document)
                score = Math.Max(score, _scores[i]);
            if (score >= best.Threshold && best.Offer(score, _numbers!.Get(document)) is { } candidate)
                (candidate.Leaf, candidate.Document) = (leaf.Ord, document);
        }
        _count = 0;
    }
}
