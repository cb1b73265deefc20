using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace ExpertRouter.Cli.Hosting;

/// <summary>Says in a few lines what is wrong with a command line, instead of burying it under the whole help.</summary>
internal static class UsageProblem
{
    /// <summary>Lines for standard error; none when the line is fine, or only lacks a subcommand and the help answers that.</summary>
    public static IReadOnlyList<string> Explain(ParseResult parsed)
    {
        if (parsed.Action is not ParseErrorAction)
            return [];
        var command = parsed.CommandResult.Command;
        var name = FullName(parsed.CommandResult);
        var help = $"'{name} --help' shows what it takes.";
        var isGroup = command.Action is null && command.Subcommands.Count > 0;
        if (!isGroup)
            return [.. parsed.Errors.Select(error => $"error: {error.Message}"), .. QuotesAdvice(parsed), help];
        return parsed.UnmatchedTokens is [var unknown, ..]
            ? [$"error: '{unknown}' is no command of '{name}'; known are {string.Join(", ", command.Subcommands.Select(known => known.Name))}.", help]
            : [];
    }

    private static IEnumerable<string> QuotesAdvice(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Arguments is [{ Name: "TEXT" }]
            ? ["Put a text of several words into quotes."]
            : [];

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;
}
