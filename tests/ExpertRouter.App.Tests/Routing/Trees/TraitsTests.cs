using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Tests.Routing.Trees;

public sealed class TraitsTests
{
    [Fact]
    public void Project_Vectors_AddsThemUpWithFixedSigns()
    {
        // The signs of components 1 to 4: − − − − for the first number, + + − + for the second.
        Assert.Equal([-.6, -.6, -.6, -.6], TopicProjection.Of([.6f]));
        Assert.Equal([.2, .2, -1.4, .2], TopicProjection.Of([.6f, .8f]));
        Assert.Empty(TopicProjection.Of([]));
    }

    [Fact]
    public void Frame_Tickets_HasNumbersThenCommonestTagsThenChannels()
    {
        var frame = new ContextFrame([new(10, 9, "mail", ["b", "a"], "m", [.5, -.5]), new(30, 15, "api", ["b"], "m", [.1, .2])]);

        Assert.Equal(["words", "hour (UTC)", "topic 1", "topic 2", "tag 'b'", "tag 'a'", "channel 'api'", "channel 'mail'"], frame.Grid.Features);
        Assert.Equal([20, 8, .3, .4, 0, 1, 0, 1], frame.ContextOf(new(20, 8, "mail", ["a", "z"], "m", [.3, .4])));
        // Words from 10 to 30 in steps of a tenth; yes or no is cut in the middle.
        Assert.Equal(20, frame.Grid.Quantiles[0][5], 1e-4);
        Assert.Equal(.5, frame.Grid.Quantiles[4][1]);
    }

    [Fact]
    public async Task Read_RestrictedTicket_LeavesItsTagsOut()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var open = world.Intake.ToTicket(RoutingWorld.Submission() with { Tags = ["kafka"] });
        var restricted = world.Intake.ToTicket(RoutingWorld.Submission() with { Tags = ["kafka"], VisibilityGroups = ["osprey"] });
        var reader = new TraitsReader();

        Assert.Equal(["kafka"], (await reader.ReadAsync(open, RoutingWorld.Cancel)).Tags);
        Assert.Empty((await reader.ReadAsync(restricted, RoutingWorld.Cancel)).Tags);
    }
}
