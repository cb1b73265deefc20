namespace ExpertRouter.Core.Tickets;

/// <summary>A move that a ticket's state does not allow; the message says why, for people.</summary>
/// <param name="message">Why.</param>
/// <param name="isEarly">See <see cref="IsEarly"/>.</param>
public sealed class IllegalTicketMoveException(string message, bool isEarly = false) : InvalidOperationException(message)
{
    /// <summary>
    /// Whether the same move is legal after one that usually comes first and may be under way: a decision before an answer, an acceptance before a resolution, a
    /// resolution before a rating.
    /// </summary>
    public bool IsEarly { get; } = isEarly;
}
