namespace ExpertRouter.App.Health;

/// <summary>What the doctor found about one part of the installation.</summary>
/// <param name="Part">Short name of the part.</param>
/// <param name="State">How it is.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
public sealed record Finding(string Part, FindingState State, string Text, string? Advice = null);
