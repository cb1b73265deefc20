using System.CommandLine;
using ExpertRouter.App.Health;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Commands;
using ExpertRouter.Data.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.Cli.Hosting;

/// <summary>The application's services for one command over its <c>--data</c> folder.</summary>
internal static class CliHost
{
    /// <summary>Configuration comes from <c>appsettings.json</c> in the data folder, then from <c>EXPERTROUTER_</c> variables.</summary>
    public static ServiceProvider Create(ParseResult parsed)
    {
        var data = DataDirectory.Open(parsed.GetRequiredValue(CommonOptions.Data));
        var configuration = Configuration(data);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddExpertRouter(data, configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>What is wrong with the command's store and what to do; null when the failure lies elsewhere.</summary>
    public static string? ExplainStore(Exception error, ParseResult parsed)
    {
        if (parsed.GetResult(CommonOptions.Data) is null)
            return null;
        var data = new DataDirectory(Path.GetFullPath(parsed.GetRequiredValue(CommonOptions.Data)));
        var database = Configuration(data).GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        return StoreProblem.Explain(error, data, database) is { } finding ? $"{finding.Text} {finding.Advice}" : null;
    }

    private static IConfigurationRoot Configuration(DataDirectory data) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(data.Root, "appsettings.json"), optional: true)
        .AddEnvironmentVariables("EXPERTROUTER_")
        .Build();
}
