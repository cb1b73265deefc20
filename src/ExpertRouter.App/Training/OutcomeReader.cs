using ExpertRouter.App.Finding;
using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Training;

/// <summary>
/// Reads what happened to the questions and requests of the past: whose answer was accepted, who resolved them. Only
/// documents that everybody may open: nothing restricted shapes a ranker. Who answers himself teaches nothing. Thread-safe.
/// </summary>
public sealed class OutcomeReader(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory)
{
    /// <summary>Outcomes read when nothing else is said.</summary>
    public const int DefaultLimit = 2_000;

    private const int IdsPerQuery = 1_000;
    private static readonly string[] Closed = ["closed", "Closed", "CLOSED", "resolved", "Resolved", "RESOLVED"];

    /// <summary>The latest outcomes, oldest first.</summary>
    public async Task<IReadOnlyList<PastOutcome>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        await directory.RefreshAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var asked = await AnsweredQuestionsAsync(db, limit, cancellationToken);
        asked.AddRange(await ResolvedRequestsAsync(db, limit, cancellationToken));
        var authors = await AuthorsAsync(db, [.. asked.Select(row => row.Id).Concat(asked.Select(row => row.OutcomeId)).Distinct()], cancellationToken);
        return [.. asked
            .GroupBy(row => row.Id)
            .Select(rows => Outcome(rows.First(), rows.Select(row => row.OutcomeId), authors))
            .Where(outcome => outcome.Experts.Count > 0)
            .OrderByDescending(outcome => outcome.At)
            .ThenByDescending(outcome => outcome.DocumentId)
            .Take(limit)
            .Reverse()];
    }

    private static Task<List<Asked>> AnsweredQuestionsAsync(AppDbContext db, int limit, CancellationToken cancellationToken)
    {
        var open = db.Documents.AsNoTracking().OpenTo(Viewer.Public);
        return open
            .Where(answer => answer.Kind == DocumentKind.Answer && answer.IsAccepted && answer.ParentExternalId != null)
            .Join(
                open.Where(question => question.Kind == DocumentKind.Question),
                answer => new { answer.SourceId, ExternalId = answer.ParentExternalId! }, question => new { question.SourceId, question.ExternalId },
                (answer, question) => new { Question = question, AnswerId = answer.Id })
            .OrderByDescending(row => row.Question.CreatedAt).ThenByDescending(row => row.Question.Id)
            .Take(limit)
            .Select(row => new Asked(row.Question.Id, row.Question.Title, row.Question.Body, row.Question.Tags, row.Question.CreatedAt, row.AnswerId))
            .ToListAsync(cancellationToken);
    }

    private static Task<List<Asked>> ResolvedRequestsAsync(AppDbContext db, int limit, CancellationToken cancellationToken) =>
        db.Documents.AsNoTracking().OpenTo(Viewer.Public)
            .Where(request => request.Kind == DocumentKind.Request && Closed.Contains(request.Status)
                && request.Authorships.Any(authorship => authorship.Role == AuthorshipRole.Resolver))
            .OrderByDescending(request => request.CreatedAt).ThenByDescending(request => request.Id)
            .Take(limit)
            .Select(request => new Asked(request.Id, request.Title, request.Body, request.Tags, request.CreatedAt, request.Id))
            .ToListAsync(cancellationToken);

    private static async Task<ILookup<long, Authorship>> AuthorsAsync(AppDbContext db, long[] documents, CancellationToken cancellationToken)
    {
        var all = new List<Authorship>(documents.Length);
        foreach (var ids in documents.Chunk(IdsPerQuery))
            all.AddRange(await db.Authorships.AsNoTracking().Where(authorship => ids.Contains(authorship.DocumentId)).ToListAsync(cancellationToken));
        return all.ToLookup(authorship => authorship.DocumentId);
    }

    private PastOutcome Outcome(Asked asked, IEnumerable<long> outcomes, ILookup<long, Authorship> authors)
    {
        var askers = Canonical(authors[asked.Id].Where(authorship => authorship.Role == AuthorshipRole.Asker));
        var right = Canonical(outcomes.SelectMany(id => id == asked.Id
            ? authors[id].Where(authorship => authorship.Role == AuthorshipRole.Resolver)
            : authors[id].Where(authorship => authorship.Role is AuthorshipRole.Answerer or AuthorshipRole.Author)));
        return new PastOutcome(
            asked.Id, $"{asked.Title}\n{string.Join(' ', asked.Tags)}\n{asked.Body}", asked.At, askers, [.. right.Except(askers).Where(directory.IsRankable)]);
    }

    private IReadOnlyList<long> Canonical(IEnumerable<Authorship> authorships) =>
        [.. authorships.Select(authorship => directory.Resolve(authorship.ExpertId)).Distinct().Order()];

    private sealed record Asked(long Id, string Title, string Body, string[] Tags, DateTimeOffset At, long OutcomeId);
}
