using System.CommandLine;
using System.Text.Json;
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
    /// <summary>For commands that read what is there: a folder that is missing stays so, lest a mistyped name leave one behind.</summary>
    public static ServiceProvider Create(ParseResult parsed) => Create(DataDirectory.At(parsed.GetRequiredValue(CommonOptions.Data)));

    /// <summary>For commands that fill an installation: makes the folder if it is missing.</summary>
    public static ServiceProvider CreateWithFolder(ParseResult parsed) => Create(DataDirectory.Open(parsed.GetRequiredValue(CommonOptions.Data)));

    /// <summary>Configuration comes from <c>appsettings.json</c> in the data folder, then from <c>EXPERTROUTER_</c> variables.</summary>
    private static ServiceProvider Create(DataDirectory data)
    {
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

    private static IConfigurationRoot Configuration(DataDirectory data)
    {
        var file = Path.Combine(data.Root, "appsettings.json");
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, optional: true).AddEnvironmentVariables("EXPERTROUTER_").Build();
        }
        catch (InvalidDataException error)
        {
            var line = error.GetBaseException() is JsonException { LineNumber: { } before } ? $":{before + 1}" : "";
            throw new InvalidDataException($"{file}{line}: this is not valid JSON. Mend the file, or move it away.", error);
        }
    }
}
