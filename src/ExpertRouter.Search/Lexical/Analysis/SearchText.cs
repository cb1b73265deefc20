using System.Text.RegularExpressions;

namespace ExpertRouter.Search.Lexical.Analysis;

/// <summary>Prepares text for the tokenizer, which would drop what tells C#, C++ and .NET from C and net.</summary>
public static partial class SearchText
{
    /// <summary>Spells out names that consist of signs.</summary>
    public static string Prepare(string text) =>
        text.AsSpan().ContainsAny('#', '+') || text.Contains(".net", StringComparison.OrdinalIgnoreCase)
            ? Signs().Replace(text, static match => match.Value.ToUpperInvariant() switch
            {
                "C++" => "cplusplus",
                "C#" => "csharp",
                "F#" => "fsharp",
                _ => "dotnet",
            })
            : text;

    [GeneratedRegex(@"(?<![\w.])(?:C\+\+(?!\+)|[CF]\#|\.NET(?!\w))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
