namespace ExpertRouter.Web.Components.Charts;

/// <summary>A bar.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Value">Its height.</param>
/// <param name="Mark">Text below it on the axis; null for most.</param>
public sealed record BarValue(string Name, int Value, string? Mark = null);
