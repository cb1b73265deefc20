using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.App.Training;

/// <summary>Registers what learns and promotes rankers and encoders.</summary>
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

    /// <summary>Adds training and promotion of encoders on the store's own text; finder, encoder and data directory must be registered.</summary>
    public static IServiceCollection AddEncoderTraining(this IServiceCollection services)
    {
        services.AddSingleton<EncoderCorpusReader>();
        services.AddSingleton<StoreEncoderTrainer>();
        services.AddSingleton<EncoderPromotion>();
        return services;
    }
}
