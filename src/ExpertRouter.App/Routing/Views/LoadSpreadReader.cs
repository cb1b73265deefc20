using ExpertRouter.App.Finding;
using ExpertRouter.Data;
using ExpertRouter.Evaluation.Metrics;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Views;

/// <summary>Reads how evenly the askings of the last 30 days are spread. Thread-safe.</summary>
public sealed class LoadSpreadReader(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory, TimeProvider time)
{
    /// <summary>What counts as of late, in days.</summary>
    public const int Days = 30;

    private const int KnownDays = 365;

    /// <summary>Null while nobody was asked within a year.</summary>
    public async Task<LoadSpread?> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (late, known) = (now.AddDays(-Days), now.AddDays(-KnownDays));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.TicketOffers.Where(offer => offer.OfferedAt >= known).GroupBy(offer => offer.ExpertId)
            .Select(group => new { Expert = group.Key, Late = group.Count(offer => offer.OfferedAt >= late) }).ToListAsync(cancellationToken);
        double[] askings = [.. rows.GroupBy(row => directory.Resolve(row.Expert)).Select(person => (double)person.Sum(row => row.Late))];
        return askings.Length == 0 ? null : new LoadSpread((int)askings.Sum(), askings.Length, Exposure.Gini(askings));
    }
}
