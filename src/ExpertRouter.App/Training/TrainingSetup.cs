using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.App.Training;

/// <summary>Registers what learns and promotes rankers.</summary>
public static class TrainingSetup
{
    /// <summary>Adds training, promotion and the ranker in force; finder and data directory must be registered.</summary>
    public static IServiceCollection AddRankerTraining(this IServiceCollection services)
    {
        services.AddSingleton<PromotedRanker>();
        services.AddSingleton<OutcomeReader>();
        services.AddSingleton<OutcomeReplay>();
        services.AddSingleton<RankerTrainer>();
        services.AddSingleton<RankerPromotion>();
        return services;
    }
}
