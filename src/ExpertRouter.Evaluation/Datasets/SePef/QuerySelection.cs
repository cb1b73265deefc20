using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>Which questions of one community become queries, for whom, and why the others do not.</summary>
internal sealed class QuerySelection
{
    private readonly Dictionary<int, SelectedQuery> _queries = [];

    /// <summary>Question id to query.</summary>
    public IReadOnlyDictionary<int, SelectedQuery> Queries => _queries;

    /// <summary>Questions without an accepted answer.</summary>
    public int WithoutAcceptedAnswer { get; private set; }

    /// <summary>Questions whose accepted answer is not in the dump.</summary>
    public int AcceptedAnswerMissing { get; private set; }

    /// <summary>Questions whose accepted answer is by nobody who is an expert.</summary>
    public int AnsweredByNoExpert { get; private set; }

    /// <summary>Questions whose expert had too few earlier answers.</summary>
    public int TooFewEarlierAnswers { get; private set; }

    /// <summary>Questions that the expert answered for himself and that the options leave out.</summary>
    public int SelfAnsweredLeftOut { get; private set; }

    public static QuerySelection Of(
        CommunityHistory community, IReadOnlyDictionary<int, SePefExpert> experts, SePefOptions options, SePefBoundaries boundaries)
    {
        var selection = new QuerySelection();
        var answerDates = community.Answers.Values
            .Where(answer => ExpertSelection.Counts(answer, options) && experts.ContainsKey(answer.Owner!.Value))
            .GroupBy(answer => answer.Owner!.Value)
            .ToDictionary(group => group.Key, group => group.Select(answer => answer.Created).Order().ToArray());
        foreach (var question in community.Questions.Values)
        {
            selection.Consider(question, community, experts, answerDates, options, boundaries);
        }

        return selection;
    }

    private void Consider(
        StackExchangePost question,
        CommunityHistory community,
        IReadOnlyDictionary<int, SePefExpert> experts,
        Dictionary<int, DateTimeOffset[]> answerDates,
        SePefOptions options,
        SePefBoundaries boundaries)
    {
        if (question.AcceptedAnswer is null)
        {
            WithoutAcceptedAnswer++;
        }
        else if (community.AcceptedAnswerOf(question) is not { } accepted)
        {
            AcceptedAnswerMissing++;
        }
        else if (accepted.Owner is not { } owner || !experts.ContainsKey(owner))
        {
            AnsweredByNoExpert++;
        }
        else if (CountBefore(answerDates.GetValueOrDefault(owner, []), question.Created) < options.MinimumEarlierAnswers)
        {
            TooFewEarlierAnswers++;
        }
        else if (!options.KeepSelfAnswered && owner == question.Owner)
        {
            SelfAnsweredLeftOut++;
        }
        else
        {
            _queries.Add(question.Id, new SelectedQuery(question, accepted, owner, boundaries.SplitOf(question.Created)));
        }
    }

    /// <summary>How many of the ascending dates lie strictly before an instant.</summary>
    private static int CountBefore(DateTimeOffset[] dates, DateTimeOffset instant)
    {
        var low = 0;
        var high = dates.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = dates[middle] < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>A question, its accepted answer, the expert who wrote that, and the part it belongs to.</summary>
    internal sealed record SelectedQuery(StackExchangePost Question, StackExchangePost Accepted, int Expert, SePefSplit Split);
}
