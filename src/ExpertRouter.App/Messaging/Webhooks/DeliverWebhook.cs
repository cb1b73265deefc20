using ExpertRouter.Contracts;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>One event for one subscriber, so that a receiver that fails is tried again alone. Immutable.</summary>
/// <param name="Subscription">Name of the subscription.</param>
/// <param name="Event">The event.</param>
public sealed record DeliverWebhook(string Subscription, TicketChanged Event);
