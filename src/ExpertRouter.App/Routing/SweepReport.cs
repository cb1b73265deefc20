namespace ExpertRouter.App.Routing;

/// <summary>What one sweep did.</summary>
/// <param name="Routed">Tickets routed that no message had brought to the router.</param>
/// <param name="TimedOut">Tickets nobody answered, routed again.</param>
/// <param name="Relaxed">Tickets routed again with one soft rule less.</param>
/// <param name="Escalated">Tickets given to a dispatcher, or of which one was reminded.</param>
/// <param name="Released">Offers and tickets taken from experts who are gone.</param>
/// <param name="Failed">Tickets whose turn failed; they come again in the next sweep.</param>
public sealed record SweepReport(int Routed, int TimedOut, int Relaxed, int Escalated, int Released, int Failed);
