using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>
/// The links between expert rows of one person. The merges in force form a forest (each row was merged at most once);
/// <see cref="Expert.MergedIntoId"/> points from every row straight to the root of its tree, so there are no chains, and only
/// two different roots are ever joined, so there are no cycles. Works inside the caller's transaction.
/// </summary>
internal sealed class ExpertLinks(AppDbContext db, DateTimeOffset now)
{
    /// <summary>Rows of one person: the root and all that point to it.</summary>
    public async Task<List<Expert>> ClusterAsync(long root, CancellationToken cancellationToken) =>
        await db.Experts.Where(expert => expert.Id == root || expert.MergedIntoId == root).OrderBy(expert => expert.Id).ToListAsync(cancellationToken);

    /// <summary>Whether somebody has taken apart any pair of rows across the two clusters.</summary>
    public async Task<bool> WasUndoneAsync(IReadOnlyList<Expert> first, IReadOnlyList<Expert> second, CancellationToken cancellationToken)
    {
        var a = first.Select(expert => expert.Id).ToList();
        var b = second.Select(expert => expert.Id).ToList();
        return await db.ExpertMerges.AnyAsync(
            merge => merge.UndoneAt != null
                && ((a.Contains(merge.ExpertId) && b.Contains(merge.IntoExpertId)) || (b.Contains(merge.ExpertId) && a.Contains(merge.IntoExpertId))),
            cancellationToken);
    }

    /// <summary>Joins two clusters; <paramref name="from"/> and <paramref name="into"/> begin with their roots' rows included.</summary>
    /// <returns>The last change number drawn.</returns>
    public async Task<(ExpertMerge Merge, long LastChange)> LinkAsync(
        long fromRoot, IReadOnlyList<Expert> from, Expert intoRoot, string rule, string evidence, CancellationToken cancellationToken)
    {
        var merge = new ExpertMerge
        {
            Id = Guid.CreateVersion7(now),
            ExpertId = fromRoot,
            IntoExpertId = intoRoot.Id,
            Rule = rule,
            Evidence = evidence,
            MergedAt = now,
        };
        db.ExpertMerges.Add(merge);
        foreach (var row in from)
            row.MergedIntoId = intoRoot.Id;
        return (merge, await SaveAsync([.. from, intoRoot], cancellationToken));
    }

    /// <summary>Takes a merge back: what hung below its row goes with it.</summary>
    /// <returns>The last change number drawn.</returns>
    public async Task<long> UnlinkAsync(ExpertMerge merge, CancellationToken cancellationToken)
    {
        var row = await db.Experts.SingleAsync(expert => expert.Id == merge.ExpertId, cancellationToken);
        var cluster = await ClusterAsync(row.MergedIntoId ?? row.Id, cancellationToken);
        var ids = cluster.Select(expert => expert.Id).ToList();
        var edges = await db.ExpertMerges.Where(edge => edge.UndoneAt == null && ids.Contains(edge.ExpertId) && edge.Id != merge.Id).ToListAsync(cancellationToken);
        var below = new HashSet<long> { row.Id };
        var queue = new Queue<long>([row.Id]);
        while (queue.TryDequeue(out var parent))
        {
            foreach (var edge in edges.Where(edge => edge.IntoExpertId == parent && below.Add(edge.ExpertId)))
                queue.Enqueue(edge.ExpertId);
        }
        merge.UndoneAt = now;
        foreach (var expert in cluster.Where(expert => below.Contains(expert.Id)))
            expert.MergedIntoId = expert.Id == row.Id ? null : row.Id;
        return await SaveAsync(cluster, cancellationToken);
    }

    private async Task<long> SaveAsync(List<Expert> touched, CancellationToken cancellationToken)
    {
        var change = await SequenceAllocator.DrawAsync(db, SequenceNames.Changes, touched.Count, cancellationToken);
        foreach (var row in touched)
            row.ChangeSequence = change++;
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellationToken);
        return change - 1;
    }
}
