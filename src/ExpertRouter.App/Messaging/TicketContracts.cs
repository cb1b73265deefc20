using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.Contracts;

namespace ExpertRouter.App.Messaging;

/// <summary>Between the words of the application and those that other systems know.</summary>
public static class TicketContracts
{
    /// <summary>The event for other systems.</summary>
    public static TicketChanged ToContract(this TicketMoved moved) => new()
    {
        TicketId = moved.TicketId,
        Number = moved.Number,
        Move = moved.Move.ToString().ToLowerInvariant(),
        State = moved.State.ToString().ToLowerInvariant(),
        Round = moved.Round,
        ExpertId = moved.ExpertId,
        Asked = moved.Asked,
        NoLongerAsked = moved.NoLongerAsked,
        RequesterEmail = moved.RequesterEmail,
        Origin = moved.Origin,
        ExternalId = moved.ExternalId,
        At = moved.At,
    };

    /// <summary>The submission; what other systems left out or sent as null is as if it were empty.</summary>
    public static TicketSubmission ToSubmission(this SubmitTicket ticket) => new()
    {
        Origin = ticket.Origin ?? "",
        ExternalId = ticket.ExternalId ?? "",
        Title = ticket.Title ?? "",
        Text = ticket.Text ?? "",
        Tags = ticket.Tags ?? [],
        RequiredSkills = ticket.RequiredSkills ?? [],
        VisibilityGroups = ticket.VisibilityGroups ?? [],
        RequesterEmail = ticket.RequesterEmail ?? "",
        Url = ticket.Url,
        SentAt = ticket.SentAt,
    };
}
