using System.CommandLine;
using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.Cli.Rendering;

namespace ExpertRouter.Cli.Commands;

/// <summary><c>expertrouter encoder teach-words</c>: word vectors and a model that somebody trained → richer word vectors to train with.</summary>
internal static class EncoderTeachWordsCommand
{
    public static Command Create()
    {
        var teacher = new Option<string>("--teacher") { Description = "Model folder to ask for the vector of each word, or one of Universal Sentence Encoder Lite.", HelpName = "DIR", Required = true };
        var words = new Option<string>("--word-vectors") { Description = "Folder with vocab.txt and vectors.f16.", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "New folder for vocab.txt and vectors.f16.", HelpName = "DIR", Required = true };
        var command = new Command("teach-words", "Append to word vectors what a trained encoder makes of each word, for encoder train --word-vectors.") { teacher, words, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var started = TimeProvider.System.GetTimestamp();
            var (count, width) = await ProgressView.ShowAsync<(int Done, int Of), (int, int)>(
                "Words",
                step => new ProgressStep((double)step.Done / step.Of, step.Done, step.Done / TimeProvider.System.GetElapsedTime(started).TotalSeconds),
                progress => WordTeaching.RunAsync(parsed.GetRequiredValue(teacher), parsed.GetRequiredValue(words), parsed.GetRequiredValue(output), progress, cancellationToken));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} words of {width} components: {parsed.GetRequiredValue(output)}"));
        });
        return command;
    }
}
