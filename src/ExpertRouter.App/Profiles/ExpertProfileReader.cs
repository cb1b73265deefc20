using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Profiles;

/// <summary>Reads what is known of one expert, out of documents that the viewer may open. Thread-safe.</summary>
public sealed class ExpertProfileReader(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>Months of activity shown.</summary>
    public const int Months = 24;

    /// <summary>Areas shown: few and specific.</summary>
    public const int AreaLimit = 15;

    /// <summary>Age at which a document counts half for an area's weight.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(365);

    /// <summary>Newest documents that the statistics are made of; more would not change the picture.</summary>
    private const int StatisticsLimit = 20_000;

    /// <summary>The profile, or null when there is no such expert or it is hidden. Any row of a person leads to the person.</summary>
    public async Task<ExpertProfile?> ReadAsync(long expertId, Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var asked = await db.Experts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == expertId, cancellationToken);
        var canonicalId = asked?.MergedIntoId ?? expertId;
        var rows = await (
            from row in db.Experts.AsNoTracking()
            join source in db.Sources on row.SourceId equals source.Id
            where row.Id == canonicalId || row.MergedIntoId == canonicalId
            select new { Row = row, Source = source.Name }).ToListAsync(cancellationToken);
        var canonical = rows.SingleOrDefault(entry => entry.Row.Id == canonicalId);
        if (canonical is null || rows.Any(entry => entry.Row.IsHidden))
            return null;

        var ids = rows.Select(entry => entry.Row.Id).ToArray();
        var facts = await Evidence(db, ids, viewer)
            .OrderByDescending(entry => entry.Document.CreatedAt)
            .Take(StatisticsLimit)
            .Select(entry => new DocumentFact(entry.Document.Id, entry.Document.Tags, entry.Document.CreatedAt, entry.Document.IsAccepted || entry.Role == AuthorshipRole.Resolver))
            .ToListAsync(cancellationToken);
        var documents = facts.DistinctBy(fact => fact.DocumentId).ToList();
        var areas = await db.KnowledgeAreas.AsNoTracking().ToListAsync(cancellationToken);
        var owner = await OwnerAsync(db, canonical.Row, cancellationToken);
        var calendar = new MonthCalendar(time.GetUtcNow(), Months);
        return new ExpertProfile
        {
            Expert = canonical.Row,
            Key = $"{canonical.Source}/{canonical.Row.ExternalId}",
            OwnerName = owner?.Name ?? canonical.Row.Owner,
            OwnerId = owner is null ? null : owner.MergedIntoId ?? owner.Id,
            Accounts =
            [
                .. rows.OrderByDescending(entry => entry.Row.Id == canonicalId).ThenBy(entry => entry.Row.Id)
                    .Select(entry => new ProfileAccount(entry.Row.Id, entry.Source, entry.Row.Name, entry.Row.Url)),
            ],
            Documents = documents.Count,
            Accepted = documents.Count(fact => fact.IsAccepted),
            LastActive = documents.Count == 0 ? null : documents.Max(fact => fact.CreatedAt),
            Areas = new AreaStatistics(areas, canonical.Row.DeclaredAreas, calendar).Of(documents),
            Activity = calendar.Count(documents.Select(fact => fact.CreatedAt)),
        };
    }

    /// <summary>The expert's documents, newest first, one page; <paramref name="tags"/> empty means all.</summary>
    public async Task<IReadOnlyList<ProfileDocument>> ReadDocumentsAsync(
        long expertId, IReadOnlyList<string> tags, Viewer viewer, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var canonicalId = await db.Experts.Where(row => row.Id == expertId).Select(row => row.MergedIntoId).SingleOrDefaultAsync(cancellationToken) ?? expertId;
        if (await db.Experts.AnyAsync(row => (row.Id == canonicalId || row.MergedIntoId == canonicalId) && row.IsHidden, cancellationToken))
            return [];
        var ids = await db.Experts.Where(row => row.Id == canonicalId || row.MergedIntoId == canonicalId).Select(row => row.Id).ToArrayAsync(cancellationToken);
        var evidence = Evidence(db, ids, viewer);
        if (tags.Count > 0)
        {
            var wanted = tags.ToArray();
            evidence = evidence.Where(entry => entry.Document.Tags.Any(tag => wanted.Contains(tag)));
        }
        return await (
            from entry in evidence
            join source in db.Sources on entry.Document.SourceId equals source.Id
            orderby entry.Document.CreatedAt descending, entry.Document.Id descending
            select new ProfileDocument(
                entry.Document.Id, entry.Document.Title, entry.Document.Kind, entry.Role, entry.Document.CreatedAt, source.Name,
                entry.Document.Tags, entry.Document.IsAccepted))
            .Skip(skip).Take(take).ToListAsync(cancellationToken);
    }

    private static IQueryable<EvidenceRow> Evidence(AppDbContext db, long[] expertIds, Viewer viewer) =>
        from authorship in db.Authorships.AsNoTracking()
        join document in db.Documents.AsNoTracking().OpenTo(viewer) on authorship.DocumentId equals document.Id
        where expertIds.Contains(authorship.ExpertId) && authorship.Role != AuthorshipRole.Asker
        select new EvidenceRow { Document = document, Role = authorship.Role };

    private static Task<Expert?> OwnerAsync(AppDbContext db, Expert model, CancellationToken cancellationToken) =>
        model.Owner is null
            ? Task.FromResult<Expert?>(null)
            : db.Experts.AsNoTracking().FirstOrDefaultAsync(
                row => row.SourceId == model.SourceId && row.ExternalId == model.Owner && !row.IsHidden, cancellationToken);

    private sealed class EvidenceRow
    {
        public required Document Document { get; init; }

        public AuthorshipRole Role { get; init; }
    }
}
