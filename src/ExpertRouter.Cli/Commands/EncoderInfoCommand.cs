using System.CommandLine;
using System.Text.Json;
using ExpertRouter.App.Encoders;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder info</c>: what the model is and how its experts share the work.</summary>
internal static class EncoderInfoCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var command = new Command("info", "Show what the installation's encoder is and how its experts share the work, on a sample of texts.")
        {
            CommonOptions.Model, CommonOptions.Json, CommonOptions.Data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            var report = await host.GetRequiredService<EncoderExamination>().ExamineAsync(parsed.GetValue(CommonOptions.Model), cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(JsonSerializer.Serialize(report, Json));
            else
                EncoderInfoView.Write(report);
        });
        return command;
    }
}
