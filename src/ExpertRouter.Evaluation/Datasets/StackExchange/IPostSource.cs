namespace ExpertRouter.Evaluation.Datasets.StackExchange;

/// <summary>
/// One community's questions and answers: a Stack Exchange dump, or tickets read as such. Every enumeration starts anew
/// and gives the same posts in the same order.
/// </summary>
public interface IPostSource
{
    /// <summary>The community's short name.</summary>
    string Site { get; }

    /// <summary>The file it comes from, for errors.</summary>
    string Origin { get; }

    /// <summary>
    /// Whether the person named always counts as the best, as with the assignee of a ticket; the share of best answers
    /// then says nothing.
    /// </summary>
    bool EveryAnswerIsBest { get; }

    /// <summary>Streams questions and answers; answers may come before their questions.</summary>
    IEnumerable<StackExchangePost> ReadPosts();

    /// <summary>A post's id as it is shown.</summary>
    string PostName(int id);

    /// <summary>A person's id as it is shown.</summary>
    string PersonName(int id);
}
