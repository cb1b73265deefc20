using System.CommandLine;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder …</c>, one file per verb.</summary>
internal static class EncoderCommands
{
    public static Command Create() => new("encoder", "Look into, use and train the text encoder.")
    {
        EncoderInfoCommand.Create(),
        EncoderEmbedCommand.Create(),
        EncoderTrainCommand.Create(),
        EncoderTeachWordsCommand.Create(),
        EncoderPromoteCommand.Create(),
        EncoderEvaluateCommand.Create(),
        EncoderCompareCommand.Create(),
    };
}
