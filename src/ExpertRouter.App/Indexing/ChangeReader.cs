using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Indexing;

/// <summary>Reads from the store what changed between two checkpoints, in the order of the changes.</summary>
internal static class ChangeReader
{
    /// <summary>The last changes of the store.</summary>
    public static async Task<IndexCheckpoint> NewestAsync(AppDbContext db, CancellationToken cancellationToken) => new(
        await db.Documents.MaxAsync(document => (long?)document.ChangeSequence, cancellationToken) ?? 0,
        await db.Experts.MaxAsync(expert => (long?)expert.ChangeSequence, cancellationToken) ?? 0);

    /// <summary>Documents and experts changed after <paramref name="after"/>, up to <paramref name="until"/>.</summary>
    public static async Task<long> CountAsync(AppDbContext db, IndexCheckpoint after, IndexCheckpoint until, CancellationToken cancellationToken) =>
        await db.Documents.LongCountAsync(document => document.ChangeSequence > after.Documents && document.ChangeSequence <= until.Documents, cancellationToken)
        + await db.Experts.LongCountAsync(expert => expert.ChangeSequence > after.Experts && expert.ChangeSequence <= until.Experts, cancellationToken);

    /// <summary>The next experts.</summary>
    public static Task<List<Expert>> ExpertsAsync(AppDbContext db, IndexCheckpoint after, IndexCheckpoint until, int count, CancellationToken cancellationToken) =>
        db.Experts.AsNoTracking()
            .Where(expert => expert.ChangeSequence > after.Experts && expert.ChangeSequence <= until.Experts)
            .OrderBy(expert => expert.ChangeSequence)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>The next documents with their authorships.</summary>
    public static Task<List<Document>> DocumentsAsync(AppDbContext db, IndexCheckpoint after, IndexCheckpoint until, int count, CancellationToken cancellationToken) =>
        db.Documents.AsNoTracking()
            .Where(document => document.ChangeSequence > after.Documents && document.ChangeSequence <= until.Documents)
            .OrderBy(document => document.ChangeSequence)
            .Take(count)
            .Include(document => document.Authorships)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
}
