using System.Net;
using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// Tickets read as questions and answers: the reporter asks, the assignee gives the accepted answer, which consists of
/// the ticket's own text and is dated by its resolution, or by its creation where that is unknown. Components are tags.
/// Immutable; thread-safe.
/// </summary>
public sealed class TicketPosts : IPostSource
{
    private static readonly DateTimeOffset Epoch = new(1899, 12, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly IssueCollection _tickets;
    private readonly List<string> _people = [];
    private readonly Dictionary<string, int> _personNumbers = new(StringComparer.Ordinal);

    /// <summary>Reads the tickets of one project.</summary>
    /// <param name="path">A <c>.jsonl</c> or <c>.jsonl.gz</c> file of issues with their assignees.</param>
    /// <exception cref="InvalidDataException">A line is no issue; file and line are named.</exception>
    public TicketPosts(string path)
    {
        Origin = path;
        _tickets = IssueCollection.Load(path);
        foreach (var ticket in _tickets.Issues)
        {
            Number(ticket.Assignee);
            if (ticket.Reporter is { } reporter)
            {
                Number(reporter);
            }
        }
    }

    /// <inheritdoc />
    public string Site => _tickets.Name;

    /// <inheritdoc />
    public string Origin { get; }

    /// <inheritdoc />
    public bool EveryAnswerIsBest => true;

    /// <inheritdoc />
    public IEnumerable<StackExchangePost> ReadPosts()
    {
        for (var i = 0; i < _tickets.Issues.Count; i++)
        {
            var ticket = _tickets.Issues[i];
            var body = WebUtility.HtmlEncode(ticket.Text);
            yield return new StackExchangePost
            {
                Id = 2 * i,
                Kind = PostKind.Question,
                Created = Epoch.AddDays(ticket.Created),
                Score = 0,
                Owner = ticket.Reporter is { } reporter ? _personNumbers[reporter] : null,
                AcceptedAnswer = 2 * i + 1,
                BodyHtml = body,
                Tags = ticket.Components,
            };
            yield return new StackExchangePost
            {
                Id = 2 * i + 1,
                Kind = PostKind.Answer,
                Created = Epoch.AddDays(Math.Max(ticket.Created, ticket.Resolved ?? ticket.Created)),
                Score = 0,
                Owner = _personNumbers[ticket.Assignee],
                Question = 2 * i,
                BodyHtml = body,
            };
        }
    }

    /// <summary>The ticket's key, for question and answer alike.</summary>
    public string PostName(int id) => _tickets.Issues[id / 2].Id;

    /// <inheritdoc />
    public string PersonName(int id) => _people[id - 1];

    private void Number(string person)
    {
        if (_personNumbers.TryAdd(person, _people.Count + 1))
        {
            _people.Add(person);
        }
    }
}
