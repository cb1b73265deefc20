using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>
/// The profile ranker of the split protocol: cosine of the query with all of an expert's document text, weights
/// (1 + ln tf) · ln(N / df), df over documents. Immutable.
/// </summary>
public sealed class SiteProfiles
{
    private readonly TermStatistics _statistics;
    private readonly TermVector[] _profiles;
    private readonly TfIdf _weighting = new();

    /// <summary>Builds the profiles of a moment.</summary>
    public SiteProfiles(SiteHistory history, int[] experts)
    {
        var documents = history.Answers.Select(answer => answer.Words).ToArray();
        var terms = documents.Max(document => document.Terms.Length == 0 ? 0 : document.Terms[^1] + 1);
        _statistics = new TermStatistics(documents, terms);
        _profiles = Array.ConvertAll(experts, expert => _weighting.Weigh(
            TermVector.Add(history.AnswersOf(expert).Select(answer => answer.Words)), _statistics));
    }

    /// <summary>Cosine per expert.</summary>
    public double[] Score(SiteQuestion question)
    {
        var query = _weighting.Weigh(question.Words, _statistics);
        return Array.ConvertAll(_profiles, profile => profile.Dot(query));
    }
}
