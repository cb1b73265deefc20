using ExpertRouter.App.Routing;

namespace ExpertRouter.Web.Endpoints;

/// <summary>The statuses of what a ticket cannot be.</summary>
public static class TicketProblems
{
    /// <summary>The status of a problem.</summary>
    public static int StatusOf(TicketProblem problem) => problem switch
    {
        TicketProblem.UnknownTicket => StatusCodes.Status404NotFound,
        TicketProblem.OtherContent => StatusCodes.Status409Conflict,
        TicketProblem.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
