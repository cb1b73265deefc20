using System.CommandLine;

namespace ExpertRouter.Cli.Commands;

/// <summary>Options that several commands share; one instance each, so that every command spells them alike.</summary>
internal static class CommonOptions
{
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of the installation: store, index, rejects and models live there.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("EXPERTROUTER_DATA") ?? "./data",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of a table." };

    public static Option<string?> Model { get; } = new("--model")
    {
        Description = "Folder of the encoder; without it, the installation's own.",
        HelpName = "DIR",
    };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "On failure, show where it happened.", Recursive = true };
}
