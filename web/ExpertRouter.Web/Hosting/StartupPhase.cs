namespace ExpertRouter.Web.Hosting;

/// <summary>What the portal is doing since it started.</summary>
public enum StartupPhase
{
    /// <summary>Nothing yet.</summary>
    Starting,

    /// <summary>Reading the demo organisation.</summary>
    LoadingDemo,

    /// <summary>Bringing the search index up to date.</summary>
    Indexing,

    /// <summary>Everything can be found.</summary>
    Ready,

    /// <summary>Stopped by an error; what was stored before can be found.</summary>
    Failed,
}
