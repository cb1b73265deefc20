using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Metrics;

/// <summary>
/// One query's ranking with the relevance grade of each position, and what the judgments of the query hold in all.
/// Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// As in trec_eval, a document without a judgment, or with a negative grade, is <see cref="Unjudged"/>: not relevant
/// for every metric, and skipped by bpref. Grades from 0 up to the relevance level − 1 are judged not relevant.
/// </remarks>
public sealed class JudgedRanking
{
    /// <summary>The grade of a position whose document has no (or a negative) judgment.</summary>
    public const int Unjudged = -1;

    private readonly int[] _grades;
    private readonly int[] _ideal;

    private JudgedRanking(int[] grades, int[] ideal, int relevant, int nonRelevant, int relevanceLevel)
    {
        _grades = grades;
        _ideal = ideal;
        Relevant = relevant;
        NonRelevant = nonRelevant;
        RelevanceLevel = relevanceLevel;
    }

    /// <summary>Grades in rank order, best position first.</summary>
    public ReadOnlySpan<int> Grades => _grades;

    /// <summary>All positive grades of the query's judgments, descending: the best ranking there is.</summary>
    public ReadOnlySpan<int> Ideal => _ideal;

    /// <summary>Number of relevant documents among the judgments, ranked or not.</summary>
    public int Relevant { get; }

    /// <summary>Number of documents judged not relevant (0 ≤ grade &lt; relevance level), ranked or not.</summary>
    public int NonRelevant { get; }

    /// <summary>The lowest grade that counts as relevant.</summary>
    public int RelevanceLevel { get; }

    /// <summary>Whether the document at a zero-based position is relevant.</summary>
    public bool IsRelevant(int position) => _grades[position] >= RelevanceLevel;

    /// <summary>Looks up the grade of every ranked document.</summary>
    /// <param name="documents">Document ids, best first, each at most once. May be empty.</param>
    /// <param name="judgments">Document id to grade for this query. May be empty.</param>
    /// <param name="relevanceLevel">Lowest grade that counts as relevant, at least 1 (trec_eval's <c>-l</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The relevance level is below 1.</exception>
    public static JudgedRanking Create(
        IReadOnlyList<string> documents, IReadOnlyDictionary<string, int> judgments, int relevanceLevel = 1)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(judgments);
        ArgumentOutOfRangeException.ThrowIfLessThan(relevanceLevel, 1);

        var grades = new int[documents.Count];
        for (var i = 0; i < grades.Length; i++)
        {
            grades[i] = judgments.TryGetValue(documents[i], out var grade) && grade >= 0 ? grade : Unjudged;
        }

        var relevant = 0;
        var nonRelevant = 0;
        var ideal = new List<int>();
        foreach (var grade in judgments.Values)
        {
            if (grade >= relevanceLevel)
            {
                relevant++;
            }
            else if (grade >= 0)
            {
                nonRelevant++;
            }

            if (grade > 0)
            {
                ideal.Add(grade);
            }
        }

        ideal.Sort((a, b) => b.CompareTo(a));
        return new JudgedRanking(grades, [.. ideal], relevant, nonRelevant, relevanceLevel);
    }

    /// <summary>The same documents, best grade first.</summary>
    internal JudgedRanking Sorted()
    {
        var grades = (int[])_grades.Clone();
        Array.Sort(grades, (a, b) => b.CompareTo(a));
        return new JudgedRanking(grades, _ideal, Relevant, NonRelevant, RelevanceLevel);
    }

    /// <summary>The same documents in a uniformly random order (Fisher–Yates).</summary>
    internal JudgedRanking Shuffled(ref SplitMix64 random)
    {
        var grades = (int[])_grades.Clone();
        for (var last = grades.Length - 1; last > 0; last--)
        {
            var other = random.NextBelow(last + 1);
            (grades[last], grades[other]) = (grades[other], grades[last]);
        }

        return new JudgedRanking(grades, _ideal, Relevant, NonRelevant, RelevanceLevel);
    }
}
