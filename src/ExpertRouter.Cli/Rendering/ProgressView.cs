using System.Globalization;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>
/// Long work with a bar on a terminal, and a line now and then where there is none. Everything goes to standard error, so that
/// standard output holds results only.
/// </summary>
internal static class ProgressView
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    public static Task<TResult> ShowAsync<TStep, TResult>(
        string title, Func<TStep, ProgressStep> read, Func<IProgress<TStep>, Task<TResult>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return Console.IsErrorRedirected ? work(Lines(title, read)) : BarAsync(console, title, read, work);
    }

    private static Task<TResult> BarAsync<TStep, TResult>(
        IAnsiConsole console, string title, Func<TStep, ProgressStep> read, Func<IProgress<TStep>, Task<TResult>> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(title, maxValue: 1);
                task.IsIndeterminate = true;
                return await work(new Callback<TStep>(value =>
                {
                    var step = read(value);
                    task.IsIndeterminate = step.Fraction is null;
                    task.Value = step.Fraction ?? 0;
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"{title} {step.Items:N0} ({step.PerSecond:N0}/s)");
                }));
            });

    private static Callback<TStep> Lines<TStep>(string title, Func<TStep, ProgressStep> read)
    {
        var last = TimeProvider.System.GetTimestamp();
        return new Callback<TStep>(value =>
        {
            if (TimeProvider.System.GetElapsedTime(last) < LineInterval)
                return;
            last = TimeProvider.System.GetTimestamp();
            var step = read(value);
            var share = step.Fraction is { } fraction ? fraction.ToString(" 0%", CultureInfo.InvariantCulture) : "";
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}{share}: {step.Items:N0} ({step.PerSecond:N0}/s)"));
        });
    }

    private sealed class Callback<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
