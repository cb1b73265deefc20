using System.Text.RegularExpressions;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Git;

/// <summary>People named in the trailers of a commit message.</summary>
public static partial class CommitTrailers
{
    /// <summary>Everybody named by <c>Co-authored-by</c> and <c>Reviewed-by</c> lines, in order.</summary>
    public static IEnumerable<(AuthorshipRole Role, string Name, string Email)> People(string message)
    {
        foreach (Match match in Trailer().Matches(message))
        {
            var role = match.Groups["key"].Value.StartsWith("c", StringComparison.OrdinalIgnoreCase) ? AuthorshipRole.CoAuthor : AuthorshipRole.Reviewer;
            yield return (role, match.Groups["name"].Value.Trim(), match.Groups["email"].Value.Trim());
        }
    }

    /// <summary>The message without lines that only name people.</summary>
    public static string Remove(string message) => AnyTrailer().Replace(message, "").TrimEnd();

    [GeneratedRegex(@"^[ \t]*(?<key>co-authored-by|reviewed-by)[ \t]*:[ \t]*(?<name>[^<\r\n]*)<(?<email>[^>\r\n]+)>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^[ \t]*(co-authored-by|reviewed-by|signed-off-by|acked-by|tested-by|reported-by|cc)[ \t]*:.*<.*>[ \t]*\r?\n?", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex AnyTrailer();
}
