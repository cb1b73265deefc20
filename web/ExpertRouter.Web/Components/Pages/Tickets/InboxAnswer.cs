using ExpertRouter.Core.Tickets;

namespace ExpertRouter.Web.Components.Pages.Tickets;

/// <summary>An expert's answer.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Act">What to do.</param>
/// <param name="Text">Reason or note; null when there is none.</param>
/// <param name="Colleague">Name or e-mail, when it is handed over.</param>
public sealed record InboxAnswer(Ticket Ticket, InboxAct Act, string? Text = null, string? Colleague = null);
