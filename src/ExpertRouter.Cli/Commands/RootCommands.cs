using System.CommandLine;

namespace ExpertRouter.Cli.Commands;

/// <summary>The command tree of <c>expertrouter</c>.</summary>
internal static class RootCommands
{
    public static RootCommand Create() => new("Finds and routes to expertise: who or what should handle this?")
    {
        CommonOptions.Verbose,
        IngestCommands.Create(),
        IndexCommands.Create(),
        FindCommand.Create(),
        RouteCommand.Create(),
        MergeCommands.Create(),
        RankCommands.Create(),
        DatabaseCommands.Create(),
        EvaluateCommands.Create(),
        DoctorCommand.Create(),
        EncoderCommands.Create(),
    };
}
