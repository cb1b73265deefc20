namespace ExpertRouter.App.Routing.Views;

/// <summary>What lies with a team.</summary>
/// <param name="Team">Its name; empty for people without one.</param>
/// <param name="Held">Tickets in its hands.</param>
/// <param name="Asked">Open offers.</param>
public sealed record TeamLoad(string Team, int Held, int Asked);
