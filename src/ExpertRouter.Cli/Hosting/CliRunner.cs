using System.CommandLine;
using ExpertRouter.Cli.Commands;
using Spectre.Console;

namespace ExpertRouter.Cli.Hosting;

/// <summary>Parses, runs, and turns failures into one clear line on standard error and an exit code.</summary>
internal static class CliRunner
{
    /// <summary>Exit code of a command that could not do what was asked.</summary>
    public const int Failure = 1;

    /// <summary>Exit code after Ctrl+C, as shells expect it.</summary>
    public const int Interrupted = 130;

    /// <summary>Width of tables and text where there is no terminal to ask.</summary>
    private const int RedirectedWidth = 160;

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = RedirectedWidth;
        var parsed = root.Parse(args);
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupt.Cancel();
        };
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was finished is kept; run the same command again to go on.");
            return Interrupted;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync(parsed.GetValue(CommonOptions.Verbose) ? error.ToString() : $"error: {Describe(error)}");
            return Failure;
        }
    }

    private static string Describe(Exception error)
    {
        var messages = new List<string>();
        for (var current = error; current is not null; current = current.InnerException)
            if (!messages.Any(message => message.Contains(current.Message, StringComparison.Ordinal)))
                messages.Add(current.Message);
        var text = string.Join(" ", messages);
        return error is InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException or FormatException
            ? text
            : $"{text} ({error.GetType().Name}; --verbose shows where)";
    }
}
