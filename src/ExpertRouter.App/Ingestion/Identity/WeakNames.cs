namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>Decides whether a folded name says enough to stand for one person.</summary>
public static class WeakNames
{
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "admin", "administrator", "anonymous", "guest", "user", "unknown", "test", "root", "system", "nobody", "deleted", "community",
        "account", "temp", "demo", "default", "null", "none", "new", "dummy", "sample", "john doe", "jane doe", "your name", "foo bar",
    };

    /// <summary>True for single words, generic words, initials and names with digits: these never match alone.</summary>
    public static bool IsWeak(string normalizedName)
    {
        var words = normalizedName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2
            || Generic.Contains(normalizedName)
            || words.Any(Generic.Contains)
            || words.Count(word => word.Length > 1) < 2
            || words.Any(word => word.Any(char.IsDigit));
    }
}
