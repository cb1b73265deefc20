using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>Who posted what and when in one community, without the texts.</summary>
internal sealed class CommunityHistory
{
    private readonly Dictionary<int, StackExchangePost> _questions = [];
    private readonly Dictionary<int, StackExchangePost> _answers = [];
    private readonly string _prefix;

    private CommunityHistory(IPostSource source, string prefix)
    {
        Source = source;
        _prefix = prefix;
    }

    public IPostSource Source { get; }

    public string Name => Source.Site;

    public IReadOnlyDictionary<int, StackExchangePost> Questions => _questions;

    public IReadOnlyDictionary<int, StackExchangePost> Answers => _answers;

    /// <summary>Reads a source once. With a prefix, ids of several communities stay apart.</summary>
    /// <exception cref="InvalidDataException">A post occurs twice.</exception>
    public static CommunityHistory Read(IPostSource source, bool prefixIds)
    {
        var history = new CommunityHistory(source, prefixIds ? source.Site + ":" : "");
        foreach (var post in source.ReadPosts())
        {
            var known = post.Kind == PostKind.Question ? history._questions : history._answers;
            if (!known.TryAdd(post.Id, post with { BodyHtml = "", Title = "" }))
            {
                throw new InvalidDataException($"{source.Origin}: post {source.PostName(post.Id)} occurs twice.");
            }
        }

        return history;
    }

    /// <summary>The id of a post in the data set.</summary>
    public string PostId(int id) => _prefix + Source.PostName(id);

    /// <summary>The id of a person in the data set.</summary>
    public string PersonId(int id) => _prefix + Source.PersonName(id);

    /// <summary>The accepted answer of a question, null when there is none or it is not an answer to it here.</summary>
    public StackExchangePost? AcceptedAnswerOf(StackExchangePost question) =>
        question.AcceptedAnswer is { } id && _answers.TryGetValue(id, out var answer) && answer.Question == question.Id ? answer : null;

    /// <summary>A person, not a deleted user and not the site's own account.</summary>
    public static bool HasKnownAuthor(StackExchangePost post) => post.Owner is > 0;
}
