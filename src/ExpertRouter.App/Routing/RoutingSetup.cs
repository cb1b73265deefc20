using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExpertRouter.App.Routing;

/// <summary>Registers tickets and their routing.</summary>
public static class RoutingSetup
{
    /// <summary>Adds intake, router, recorder, sweeper and readers; store and finder must be registered. Starts no background work.</summary>
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RoutingOptions>().Bind(configuration.GetSection(RoutingOptions.Section))
            .Validate(options => options.Depth is >= 1 and <= 1000, "Routing:Depth is from 1 to 1000.")
            .Validate(options => options.MostRounds >= 1, "Routing:MostRounds is 1 at least.")
            .Validate(options => options.Capacity is null or >= 1, "Routing:Capacity is 1 at least, or missing for no limit.")
            .Validate(options => options.OffersPerWeek is null or >= 1, "Routing:OffersPerWeek is 1 at least, or missing for no limit.")
            .Validate(
                options => new[] { options.DecisionDue, options.AnswerDue, options.AbstainedDue, options.ResolutionDue, options.ReminderDue }.All(due => due > TimeSpan.Zero),
                "Routing: DecisionDue, AnswerDue, AbstainedDue, ResolutionDue and ReminderDue are above 0.")
            .ValidateOnStart();
        services.TryAddSingleton<IRoutingPolicy, MostLikelyPolicy>();
        services.TryAddSingleton<ITicketScorer, FinderScorer>();
        services.AddSingleton<TicketLedger>();
        services.AddSingleton<TicketIntake>();
        services.AddSingleton<FactsReader>();
        services.AddSingleton<TicketRouter>();
        services.AddSingleton<ExpertSettingsDesk>();
        services.AddSingleton<OutcomeRecorder>();
        services.AddSingleton<NamedAsk>();
        services.AddSingleton<OutcomeIntake>();
        services.AddSingleton<TicketSweeper>();
        services.AddSingleton<TicketReader>();
        return services;
    }
}
