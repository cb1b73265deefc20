namespace ExpertRouter.App.Messaging.Failures;

/// <summary>A failed message without its body. Immutable.</summary>
/// <param name="Id">Its id on the list.</param>
/// <param name="Queue">Queue it lay in.</param>
/// <param name="MessageType">Name of the message; empty when it could not be read.</param>
/// <param name="Reason">Why it failed the last time.</param>
/// <param name="Failures">How often it came to this, from 1.</param>
/// <param name="FailedAt">When it failed the last time, UTC.</param>
public sealed record FailedMessageHead(Guid Id, string Queue, string MessageType, string Reason, int Failures, DateTimeOffset FailedAt);
