namespace ExpertRouter.Web.Hosting;

/// <summary>How the installation is. Immutable.</summary>
/// <param name="Parts">Health of each part.</param>
/// <param name="Numbers">Sizes, named and with units.</param>
/// <param name="Versions">What runs.</param>
public sealed record SystemState(
    IReadOnlyList<SystemState.Part> Parts, IReadOnlyList<(string Name, string Value)> Numbers, IReadOnlyList<(string Name, string Value)> Versions)
{
    /// <summary>Whether every part is well.</summary>
    public bool IsHealthy => Parts.All(part => part.IsHealthy);

    /// <summary>A part of the system.</summary>
    public sealed record Part(string Name, bool IsHealthy, string Text);
}
