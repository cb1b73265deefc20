using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data.Tests;

public sealed class TicketStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Event_RoundTrip_KeepsWhoIsAskedInOrder(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using (var db = database.CreateDbContext())
        {
            var ticket = await AddTicketAsync(db, "A-1");
            db.TicketEvents.Add(new TicketEvent
            {
                TicketId = ticket.Id, Number = 1, Kind = TicketMoveKind.Offer, State = TicketState.Offered, Experts = [7, 3], At = Now, Reason = "two fit",
            });
            await db.SaveChangesAsync(Ct);
        }

        await using var read = database.CreateDbContext();
        var entry = await read.TicketEvents.SingleAsync(Ct);

        Assert.Equal([7, 3], entry.Experts);
        Assert.Equal((TicketMoveKind.Offer, TicketState.Offered, Now), (entry.Kind, entry.State, entry.At));
    }

    [Theory, DatabaseData]
    public async Task Leave_StoredAsMidnightInUtc_IsReadAsThatDay(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using (var db = database.CreateDbContext())
        {
            db.Sources.Add(new Source { Id = 1, Name = "wiki", Connector = "jsonl", Group = "wiki", Location = "", CreatedAt = Now });
            db.Experts.Add(new Expert { Id = 1, SourceId = 1, ExternalId = "a", Name = "Ada", NormalizedName = "ada", CreatedAt = Now, ChangeSequence = 1 });
            db.ExpertSettings.Add(new ExpertSettings { ExpertId = 1, LeaveUntil = new DateOnly(2026, 3, 9) });
            await db.SaveChangesAsync(Ct);
        }

        await using var read = database.CreateDbContext();
        var midnight = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);
        object column = provider == DatabaseProvider.Sqlite ? midnight.UtcTicks : midnight;

        Assert.Equal(1, await read.Database.ExecuteSqlRawAsync("""UPDATE "ExpertSettings" SET "Capacity" = 1 WHERE "LeaveUntil" = {0}""", [column], Ct));
        Assert.Equal(new DateOnly(2026, 3, 9), (await read.ExpertSettings.SingleAsync(Ct)).LeaveUntil);
    }

    [Theory, DatabaseData]
    public async Task Ticket_ChangedByTwo_TellsTheSecondOne(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using (var db = database.CreateDbContext())
            await AddTicketAsync(db, "A-1");
        await using var first = database.CreateDbContext();
        await using var second = database.CreateDbContext();
        var (one, two) = (await first.Tickets.SingleAsync(Ct), await second.Tickets.SingleAsync(Ct));

        (one.State, one.Version) = (TicketState.Escalated, one.Version + 1);
        (two.State, two.Version) = (TicketState.Withdrawn, two.Version + 1);
        await first.SaveChangesAsync(Ct);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Ct));
    }

    [Theory, DatabaseData]
    public async Task Ticket_SameExternalIdOfTheSameOrigin_IsRefused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using var db = database.CreateDbContext();
        await AddTicketAsync(db, "A-1");

        await Assert.ThrowsAsync<DbUpdateException>(() => AddTicketAsync(db, "A-1"));
    }

    [Theory, DatabaseData]
    public async Task Expert_DeletedWhileHoldingATicket_LeavesTheTicketWithoutHolder(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await using var db = database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "s", Connector = "jsonl", Group = "g", Location = "f", CreatedAt = Now });
        db.Experts.Add(new Expert { Id = 5, SourceId = 1, ExternalId = "e", Name = "Ada", NormalizedName = "ada" });
        var ticket = await AddTicketAsync(db, "A-1");
        (ticket.HolderId, ticket.State) = (5, TicketState.Accepted);
        db.TicketOffers.Add(new TicketOffer { TicketId = ticket.Id, EventNumber = 2, ExpertId = 5, Round = 1, OfferedAt = Now, ExpiresAt = Now.AddHours(4) });
        await db.SaveChangesAsync(Ct);

        await db.Experts.ExecuteDeleteAsync(Ct);

        await using var read = database.CreateDbContext();
        Assert.Null((await read.Tickets.SingleAsync(Ct)).HolderId);
        Assert.Equal(0, await read.TicketOffers.CountAsync(Ct));
    }

    private static async Task<Ticket> AddTicketAsync(AppDbContext db, string externalId)
    {
        var ticket = new Ticket
        {
            Id = Guid.CreateVersion7(), Origin = "api", ExternalId = externalId, ContentHash = [1], Title = "Lag", Body = "It lags.",
            RequesterEmail = "ana@example.org", SubmittedAt = Now, StateSince = Now,
        };
        db.Tickets.Add(ticket);
        await db.SaveChangesAsync(Ct);
        return ticket;
    }
}
