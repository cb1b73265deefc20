using System.CommandLine;
using System.Runtime.InteropServices;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Routing;
using ExpertRouter.Cli.Commands;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace ExpertRouter.Cli.Hosting;

/// <summary>Parses, runs, and turns failures into one clear line on standard error and an exit code.</summary>
internal static class CliRunner
{
    /// <summary>Exit code of a command that could not do what was asked.</summary>
    public const int Failure = 1;

    /// <summary>Exit code after Ctrl+C or a request to end, as shells expect it.</summary>
    public const int Interrupted = 130;

    /// <summary>Width of tables and text where there is no terminal to ask.</summary>
    private const int RedirectedWidth = 160;

    /// <summary>Signals are handled here alone: the library would cancel on its own, and a stop would pass for a failure.</summary>
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = RedirectedWidth;
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupt.Cancel();
        };
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            interrupt.Cancel();
        });
        ParseResult? parsed = null;
        try
        {
            parsed = root.Parse(args);
            if (UsageProblem.Explain(parsed) is { Count: > 0 } problem)
            {
                foreach (var line in problem)
                    await Console.Error.WriteLineAsync(line);
                return Failure;
            }
            return await parsed.InvokeAsync(Invocation, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was finished is kept; run the same command again to go on.");
            return Interrupted;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync(parsed?.GetValue(CommonOptions.Verbose) == true ? error.ToString() : $"error: {Describe(error, parsed)}");
            return Failure;
        }
    }

    private static string Describe(Exception error, ParseResult? parsed)
    {
        // These are complete sentences about the user's data: what, where and what to do.
        if (error is IngestionException or InvalidDataException or TicketRejectedException or OptionsValidationException or ModelLoadException)
            return error.Message;
        if (parsed is not null && CliHost.ExplainStore(error, parsed) is { } store)
            return store;
        var messages = new List<string>();
        for (var current = error; current is not null; current = current.InnerException)
            if (!messages.Any(message => message.Contains(Message(current), StringComparison.Ordinal)))
                messages.Add(Message(current));
        var text = string.Join(" ", messages);
        return error is InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException or FormatException
            ? text
            : $"{text} ({error.GetType().Name}; --verbose shows where)";
    }

    /// <summary>The message without the name of a parameter, which means nothing outside the code.</summary>
    private static string Message(Exception error) => error is ArgumentException { ParamName: { } parameter }
        ? error.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
        : error.Message;
}
