using System.Text.RegularExpressions;

namespace ExpertRouter.App.Ingestion.Git;

/// <summary>
/// A repository's <c>.mailmap</c>: which names and addresses stand for one person (gitmailmap(5)). Addresses compare without case;
/// an entry that also names the commit's name is stronger than one without. Immutable after parsing.
/// </summary>
public sealed partial class Mailmap
{
    private readonly Dictionary<string, (string? Name, string? Email)> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Name, string Email), (string? Name, string? Email)> _byBoth = [];

    /// <summary>Reads the file's text; lines of another form are passed over.</summary>
    public static Mailmap Parse(string text)
    {
        var map = new Mailmap();
        foreach (var line in text.Split('\n'))
        {
            var hash = line.IndexOf('#', StringComparison.Ordinal);
            var match = Entry().Match(hash >= 0 ? line[..hash] : line);
            if (!match.Success)
                continue;
            var name = NotEmpty(match.Groups["name"].Value);
            var email = match.Groups["email"].Value.Trim();
            if (!match.Groups["oldEmail"].Success)
                map._byEmail[email] = (name, null);
            else if (NotEmpty(match.Groups["oldName"].Value) is { } oldName)
                map._byBoth[(oldName.ToLowerInvariant(), match.Groups["oldEmail"].Value.Trim().ToLowerInvariant())] = (name, email);
            else
                map._byEmail[match.Groups["oldEmail"].Value.Trim()] = (name, email);
        }
        return map;
    }

    /// <summary>The proper name and address of somebody.</summary>
    public (string Name, string Email) Resolve(string name, string email)
    {
        if (!_byBoth.TryGetValue((name.ToLowerInvariant(), email.ToLowerInvariant()), out var proper) && !_byEmail.TryGetValue(email, out proper))
            return (name, email);
        return (proper.Name ?? name, proper.Email ?? email);
    }

    private static string? NotEmpty(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"^\s*(?<name>[^<]*?)\s*<(?<email>[^>]*)>\s*(?:(?<oldName>[^<]*?)\s*<(?<oldEmail>[^>]*)>)?\s*$")]
    private static partial Regex Entry();
}
