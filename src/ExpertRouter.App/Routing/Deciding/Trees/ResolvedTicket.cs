namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>Somebody resolved a ticket. Immutable.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Tags">The ticket's tags.</param>
/// <param name="At">When, UTC.</param>
public sealed record ResolvedTicket(long ExpertId, IReadOnlyList<string> Tags, DateTimeOffset At);
