namespace ExpertRouter.Core.Tickets;

/// <summary>What a conflict of interest is with.</summary>
public enum ConflictKind
{
    /// <summary>Tickets of a requester, by e-mail.</summary>
    Requester,

    /// <summary>Tickets of everybody in a team, by its name.</summary>
    Team,

    /// <summary>Tickets with a tag.</summary>
    Tag,
}
