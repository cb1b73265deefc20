using System.CommandLine;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Previews;
using ExpertRouter.App.Setup;
using ExpertRouter.Cli.Hosting;
using ExpertRouter.Cli.Rendering;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter route "text"</c>: what the router would decide, without asking anybody.</summary>
internal static class RouteCommand
{
    public static Option<string?> Policy { get; } = new("--policy")
    {
        Description = $"Decide with this policy instead of the one in force: {string.Join(" | ", PolicyParser.Known)}", HelpName = "POLICY",
    };

    public static Command Create()
    {
        var text = new Argument<string?>("TEXT") { Description = "What help is needed with.", Arity = ArgumentArity.ZeroOrOne };
        var requester = new Option<string?>("--requester") { Description = "E-mail of who asks; nobody is asked about an own ticket.", HelpName = "EMAIL" };
        var tags = new Option<string[]>("--tag") { Description = "Tags or components.", AllowMultipleArgumentsPerToken = true };
        var skills = new Option<string[]>("--skill") { Description = "Knowledge areas that the helper must master.", AllowMultipleArgumentsPerToken = true };
        var groups = new Option<string[]>("--group") { Description = "Who may read it: visibility groups; without it, everybody.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("route", "Who would be asked about this, and why? Nothing is stored, nobody is asked.")
        {
            text, requester, tags, skills, groups, Policy, CommonOptions.Json, CommonOptions.Data,
            RouteBatchCommand.Create(), RouteSimulateCommand.Create(), RouteReplayCommand.Create(), RouteStatusCommand.Create(),
        };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(text)))
                result.AddError("TEXT is missing or empty: say what help is needed with.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = CliHost.Create(parsed);
            await host.GetRequiredService<StoreMigrator>().EnsureCurrentAsync(cancellationToken);
            var submission = new TicketSubmission
            {
                Origin = "cli",
                ExternalId = "preview",
                Text = parsed.GetValue(text)!,
                RequesterEmail = parsed.GetValue(requester) ?? RoutePreviewer.Somebody,
                Tags = parsed.GetValue(tags) ?? [],
                RequiredSkills = parsed.GetValue(skills) ?? [],
                VisibilityGroups = parsed.GetValue(groups) ?? [],
            };
            var preview = await host.GetRequiredService<RoutePreviewer>().PreviewAsync(submission, Chosen(parsed), cancellationToken);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(RouteJson.Write(preview));
            else
                RouteView.Write(preview);
        });
        return command;
    }

    /// <summary>What <c>--policy</c> says; null without it.</summary>
    /// <exception cref="FormatException">It is no policy.</exception>
    public static IRoutingPolicy? Chosen(ParseResult parsed) =>
        parsed.GetValue(Policy) is { } written ? PolicyParser.Parse(written) : null;
}
