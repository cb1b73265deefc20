using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Profiles;

/// <summary>A person's own entry: found by e-mail, hidden and shown again at once. Thread-safe.</summary>
public sealed class OwnListing(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The canonical row of the person with this e-mail, hidden or not; null when nobody listed has it.</summary>
    public async Task<Expert?> FindAsync(string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var folded = email.Trim().ToLowerInvariant();
        var row = await db.Experts.AsNoTracking()
            .Where(expert => expert.Email == folded && expert.Kind == ExpertKind.Person)
            .OrderBy(expert => expert.MergedIntoId != null).ThenBy(expert => expert.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return row?.MergedIntoId is { } canonical
            ? await db.Experts.AsNoTracking().SingleAsync(expert => expert.Id == canonical, cancellationToken)
            : row;
    }

    /// <summary>Hides or shows all rows of the person; rankings and caches follow by the change sequence.</summary>
    public async Task SetHiddenAsync(long canonicalId, bool isHidden, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await db.Experts
            .Where(expert => (expert.Id == canonicalId || expert.MergedIntoId == canonicalId) && expert.IsHidden != isHidden)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return;
        var change = await SequenceAllocator.DrawAsync(db, SequenceNames.Changes, rows.Count, cancellationToken);
        foreach (var row in rows)
        {
            row.IsHidden = isHidden;
            row.ChangeSequence = change++;
        }
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
