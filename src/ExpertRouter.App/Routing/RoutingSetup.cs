using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Previews;
using ExpertRouter.App.Routing.Replaying;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Routing.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>Registers tickets and their routing.</summary>
public static class RoutingSetup
{
    /// <summary>Adds intake, router, recorder, sweeper and readers; store and finder must be registered. Starts no background work.</summary>
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RoutingOptions>().Bind(configuration.GetSection(RoutingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingOptionsValidation>();
        services.TryAddSingleton(provider => PolicyParser.Parse(provider.GetRequiredService<IOptions<RoutingOptions>>().Value.Policy));
        services.AddSingleton<FinderScorer>();
        services.AddSingleton<PastAskings>();
        services.AddSingleton<OutcomeCalibration>();
        services.AddSingleton<RouteReplay>();
        services.AddSingleton<CalibratedScorer>();
        services.AddTrees();
        services.AddSingleton<OutboxNudge>();
        services.AddSingleton<TicketLedger>();
        services.AddSingleton<TicketIntake>();
        services.AddSingleton<FactsReader>();
        services.AddSingleton(provider => new LeaveCalendar(provider.GetRequiredService<IOptions<RoutingOptions>>().Value));
        services.AddSingleton<TicketRouter>();
        services.AddSingleton<ExpertSettingsDesk>();
        services.AddSingleton<PersonClocks>();
        services.AddSingleton<OutcomeRecorder>();
        services.AddSingleton<NamedAsk>();
        services.AddSingleton<OutcomeIntake>();
        services.AddSingleton<RoutePreviewer>();
        services.AddSingleton<BatchPreviewer>();
        services.AddSingleton<TicketSweeper>();
        services.AddSingleton<TicketReader>();
        services.AddSingleton<LoadSpreadReader>();
        services.AddSingleton<RoutingStatus>();
        return services;
    }
}
