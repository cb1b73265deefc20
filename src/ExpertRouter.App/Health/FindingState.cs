namespace ExpertRouter.App.Health;

/// <summary>How a part of the installation is.</summary>
public enum FindingState
{
    /// <summary>As it should be.</summary>
    Well,

    /// <summary>Works, with less than it could.</summary>
    Notice,

    /// <summary>Does not work.</summary>
    Problem,
}
