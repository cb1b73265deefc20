using System.Globalization;

namespace ExpertRouter.Benchmarks;

/// <summary>Options of a benchmark's command line, each a name followed by its value.</summary>
internal static class BenchmarkArguments
{
    /// <summary>Null where the option is missing.</summary>
    public static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    public static int Number(string[] args, string name, int otherwise) =>
        Value(args, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
