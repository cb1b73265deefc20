namespace ExpertRouter.Core.Routing;

/// <summary>The few things about a ticket by which whom to trust may differ. Immutable.</summary>
/// <param name="Words">Words in title and text.</param>
/// <param name="Hour">Hour of its arrival, UTC, 0 to 23.</param>
/// <param name="Channel">Its origin.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Encoder">Whose vector <paramref name="Topics"/> come from; null without one.</param>
/// <param name="Topics">A few components of its vector; empty without an encoder.</param>
public sealed record TicketTraits(int Words, int Hour, string Channel, IReadOnlyList<string> Tags, string? Encoder, IReadOnlyList<double> Topics);
