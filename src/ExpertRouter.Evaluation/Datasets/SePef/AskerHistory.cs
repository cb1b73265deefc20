using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>Looks up what an asker had posted before a question.</summary>
internal sealed class AskerHistory
{
    private readonly CommunityHistory _community;
    private readonly Dictionary<int, StackExchangePost[]> _questions;
    private readonly Dictionary<int, StackExchangePost[]> _answers;

    public AskerHistory(CommunityHistory community)
    {
        _community = community;
        _questions = ByOwner(community.Questions.Values);
        _answers = ByOwner(community.Answers.Values);
    }

    /// <summary>The asker of a question strictly before it; null when unknown.</summary>
    public SePefAsker? Before(StackExchangePost question)
    {
        if (!CommunityHistory.HasKnownAuthor(question))
        {
            return null;
        }

        var asker = question.Owner!.Value;
        var questions = Earlier(_questions, asker, question.Created);
        return new SePefAsker(
            _community.PersonId(asker),
            [.. questions.Select(post => _community.PostId(post.Id))],
            [.. Earlier(_answers, asker, question.Created).Select(post => _community.PostId(post.Id))],
            questions.SelectMany(post => post.Tags)
                .CountBy(tag => tag, StringComparer.Ordinal)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
    }

    private static StackExchangePost[] Earlier(Dictionary<int, StackExchangePost[]> posts, int owner, DateTimeOffset instant) =>
        [.. posts.GetValueOrDefault(owner, []).TakeWhile(post => post.Created < instant)];

    private static Dictionary<int, StackExchangePost[]> ByOwner(IEnumerable<StackExchangePost> posts) => posts
        .Where(CommunityHistory.HasKnownAuthor)
        .GroupBy(post => post.Owner!.Value)
        .ToDictionary(group => group.Key, group => group.OrderBy(post => post.Created).ThenBy(post => post.Id).ToArray());
}
