using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>What a dispatcher decided.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Act">What to do.</param>
/// <param name="Text">Reason or note; null when there is none.</param>
/// <param name="Colleague">Name or e-mail of who is asked.</param>
public sealed record BoardAnswer(Ticket Ticket, BoardAct Act, string? Text = null, string? Colleague = null);
