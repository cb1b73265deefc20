using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Routing.Trees;

public sealed class PastTicketAdviserTests
{
    [Theory, DatabaseData]
    public async Task Advise_Tags_CountsThoseInCommonOverResolvedTickets(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        await ResolvedAsync(world, (1, ["kafka", "lag"], [], 0), (1, ["kafka"], [], 1), (2, ["lag", "x"], [], 2), (3, ["kafka", "lag"], ["osprey"], 3));
        var adviser = new TagsAdviser(new ResolvedTickets(world.Database, world.Directory));

        var open = await adviser.AdviseAsync(Ticket(["kafka", "lag"], []), RoutingWorld.Cancel);
        var restricted = await adviser.AdviseAsync(Ticket(["kafka", "lag"], ["osprey"]), RoutingWorld.Cancel);

        Assert.Equal([(1L, 3.0), (2L, 1.0)], open.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(2, restricted[3]);
        Assert.Empty(await adviser.AdviseAsync(Ticket([], []), RoutingWorld.Cancel));
    }

    [Fact]
    public async Task Advise_Lately_HalvesEveryThirtyDays()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await ResolvedAsync(world, (1, [], [], 0), (1, [], [], 30), (2, [], [], 60));

        var said = await new LatelyAdviser(new ResolvedTickets(world.Database, world.Directory), world.Time).AdviseAsync(Ticket(["kafka"], []), RoutingWorld.Cancel);

        Assert.Equal((1.5, .25), (said[1], said[2]));
    }

    private static Task ResolvedAsync(RoutingWorld world, params (long Expert, string[] Tags, string[] Groups, int DaysAgo)[] past) => world.ChangeStoreAsync(db =>
    {
        foreach (var (expert, tags, groups, days) in past)
        {
            var ticket = Ticket(tags, groups);
            db.Tickets.Add(ticket);
            db.TicketOutcomes.Add(new TicketOutcome
            {
                TicketId = ticket.Id, EventNumber = 2, ExpertId = expert, Round = 1, Kind = OutcomeKind.Resolved, At = RoutingWorld.Start.AddDays(-days),
            });
        }
        return Task.CompletedTask;
    });

    private static Ticket Ticket(string[] tags, string[] groups)
    {
        var id = Guid.CreateVersion7();
        return new Ticket
        {
            Id = id, Origin = "test", ExternalId = $"{id}", ContentHash = [], Title = "t", Body = "b", Tags = tags, VisibilityGroups = groups, RequesterEmail = "rae@example.org",
            SubmittedAt = RoutingWorld.Start, State = TicketState.Resolved, StateSince = RoutingWorld.Start,
        };
    }
}
