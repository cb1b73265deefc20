using ExpertRouter.App.Demo;
using ExpertRouter.App.Evaluating;
using ExpertRouter.App.Health;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Training;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExpertRouter.App.Setup;

/// <summary>The one place where the application's services are put together, for the portal and the command line alike.</summary>
public static class ExpertRouterSetup
{
    /// <summary>Registers store and use cases over a data directory; section <c>Database</c> chooses the provider.</summary>
    public static IServiceCollection AddExpertRouter(
        this IServiceCollection services, DataDirectory data, IConfiguration configuration)
    {
        var database = data.Complete(
            configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions());
        services.AddSingleton(data);
        services.AddSingleton(database);
        services.TryAddSingleton(TimeProvider.System);
        services.AddPooledDbContextFactory<AppDbContext>(options => options.UseExpertRouterDatabase(database));
        services.AddSingleton<StoreMigrator>();
        services.AddSingleton<DemoOrganisation>();
        services.AddSingleton<DemoTickets>();
        services.AddSingleton<ExpertProfileReader>();
        services.AddSingleton<DocumentReader>();
        services.AddSingleton<SuggestionReader>();
        services.AddSingleton<ColleagueReader>();
        services.AddSingleton<OwnListing>();
        services.AddSingleton<ResultArchive>();
        services.AddIngestion(configuration);
        services.AddIndexing(configuration);
        services.AddRankerTraining();
        services.AddEncoderTraining();
        services.AddRouting(configuration);
        services.AddSingleton<Func<IndexUpdater>>(provider => provider.GetRequiredService<IndexUpdater>);
        services.AddSingleton<InstallationDoctor>();
        return services;
    }
}
