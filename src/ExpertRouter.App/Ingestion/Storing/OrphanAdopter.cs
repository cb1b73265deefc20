using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Gives answers that were stored before their question its title and tags. Thread-safe.</summary>
public sealed class OrphanAdopter(IDbContextFactory<AppDbContext> contexts)
{
    private const int PageSize = 500;

    /// <summary>Looks through the source's documents once, in transactions of a page each.</summary>
    public async Task AdoptAsync(IngestionSession session, CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var prefix = DocumentRecord.OrphanTitle("");
            var page = await (
                from child in db.Documents
                join parent in db.Documents on new { child.SourceId, Id = child.ParentExternalId } equals new { parent.SourceId, Id = (string?)parent.ExternalId }
                where child.SourceId == session.Source.Id && child.Id > after && child.Title == prefix + child.ParentExternalId
                orderby child.Id
                select new Family(child, parent.Title, parent.Tags)).Take(PageSize).ToListAsync(cancellationToken);
            if (page.Count == 0)
                return;
            var change = await SequenceAllocator.DrawAsync(db, SequenceNames.Changes, page.Count, cancellationToken);
            foreach (var (child, title, tags) in page)
            {
                var newTags = child.Tags.Length > 0 ? child.Tags : tags;
                child.ContentHash = ContentHasher.Reparent(child.ContentHash, child.Title, child.Tags, title, newTags);
                (child.Title, child.Tags, child.ChangeSequence) = (title, newTags, change++);
            }
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            after = page[^1].Child.Id;
        }
    }

    private sealed record Family(Document Child, string Title, string[] Tags);
}
