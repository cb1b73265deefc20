namespace ExpertRouter.Data.Identity;

/// <summary>The portal's roles. A user may have several.</summary>
public static class Roles
{
    /// <summary>Searches and asks.</summary>
    public const string Asker = "asker";

    /// <summary>Is asked; has an inbox and a profile of their own.</summary>
    public const string Expert = "expert";

    /// <summary>Judges expertise labels in blind campaigns.</summary>
    public const string Annotator = "annotator";

    /// <summary>Watches the flow of tickets.</summary>
    public const string Dispatcher = "dispatcher";

    /// <summary>Runs the installation.</summary>
    public const string Administrator = "administrator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Asker, Expert, Annotator, Dispatcher, Administrator];
}
