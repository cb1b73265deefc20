using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>The queries behind <see cref="FactsReader"/>, compiled once: they run for every decision. For contexts of one model; thread-safe.</summary>
internal sealed class FactsQueries
{
    /// <summary>Canonical experts and whoever was merged into them.</summary>
    public Func<AppDbContext, long[], IAsyncEnumerable<Expert>> Experts { get; } = EF.CompileAsyncQuery((AppDbContext db, long[] ids) =>
        db.Experts.AsNoTracking()
            .Where(expert => ids.Contains(expert.Id) || (expert.MergedIntoId != null && ids.Contains(expert.MergedIntoId.Value)))
            .Select(expert => new Expert(
                expert.Id, expert.MergedIntoId ?? expert.Id, expert.Email, expert.TimeZone, expert.Capacity, expert.CostPerRequest, expert.Availability, expert.DeclaredAreas)));

    /// <summary>Their settings, where they made any.</summary>
    public Func<AppDbContext, long[], IAsyncEnumerable<ExpertSettings>> Settings { get; } = EF.CompileAsyncQuery((AppDbContext db, long[] ids) =>
        db.ExpertSettings.AsNoTracking().Where(row => ids.Contains(row.ExpertId)));

    /// <summary>Their conflicts of interest.</summary>
    public Func<AppDbContext, long[], IAsyncEnumerable<ConflictOfInterest>> Conflicts { get; } = EF.CompileAsyncQuery((AppDbContext db, long[] ids) =>
        db.ConflictsOfInterest.AsNoTracking().Where(row => ids.Contains(row.ExpertId)));

    /// <summary>What they are asked and were asked since the two moments; nobody who was not.</summary>
    public Func<AppDbContext, long[], DateTimeOffset, DateTimeOffset, IAsyncEnumerable<Offers>> Offered { get; } = EF.CompileAsyncQuery(
        (AppDbContext db, long[] ids, DateTimeOffset week, DateTimeOffset lately) => db.TicketOffers
            .Where(offer => ids.Contains(offer.ExpertId) && (offer.Answer == OfferAnswer.Waiting || offer.OfferedAt > lately))
            .GroupBy(offer => offer.ExpertId)
            .Select(group => new Offers(
                group.Key, group.Count(offer => offer.Answer == OfferAnswer.Waiting), group.Count(offer => offer.OfferedAt > week),
                group.Count(offer => offer.OfferedAt > lately && offer.Propensity != null))));

    /// <summary>Tickets they work on; nobody who holds none.</summary>
    public Func<AppDbContext, long[], IAsyncEnumerable<Holds>> Held { get; } = EF.CompileAsyncQuery((AppDbContext db, long[] ids) =>
        db.Tickets
            .Where(ticket => ticket.HolderId != null && ids.Contains(ticket.HolderId.Value) && (ticket.State == TicketState.Accepted || ticket.State == TicketState.Escalated))
            .GroupBy(ticket => ticket.HolderId!.Value).Select(group => new Holds(group.Key, group.Count())));

    /// <summary>An expert's row.</summary>
    public sealed record Expert(
        long Id, long CanonicalId, string? Email, string? TimeZone, int? Capacity, double? Cost, Availability Availability, string[] DeclaredAreas);

    /// <summary>Offers of one expert: without an answer yet, this week's, and the router's own lately.</summary>
    public sealed record Offers(long ExpertId, int Waiting, int Recent, int ByRouter);

    /// <summary>Tickets that one expert holds.</summary>
    public sealed record Holds(long ExpertId, int Count);
}
