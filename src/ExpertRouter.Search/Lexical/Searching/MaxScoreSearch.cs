using System.Numerics.Tensors;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Query = ExpertRouter.Core.Retrieval.Query;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>
/// Exact BM25 over Lucene's postings, document at a time with MaxScore (Turtle and Flood, 1995): once the best documents so far are
/// good enough, a document that holds only common words cannot join them, so their lists are merely looked up. One search per
/// instance; not thread-safe.
/// </summary>
internal sealed class MaxScoreSearch
{
    private const float B = 0.75f;

    private readonly IndexSearcher _searcher;
    private readonly QueryPlan _plan;
    private readonly Query _query;
    private readonly BestCandidates _best;
    private readonly float[] _lengthNorms = new float[256];
    private readonly int[] _frequencies;
    private readonly int[] _holding;

    public MaxScoreSearch(IndexSearcher searcher, QueryPlan plan, Query query, int depth, float meanLength)
    {
        (_searcher, _plan, _query) = (searcher, plan, query);
        _best = new BestCandidates(depth, plan.Words.Count);
        _frequencies = new int[plan.Words.Count];
        _holding = new int[plan.Scoring.Count];
        for (var norm = 0; norm < _lengthNorms.Length; norm++)
            _lengthNorms[norm] = PostingCursor.K1 * (1 - B + B * Lengths[norm] / meanLength);
    }

    /// <summary>Documents that were scored, at least in part.</summary>
    public int Scored { get; private set; }

    /// <summary>Length in terms per norm byte, as Lucene's BM25 decodes it.</summary>
    private static float[] Lengths { get; } = DecodeLengths();

    /// <summary>The best documents that the viewer may open, best first.</summary>
    public IReadOnlyList<Candidate> Run(CancellationToken cancellationToken)
    {
        foreach (var space in (ReadOnlySpan<Space>)[Space.Open, Space.Restricted, Space.Profile])
        {
            foreach (var leaf in _searcher.IndexReader.Leaves)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SearchLeaf(leaf, space);
            }
        }
        return _best.Sorted();
    }

    private static float[] DecodeLengths()
    {
        var lengths = new float[256];
        for (var norm = 1; norm < lengths.Length; norm++)
        {
            var root = SmallSingle.SByte315ToSingle((sbyte)norm);
            lengths[norm] = 1 / (root * root);
        }
        return lengths;
    }

    private void SearchLeaf(AtomicReaderContext leaf, Space space)
    {
        var reader = leaf.AtomicReader;
        using var postings = LeafPostings.Rent(reader);
        var cursors = Open(postings, space);
        if (cursors.Length == 0)
            return;
        var admission = new Admission(reader, space, _query.Viewer, _query.Filter);
        if (admission.IsEmpty)
            return;
        var norms = reader.GetNormValues(IndexedFields.Stems(space));
        var numbers = reader.GetNumericDocValues(IndexedFields.Number);
        var bounds = PrefixSums(cursors);
        var current = Array.ConvertAll(cursors, cursor => cursor.Document);
        var essential = 0;
        while (true)
        {
            var threshold = _best.Threshold;
            while (essential < cursors.Length && bounds[essential] < threshold)
                essential++;
            if (essential == cursors.Length)
                return;
            var document = TensorPrimitives.Min(current.AsSpan(essential));
            if (document == DocIdSetIterator.NO_MORE_DOCS)
                return;
            var holding = Holding(current, essential, document);
            if (admission.Admits(document))
            {
                var norm = (byte)norms.Get(document);
                var score = Score(cursors, holding, bounds, essential, document, _lengthNorms[norm], threshold);
                if (score >= threshold && _best.Offer(score, numbers.Get(document)) is { } place)
                    Fill(place, leaf.Ord, document, norm);
            }
            foreach (var i in holding)
                current[i] = cursors[i].Next();
        }
    }

    private PostingCursor[] Open(LeafPostings postings, Space space)
    {
        var (stems, words) = (IndexedFields.Stems(space), IndexedFields.Words(space));
        if (!postings.Has(stems))
            return [];
        var cursors = new List<PostingCursor>(_plan.Scoring.Count);
        foreach (var term in _plan.Scoring)
        {
            if (postings.Open(term.IsStem ? stems : words, term.Bytes) is { } documents && new PostingCursor(term, documents) is { IsExhausted: false } cursor)
                cursors.Add(cursor);
        }
        return [.. cursors.OrderBy(cursor => cursor.Bound)];
    }

    private static float[] PrefixSums(PostingCursor[] cursors)
    {
        var sums = new float[cursors.Length];
        var sum = 0f;
        for (var i = 0; i < cursors.Length; i++)
            sums[i] = sum += cursors[i].Bound * 1.0001f; // room for rounding, so that an equal score is never cut off
        return sums;
    }

    /// <summary>The essential lists that stand at a document.</summary>
    private ReadOnlySpan<int> Holding(int[] current, int essential, int document)
    {
        var count = 0;
        for (var at = essential; current.AsSpan(at).IndexOf(document) is >= 0 and var ahead; at = _holding[count++] + 1)
            _holding[count] = at + ahead;
        return _holding.AsSpan(0, count);
    }

    /// <summary>A document's score; -1 as soon as it cannot reach the threshold.</summary>
    private float Score(PostingCursor[] cursors, ReadOnlySpan<int> holding, float[] bounds, int essential, int document, float lengthNorm, float threshold)
    {
        Scored++;
        Array.Clear(_frequencies);
        var score = 0f;
        foreach (var i in holding)
            score += Add(cursors[i], lengthNorm);
        for (var i = essential - 1; i >= 0; i--)
        {
            if (score + bounds[i] < threshold)
                return -1;
            cursors[i].Advance(document);
            if (cursors[i].Document == document)
                score += Add(cursors[i], lengthNorm);
        }
        return score;
    }

    private float Add(PostingCursor cursor, float lengthNorm)
    {
        var frequency = cursor.Frequency;
        if (cursor.Term.Counts)
            _frequencies[cursor.Term.Slot] += frequency;
        return cursor.Bound * frequency / (frequency + lengthNorm);
    }

    private void Fill(Candidate place, int leaf, int document, byte norm)
    {
        (place.Leaf, place.Document, place.Length) = (leaf, document, Lengths[norm]);
        _frequencies.CopyTo(place.Frequencies, 0);
    }
}
