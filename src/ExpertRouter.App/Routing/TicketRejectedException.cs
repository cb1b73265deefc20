namespace ExpertRouter.App.Routing;

/// <summary>A submission or request that cannot be followed; the message says what is wrong and what to do, for people.</summary>
public sealed class TicketRejectedException(TicketProblem problem, string message) : Exception(message)
{
    /// <summary>What is wrong, for programs.</summary>
    public TicketProblem Problem { get; } = problem;
}
