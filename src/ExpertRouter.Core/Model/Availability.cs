namespace ExpertRouter.Core.Model;

/// <summary>Whether an expert can take something on now.</summary>
public enum Availability
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Can take requests.</summary>
    Available,

    /// <summary>At or near capacity.</summary>
    Busy,

    /// <summary>On leave or otherwise absent.</summary>
    Away,
}
