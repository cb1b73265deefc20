namespace ExpertRouter.App.Finding;

/// <summary>One signal's part of a score.</summary>
/// <param name="Signal">Name of the signal, for example <c>answers</c> or <c>profile</c>; stable, the portal translates it.</param>
/// <param name="Value">Its part; the parts add up to the score.</param>
/// <param name="Documents">Documents behind it; 0 for a feature.</param>
public sealed record Contribution(string Signal, double Value, int Documents);
