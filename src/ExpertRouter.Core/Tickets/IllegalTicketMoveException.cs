namespace ExpertRouter.Core.Tickets;

/// <summary>A move that a ticket's state does not allow; the message says why, for people.</summary>
public sealed class IllegalTicketMoveException(string message) : InvalidOperationException(message);
