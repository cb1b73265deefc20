using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.App.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Tests.Routing.Trees;

public sealed class TreesSetupTests
{
    [Theory]
    [InlineData(null, typeof(CalibratedScorer))]
    [InlineData("Off", typeof(CalibratedScorer))]
    [InlineData("Shadow", typeof(TreeScorer))]
    [InlineData("Apply", typeof(TreeScorer))]
    public async Task Scorer_Mode_IsWrappedUnlessOff(string? mode, Type scorer)
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-trees-").FullName;
        await using (var services = Services(folder, mode))
            Assert.IsType(scorer, services.GetRequiredService<ITicketScorer>());
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("7", "Routing:Trees:Mode is Off, Shadow, Observe, Apply.")]
    [InlineData("Sometimes", "Routing:Trees:Mode")]
    public async Task Options_UnknownMode_AreRefusedByName(string mode, string message)
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-trees-").FullName;
        await using (var services = Services(folder, mode))
            Assert.Contains(message, Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IOptions<RoutingOptions>>().Value).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider Services(string folder, string? mode)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(mode is null ? [] : new Dictionary<string, string?> { ["Routing:Trees:Mode"] = mode });
        builder.Services.AddLogging();
        builder.Services.AddExpertRouter(DataDirectory.Open(folder), builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }
}
