namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A binary heap of the best documents, worst on top: lower score first, then higher number. Not thread-safe.</summary>
internal sealed class BestCandidates(int depth, int slots)
{
    private readonly List<Candidate> _heap = [];

    /// <summary>Score that a document must reach to have a chance; −∞ while there is room.</summary>
    public float Threshold => _heap.Count < depth ? float.NegativeInfinity : _heap[0].Score;

    /// <summary>A place for a document if it is good enough, to be filled in by the caller; null otherwise.</summary>
    public Candidate? Offer(float score, long number)
    {
        if (_heap.Count < depth)
        {
            var added = new Candidate(slots) { Score = score, Number = number };
            _heap.Add(added);
            Up(_heap.Count - 1);
            return added;
        }
        var worst = _heap[0];
        if (score < worst.Score || (score == worst.Score && number > worst.Number))
            return null;
        (worst.Score, worst.Number) = (score, number);
        Down();
        return worst;
    }

    /// <summary>Best first.</summary>
    public IReadOnlyList<Candidate> Sorted() => Sorted([this], depth);

    /// <summary>The best of several heaps over different documents, best first.</summary>
    public static IReadOnlyList<Candidate> Sorted(IEnumerable<BestCandidates> parts, int depth) =>
        [.. parts.SelectMany(part => part._heap).OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Number).Take(depth)];

    private static bool IsWorse(Candidate left, Candidate right) =>
        left.Score < right.Score || (left.Score == right.Score && left.Number > right.Number);

    private void Up(int at)
    {
        while (at > 0 && IsWorse(_heap[at], _heap[(at - 1) / 2]))
        {
            (_heap[at], _heap[(at - 1) / 2]) = (_heap[(at - 1) / 2], _heap[at]);
            at = (at - 1) / 2;
        }
    }

    private void Down()
    {
        var at = 0;
        while (2 * at + 1 < _heap.Count)
        {
            var child = 2 * at + 1;
            if (child + 1 < _heap.Count && IsWorse(_heap[child + 1], _heap[child]))
                child++;
            if (!IsWorse(_heap[child], _heap[at]))
                return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
