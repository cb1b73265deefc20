using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Storing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.App.Ingestion;

/// <summary>Registers ingestion.</summary>
public static class IngestionSetup
{
    /// <summary>Adds <see cref="IngestionService"/>, <see cref="MergeDesk"/> and what they need; the store must be registered.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngestionOptions>().Bind(configuration.GetSection(IngestionOptions.Section))
            .Validate(options => options.BatchSize is >= 1 and <= 20_000, "Ingestion:BatchSize is from 1 to 20000.")
            .Validate(options => options.BatchCharacters >= 10_000, "Ingestion:BatchCharacters is 10000 at least.")
            .ValidateOnStart();
        services.AddSingleton<RecordValidator>();
        services.AddSingleton<BatchWriter>();
        services.AddSingleton<OrphanAdopter>();
        services.AddSingleton<DocumentIngestor>();
        services.AddSingleton<IngestionService>();
        services.AddSingleton<ApiIngestion>();
        services.AddSingleton<MergeDesk>();
        return services;
    }
}
