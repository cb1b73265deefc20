namespace ExpertRouter.Web.Tests.Faults;

/// <summary>How messages arrive. Immutable.</summary>
/// <param name="Copies">How often each is sent.</param>
/// <param name="IsShuffled">Whether answers overtake each other, and events come again late and in any order.</param>
internal sealed record Disorder(int Copies = 1, bool IsShuffled = false);
