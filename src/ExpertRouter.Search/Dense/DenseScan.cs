using System.Runtime.ExceptionServices;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// One search over all segments. Threads take pieces of neighbouring rows until none is left, each with a heap of its own; order of threads and pieces never
/// shows in what is found, since equal scores are ordered by number. Used once.
/// </summary>
internal sealed class DenseScan(QueryVector vector, IReadOnlyList<ScannedLeaf> leaves, int depth)
{
    /// <summary>Documents of a piece: a fraction of a millisecond, so that threads end together.</summary>
    private const int DefaultPiece = 1 << 15;

    /// <summary>Memory feeds no more.</summary>
    private const int MostThreads = 8;

    private readonly List<Piece> _pieces = [];
    private int _next = -1;

    /// <param name="cancellationToken">Ends the search between pieces.</param>
    /// <param name="piece">Documents of a piece.</param>
    /// <returns>best first.</returns>
    public IReadOnlyList<Candidate> Run(CancellationToken cancellationToken, int piece = DefaultPiece)
    {
        foreach (var leaf in leaves)
            for (var start = 0; start < leaf.Map.Places.Length; start += piece)
                _pieces.Add(new Piece(leaf, start, Math.Min(start + piece, leaf.Map.Places.Length)));
        var parts = new BestCandidates[Math.Clamp(_pieces.Count, 1, Math.Min(Environment.ProcessorCount, MostThreads))];
        if (parts.Length == 1)
            parts[0] = Work(cancellationToken);
        else
            Share(parts, cancellationToken);
        return BestCandidates.Sorted(parts, depth);
    }

    private void Share(BestCandidates[] parts, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => parts[i] = Work(cancellationToken));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private BestCandidates Work(CancellationToken cancellationToken)
    {
        var best = new BestCandidates(depth, 0);
        using var block = new ScoringBlock(vector, best);
        ScannedLeaf? current = null;
        while (Interlocked.Increment(ref _next) is var next && next < _pieces.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = _pieces[next];
            if (piece.Leaf != current)
                block.Begin(current = piece.Leaf);
            foreach (ref readonly var place in current.Map.Places[piece.Start..piece.End])
                if (current.Visible.Get(place.Document))
                    block.Add(place);
        }
        block.Flush();
        return best;
    }

    /// <summary>Neighbouring documents of one segment.</summary>
    private readonly record struct Piece(ScannedLeaf Leaf, int Start, int End);
}
