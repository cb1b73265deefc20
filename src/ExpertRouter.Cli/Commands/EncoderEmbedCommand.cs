using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder embed</c>: texts → vectors, line by line.</summary>
internal static class EncoderEmbedCommand
{
    public static Command Create()
    {
        var input = new Option<string>("--input") { Description = "JSON lines {\"id\"?, \"text\"}.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--output") { Description = "JSON lines {\"id\", \"vector\"}; appears when all is done.", HelpName = "FILE", Required = true };
        var queries = new Option<bool>("--queries") { Description = "Encode as text to search with, not as text to be found." };
        var command = new Command("embed", "Encode texts.") { input, output, queries, CommonOptions.Model, CommonOptions.Data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            var result = await host.GetRequiredService<TextEmbedding>().EmbedAsync(
                parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(CommonOptions.Model), parsed.GetValue(queries),
                problem => Console.Error.WriteLine(problem), cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{result.Written:N0} vectors by {result.ModelId}; {result.Rejected:N0} rows left out."));
            return result is { Written: 0, Rejected: > 0 } ? CliRunner.Failure : 0;
        });
        return command;
    }
}
