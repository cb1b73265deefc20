using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Finding;

/// <summary>Finds a question like the one asked that has been answered already. Thread-safe.</summary>
public sealed class SimilarQuestions(AnswerLookup answers, FindingCatalog catalog, IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Part of the query's words, by rarity, that the question or answer must contain.</summary>
    private const double LeastCoverage = 0.7;

    /// <summary>Cosine from which a question or answer is like the query whatever its words: measured, docs/decisions/012-words-first-meaning-beside.md.</summary>
    private const double LeastCosine = 0.65;

    private const int Candidates = 5;

    /// <summary>The best one among retrieved documents; null when none is close enough and answered.</summary>
    public async Task<SimilarQuestion?> AmongAsync(Retrieved retrieved, Viewer viewer, CancellationToken cancellationToken)
    {
        var coverage = new QueryCoverage(retrieved.Terms);
        var near = retrieved.Hits
            .Where(hit => hit.Kind is DocumentKind.Question or DocumentKind.Answer)
            .Select(hit => (Hit: hit, Coverage: coverage.Of(hit), Cosine: hit.Cosine ?? 0))
            .Where(entry => entry.Coverage >= LeastCoverage || entry.Cosine >= LeastCosine)
            .Select(entry => (entry.Hit, Similarity: Math.Max(entry.Coverage, entry.Cosine)))
            .Take(Candidates)
            .ToList();
        if (near.Count == 0)
            return null;
        var ids = near.Select(entry => entry.Hit.DocumentId).ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Rows(db.Documents.AsNoTracking().OpenTo(viewer).Where(document => ids.Contains(document.Id)))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var content = await catalog.GetAsync(cancellationToken);
        foreach (var (hit, similarity) in near)
        {
            if (rows.TryGetValue(hit.DocumentId, out var row) && await QuestionAsync(db, row, viewer, cancellationToken) is var (question, count, accepted) && count > 0)
                return Describe(question, count, accepted, similarity, content.SourceName(question.SourceId));
        }
        return null;
    }

    private async Task<(Row Question, int Answers, bool HasAccepted)> QuestionAsync(AppDbContext db, Row row, Viewer viewer, CancellationToken cancellationToken)
    {
        if (row.Kind == DocumentKind.Question)
            return Count(row, viewer);
        var question = row.ParentExternalId is null ? null
            : await Rows(db.Documents.AsNoTracking().OpenTo(viewer)
                .Where(document => document.SourceId == row.SourceId && document.ExternalId == row.ParentExternalId)).SingleOrDefaultAsync(cancellationToken);
        return question is null ? (row, 1, row.IsAccepted) : Count(question, viewer);
    }

    private (Row Question, int Answers, bool HasAccepted) Count(Row question, Viewer viewer)
    {
        var (count, accepted) = answers.Of(question.SourceId, question.ExternalId, viewer);
        return (question, count, accepted);
    }

    private static SimilarQuestion Describe(Row question, int answers, bool accepted, double similarity, string sourceName) => new()
    {
        DocumentId = question.Id,
        Key = $"{sourceName}/{question.ExternalId}",
        Title = question.Title,
        Date = question.CreatedAt,
        Url = question.Url,
        SourceName = sourceName,
        Answers = answers,
        HasAcceptedAnswer = accepted,
        Similarity = similarity,
    };

    private static IQueryable<Row> Rows(IQueryable<Document> documents) => documents.Select(document => new Row(
        document.Id, document.SourceId, document.ExternalId, document.Kind, document.Title, document.CreatedAt, document.Url, document.ParentExternalId, document.IsAccepted));

    private sealed record Row(
        long Id, int SourceId, string ExternalId, DocumentKind Kind, string Title, DateTimeOffset CreatedAt, string? Url, string? ParentExternalId, bool IsAccepted);
}
