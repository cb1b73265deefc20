using System.CommandLine;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter db migrate|status</c></summary>
internal static class DatabaseCommands
{
    public static Command Create() => new("db", "Look after the store's tables.") { Migrate(), Status() };

    private static Command Migrate()
    {
        var command = new Command("migrate", "Bring the tables up to date. Safe to repeat.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.CreateWithFolder(parsed);
            var applied = await host.GetRequiredService<StoreMigrator>().MigrateAsync(cancellationToken);
            Console.WriteLine(applied.Count == 0 ? "The store is up to date." : $"Applied: {string.Join(", ", applied)}");
        });
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Show applied and pending migrations.") { CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            var status = await host.GetRequiredService<StoreMigrator>().StatusAsync(cancellationToken);
            foreach (var name in status.Applied)
                Console.WriteLine($"applied  {name}");
            foreach (var name in status.Pending)
                Console.WriteLine($"pending  {name}");
            if (status.Pending.Count > 0)
                Console.WriteLine("Run 'expertrouter db migrate' to apply them.");
            return status.Pending.Count == 0 ? 0 : CliRunner.Failure;
        });
        return command;
    }
}
