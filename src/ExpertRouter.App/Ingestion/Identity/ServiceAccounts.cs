using System.Buffers;

namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>
/// Tells bots, mailing lists and shared accounts from people by whole words and address patterns, never by parts of a word:
/// "Abbott", "Botha" and "Jan Bot &lt;jan.bot@…&gt;" are people.
/// </summary>
public static class ServiceAccounts
{
    private static readonly HashSet<string> Locals = new(StringComparer.Ordinal)
    {
        "noreply", "no-reply", "donotreply", "do-not-reply", "bot", "bots", "ci", "cd", "jenkins", "travis", "buildbot", "build", "builds",
        "builder", "root", "daemon", "mailer-daemon", "postmaster", "webmaster", "hostmaster", "admin", "administrator", "automation",
        "packages", "maintainers", "team", "robot", "support", "git", "svn", "nobody", "www-data", "github-actions", "dependabot", "renovate",
    };

    private static readonly HashSet<string> NameWords = new(StringComparer.Ordinal)
    {
        "team", "teams", "maintainers", "maintainer", "developers", "packagers", "uploaders", "jenkins", "dependabot", "noreply", "automation", "robot", "daemon",
    };

    private static readonly HashSet<string> NameEndings = new(StringComparer.Ordinal) { "group", "project", "list", "strike", "force", "committee" };

    private static readonly HashSet<string> BotFirstWords = new(StringComparer.Ordinal)
    {
        "renovate", "ci", "build", "release", "deploy", "merge", "commit", "test", "security", "slack", "stale", "github", "gitlab",
        "sync", "translation", "weblate", "update", "upgrade", "lint", "backport", "review", "docs", "pre",
    };

    private static readonly HashSet<string> SurnamesEndingInBot = new(StringComparer.Ordinal) { "abbot", "talbot", "cabot", "lebot", "corbot", "thibot" };

    private static readonly HashSet<string> WholeNames = new(StringComparer.Ordinal)
    {
        "github actions", "github action", "github", "gitlab", "root", "jenkins", "ci", "admin", "administrator", "system", "travis ci", "circleci",
        "bot", "build", "builder", "gerrit", "weblate", "hosted weblate", "transifex", "copybara", "community bot", "web flow", "your name", "unknown", "nobody",
    };

    private static readonly SearchValues<char> LocalSeparators = SearchValues.Create("-_+");

    /// <summary>Whether the name or the address is that of a service account. Either may be missing.</summary>
    public static bool IsService(string? name, string? email) => IsServiceAddress(email) || IsServiceName(name, email);

    private static bool IsServiceAddress(string? email)
    {
        if (NameFolding.FoldEmail(email) is not { } address)
            return false;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var (local, domain) = (address[..at], address[(at + 1)..]);
        if (local.Contains("[bot]", StringComparison.Ordinal) || Locals.Contains(local))
            return true;
        if (domain.StartsWith("lists.", StringComparison.Ordinal) || domain.Contains(".lists.", StringComparison.Ordinal)
            || domain.StartsWith("alioth-lists.", StringComparison.Ordinal) || domain is "tracker.debian.org" or "packages.debian.org" or "qa.debian.org")
            return true;
        if (domain.EndsWith("users.noreply.github.com", StringComparison.Ordinal))
            return false;
        if (domain.StartsWith("noreply.", StringComparison.Ordinal))
            return true;
        var first = local.AsSpan().IndexOfAny(LocalSeparators);
        if (first < 0)
            return false;
        var last = local[(local.AsSpan().LastIndexOfAny(LocalSeparators) + 1)..];
        return last is "team" or "bot" or "ci" or "maint" or "maintainers" or "devel" or "developers" or "list" or "lists" or "noreply" or "builds" or "commits"
            || local[..first] is "bot" or "noreply" or "team";
    }

    private static bool IsServiceName(string? name, string? email)
    {
        if (string.IsNullOrWhiteSpace(name))
            return false;
        if (name.Contains("[bot]", StringComparison.OrdinalIgnoreCase))
            return true;
        var folded = NameFolding.Fold(name);
        if (WholeNames.Contains(folded))
            return true;
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return false;
        if (words.Length == 1)
            return words[0].Length > 4 && words[0].EndsWith("bot", StringComparison.Ordinal) && !SurnamesEndingInBot.Contains(words[0]);
        if (words.Any(NameWords.Contains) || (words.Length > 2 && NameEndings.Contains(words[^1])))
            return true;
        if (name.Trim().EndsWith("-bot", StringComparison.OrdinalIgnoreCase))
            return true;
        return words[^1] == "bot" && (BotFirstWords.Contains(words[0]) || words.Length > 2 && email is null);
    }
}
