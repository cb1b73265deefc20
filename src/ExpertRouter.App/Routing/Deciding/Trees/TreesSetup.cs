using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Registers the scorer of routing, with an expertise tree around it unless that is off.</summary>
internal static class TreesSetup
{
    public static IServiceCollection AddTrees(this IServiceCollection services)
    {
        services.AddSingleton<ResolvedTickets>();
        services.AddSingleton<ITicketAdviser, WordsAdviser>();
        services.AddSingleton<ITicketAdviser, TagsAdviser>();
        services.AddSingleton<ITicketAdviser, LatelyAdviser>();
        services.AddSingleton<TraitsReader>();
        services.AddSingleton<TreeKeeper>();
        services.AddSingleton<TreeStatus>();
        services.TryAddSingleton<ITicketScorer>(provider => provider.GetRequiredService<IOptions<RoutingOptions>>().Value.Trees.Mode == TreeMode.Off
            ? provider.GetRequiredService<CalibratedScorer>()
            : ActivatorUtilities.CreateInstance<TreeScorer>(provider, provider.GetRequiredService<CalibratedScorer>()));
        return services;
    }
}
