using System.Globalization;
using ExpertRouter.Encoder.Training;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>Shows a training run on standard error: a bar on a terminal, else a line every ten seconds and per validation.</summary>
internal static class EncoderTrainingView
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    public static Task<T> ShowAsync<T>(Func<IProgress<TrainingProgress>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return work(new Callback(Lines()));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("Reading text", maxValue: 1);
                ValidationFigures? last = null;
                return work(new Callback(progress =>
                {
                    last = progress.Validation ?? last;
                    task.Value = (double)progress.Step / progress.Steps;
                    task.Description = Describe(progress, last);
                }));
            });
    }

    internal static string Describe(TrainingProgress progress, ValidationFigures? validation)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"loss {progress.Losses.Total:0.00}, {progress.TextsPerSecond:N0} texts/s");
        if (progress.Losses.Load.Count > 0)
            text += string.Create(CultureInfo.InvariantCulture, $", busiest expert {progress.Losses.Load.Max():0%} of the load");
        if (validation is not null && !double.IsNaN(validation.PairRecallAt10))
            text += string.Create(CultureInfo.InvariantCulture, $", pairs recall@10 {validation.PairRecallAt10:0.000}");
        if (validation is not null && !double.IsNaN(validation.ExpertHitAt10))
            text += string.Create(CultureInfo.InvariantCulture, $", expert hit@10 {validation.ExpertHitAt10:0.000}");
        return text;
    }

    private static Action<TrainingProgress> Lines()
    {
        var last = TimeProvider.System.GetTimestamp();
        return progress =>
        {
            if (progress.Validation is null && TimeProvider.System.GetElapsedTime(last) < LineInterval)
                return;
            last = TimeProvider.System.GetTimestamp();
            Console.Error.WriteLine($"step {progress.Step} of {progress.Steps}: {Describe(progress, progress.Validation)}");
        };
    }

    private sealed class Callback(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
