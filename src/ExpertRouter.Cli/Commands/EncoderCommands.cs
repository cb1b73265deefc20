using System.CommandLine;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder …</c>, one file per verb.</summary>
internal static class EncoderCommands
{
    public static Command Create() => new("encoder", "Train the text encoder.")
    {
        EncoderTrainCommand.Create(),
        EncoderPromoteCommand.Create(),
        EncoderEvaluateCommand.Create(),
        EncoderCompareCommand.Create(),
    };
}
