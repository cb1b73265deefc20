using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Writes the planned experts of a batch.</summary>
internal sealed class ExpertRows(AppDbContext db, Source source)
{
    /// <summary>Inserts and updates; returns the change number after the last one used.</summary>
    public async Task<long> StoreAsync(IReadOnlyCollection<PlannedExpert> planned, long change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (planned.Count == 0)
            return change;
        var changed = planned.Where(expert => !expert.IsNew).Select(expert => expert.Id).ToList();
        var rows = changed.Count == 0 ? [] : await db.Experts
            .Where(expert => EF.Parameter(changed).Contains(expert.Id)).ToDictionaryAsync(expert => expert.Id, cancellationToken);
        foreach (var expert in planned)
        {
            if (!rows.TryGetValue(expert.Id, out var row))
            {
                row = new Expert { Id = expert.Id, SourceId = source.Id, ExternalId = expert.Record.Id, Name = "", NormalizedName = "", CreatedAt = now };
                db.Experts.Add(row);
            }
            expert.CopyTo(row);
            row.ChangeSequence = change++;
        }
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellationToken);
        return change;
    }
}
