using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// What a site knew at a moment: the answers so far, indexed, and per person what they answered when. Answers are added
/// in order of time; nothing later can be seen. Not thread-safe.
/// </summary>
public sealed class SiteHistory
{
    private readonly List<SiteAnswer> _answers = [];
    private readonly SortedDictionary<int, List<SiteAnswer>> _byOwner = [];
    private readonly Dictionary<string, int> _tagged = new(StringComparer.Ordinal);

    /// <summary>All answers so far as a BM25 index; document numbers are positions in <see cref="Answers"/>.</summary>
    public GrowingIndex Index { get; } = new(new Bm25());

    /// <summary>Answers so far, oldest first.</summary>
    public IReadOnlyList<SiteAnswer> Answers => _answers;

    /// <summary>Adds the next answer.</summary>
    public void Add(SiteAnswer answer)
    {
        Index.Add(answer.Words);
        _answers.Add(answer);
        if (!_byOwner.TryGetValue(answer.Owner, out var own)) _byOwner[answer.Owner] = own = [];
        own.Add(answer);
        foreach (var tag in answer.Tags) _tagged[tag] = _tagged.GetValueOrDefault(tag) + 1;
    }

    /// <summary>People with at least so many answers, by ascending user id.</summary>
    public int[] Experts(int minimumAnswers) =>
        [.. _byOwner.Where(owner => owner.Value.Count >= minimumAnswers).Select(owner => owner.Key)];

    /// <summary>A person's answers so far, oldest first.</summary>
    public IReadOnlyList<SiteAnswer> AnswersOf(int owner) => _byOwner.TryGetValue(owner, out var own) ? own : [];

    /// <summary>How many answers so far belong to questions with this tag.</summary>
    public int AnswersTagged(string tag) => _tagged.GetValueOrDefault(tag);
}
