using System.CommandLine;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Commands;
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
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(data.Root, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("EXPERTROUTER_")
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddExpertRouter(data, configuration);
        return services.BuildServiceProvider();
    }
}
