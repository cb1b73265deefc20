using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using Microsoft.Extensions.Options;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Routing;

public sealed class FinderScorerTests
{
    [Fact]
    public async Task Score_WhileTheIndexIsFilled_SaysNothing()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(1, "crane", "", (1, AuthorshipRole.Author)));
        var scorer = new FinderScorer(
            world.CreateRanker(new FindingCatalog(world.Database, TimeProvider.System), TimeProvider.System), world.Completeness, Options.Create(new RoutingOptions()));
        var ticket = new Ticket
        {
            Origin = "crm", ExternalId = "A-1", ContentHash = [], Title = "Crane", Body = "", RequesterEmail = "rae@example.org", SubmittedAt = FindingWorld.Day,
        };

        world.Completeness.BeginFilling();
        await Assert.ThrowsAsync<IndexIncompleteException>(() => scorer.ScoreAsync(ticket, Cancel));
        await world.IndexAsync();

        Assert.Equal(1, Assert.Single((await scorer.ScoreAsync(ticket, Cancel)).Experts).ExpertId);
    }
}
