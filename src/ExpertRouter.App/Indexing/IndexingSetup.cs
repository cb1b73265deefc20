using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.App.Indexing;

/// <summary>Registers the index and the finder.</summary>
public static class IndexingSetup
{
    /// <summary>Adds index, updater and finder over the data directory; the store must be registered. Starts no background work.</summary>
    public static IServiceCollection AddIndexing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IndexingOptions>().Bind(configuration.GetSection(IndexingOptions.Section))
            .Validate(options => options.BatchSize is >= 1 and <= 20_000, "Indexing:BatchSize is from 1 to 20000.")
            .Validate(options => options.CommitEvery >= 1, "Indexing:CommitEvery is 1 at least.")
            .Validate(options => options.PollSeconds is > 0 and <= 3600, "Indexing:PollSeconds is above 0 and at most 3600.")
            .ValidateOnStart();
        services.AddLogging();
        services.AddSingleton(provider => LexicalIndex.Open(provider.GetRequiredService<DataDirectory>().Index));
        services.AddSingleton<LexicalRetriever>();
        services.AddEncoders(configuration);
        services.AddSingleton<ExpertDirectory>();
        services.AddSingleton<IndexCompleteness>();
        services.AddSingleton<IndexUpdater>();
        services.AddSingleton<IndexNudge>();
        services.AddSingleton<AnswerLookup>();
        services.AddSingleton<FindingCatalog>();
        services.AddSingleton<OpenFacts>();
        services.AddSingleton<LearnedRanking>();
        services.AddSingleton<DocumentSearch>();
        services.AddSingleton<ExpertRanker>();
        services.AddSingleton<ResultDescriber>();
        services.AddSingleton<SimilarQuestions>();
        services.AddSingleton<ExpertFinder>();
        return services;
    }

    /// <summary>Keeps the index up in the background; for the portal.</summary>
    public static IServiceCollection AddIndexService(this IServiceCollection services) => services.AddHostedService<IndexService>();
}
