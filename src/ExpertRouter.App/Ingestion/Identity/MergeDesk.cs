using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>Lists merges of experts, takes them back, and makes new ones by hand. Thread-safe.</summary>
public sealed class MergeDesk(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>Merges, latest first, those taken back included.</summary>
    public async Task<IReadOnlyList<ExpertMergeView>> ListAsync(int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query =
            from merge in db.ExpertMerges.AsNoTracking()
            join expert in db.Experts on merge.ExpertId equals expert.Id
            join kept in db.Experts on merge.IntoExpertId equals kept.Id
            join expertSource in db.Sources on expert.SourceId equals expertSource.Id
            join intoSource in db.Sources on kept.SourceId equals intoSource.Id
            orderby merge.MergedAt descending, merge.Id descending
            select new ExpertMergeView(merge, expert.Name, expertSource.Name, kept.Name, intoSource.Name);
        return await query.Skip(skip).Take(take).ToListAsync(cancellationToken);
    }

    /// <summary>Takes a merge back. The two rows are never merged again automatically. False when it was taken back before.</summary>
    /// <exception cref="ArgumentException">There is no such merge.</exception>
    public async Task<bool> UndoAsync(Guid mergeId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var merge = await db.ExpertMerges.SingleOrDefaultAsync(row => row.Id == mergeId, cancellationToken)
            ?? throw new ArgumentException($"There is no merge {mergeId}.", nameof(mergeId));
        if (merge.UndoneAt is not null)
            return false;
        await new ExpertLinks(db, time.GetUtcNow()).UnlinkAsync(merge, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Declares two experts to be one person; all rows of the first then point to the second's canonical row.</summary>
    /// <returns>The merge, or null when they were one already.</returns>
    /// <exception cref="ArgumentException">One of them does not exist, or they are of different kinds.</exception>
    public async Task<ExpertMerge?> MergeAsync(long expertId, long intoExpertId, string reason, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var first = await FindAsync(db, expertId, cancellationToken);
        var second = await FindAsync(db, intoExpertId, cancellationToken);
        if (first.Kind != second.Kind)
            throw new ArgumentException($"Expert {expertId} is a {first.Kind} and {intoExpertId} is a {second.Kind}: they cannot be one.", nameof(intoExpertId));
        var (fromRoot, intoRoot) = (first.MergedIntoId ?? first.Id, second.MergedIntoId ?? second.Id);
        if (fromRoot == intoRoot)
            return null;
        var links = new ExpertLinks(db, time.GetUtcNow());
        var from = await links.ClusterAsync(fromRoot, cancellationToken);
        var into = await FindAsync(db, intoRoot, cancellationToken);
        var (merge, _) = await links.LinkAsync(fromRoot, from, into, "manual", reason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return merge;
    }

    private static async Task<Expert> FindAsync(AppDbContext db, long id, CancellationToken cancellationToken) =>
        await db.Experts.SingleOrDefaultAsync(expert => expert.Id == id, cancellationToken)
        ?? throw new ArgumentException($"There is no expert {id}.", nameof(id));
}
