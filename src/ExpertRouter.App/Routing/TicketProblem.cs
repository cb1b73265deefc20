namespace ExpertRouter.App.Routing;

/// <summary>Why a submission or a request about a ticket cannot be followed.</summary>
public enum TicketProblem
{
    /// <summary>A field is missing, too long or malformed.</summary>
    InvalidField,

    /// <summary>There is neither a title nor a text.</summary>
    EmptyText,

    /// <summary>The text is too long.</summary>
    TooLarge,

    /// <summary>Nobody known has the requester's e-mail.</summary>
    UnknownRequester,

    /// <summary>A required skill is no knowledge area.</summary>
    UnknownSkill,

    /// <summary>A visibility group does not exist.</summary>
    UnknownGroup,

    /// <summary>The same external id came before with other content.</summary>
    OtherContent,

    /// <summary>There is no such ticket.</summary>
    UnknownTicket,

    /// <summary>There is no such expert, or the expert may not be asked.</summary>
    UnknownExpert,
}
