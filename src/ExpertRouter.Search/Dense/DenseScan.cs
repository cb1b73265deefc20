using ExpertRouter.Core.Threading;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// One search over all segments. Threads take pieces of neighbouring rows until none is left, each with a heap of its own; order of threads and pieces never
/// shows in what is found, since equal scores are ordered by number. Used once.
/// </summary>
internal sealed class DenseScan(QueryVector vector, IReadOnlyList<ScannedLeaf> leaves, int depth, int piece = DenseScan.DefaultPiece)
{
    /// <summary>Documents of a piece: little work, so that threads end together.</summary>
    private const int DefaultPiece = 1 << 15;

    /// <summary>One search leaves cores to others.</summary>
    private const int MostThreads = 8;

    private readonly List<Piece> _pieces = [];
    private int _next = -1;

    /// <param name="cancellationToken">Ends the search between pieces.</param>
    /// <returns>best first.</returns>
    public IReadOnlyList<Candidate> Run(CancellationToken cancellationToken)
    {
        foreach (var leaf in leaves)
            for (var start = 0; start < leaf.Map.Places.Length; start += piece)
                _pieces.Add(new Piece(leaf, start, Math.Min(start + piece, leaf.Map.Places.Length)));
        var parts = new BestCandidates[Math.Clamp(_pieces.Count, 1, Math.Min(Environment.ProcessorCount, MostThreads))];
        ParallelParts.Run(parts.Length, part => parts[part] = Work(cancellationToken), cancellationToken);
        return BestCandidates.Sorted(parts, depth);
    }

    private BestCandidates Work(CancellationToken cancellationToken)
    {
        var best = new BestCandidates(depth, 0);
        using var block = new ScoringBlock(vector, best);
        ScannedLeaf? current = null;
        while (Interlocked.Increment(ref _next) is var number && number < _pieces.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = _pieces[number];
            if (!ReferenceEquals(next.Leaf, current))
                block.Begin(current = next.Leaf);
            foreach (ref readonly var place in current.Map.Places[next.Start..next.End])
                if (current.Visible.Get(place.Document))
                    block.Add(place);
        }
        block.Flush();
        return best;
    }

    /// <summary>Neighbouring documents of one segment.</summary>
    private readonly record struct Piece(ScannedLeaf Leaf, int Start, int End);
}
