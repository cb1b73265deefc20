namespace ExpertRouter.Web.Components.Charts;

/// <summary>A bar with the range in which its value lies.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Tag">A word beside the name; null for most.</param>
/// <param name="Value">Its length, not negative.</param>
/// <param name="Lower">Lower end of the range; null without one.</param>
/// <param name="Upper">Upper end of the range; null without one.</param>
public sealed record MetricBar(string Name, string? Tag, double Value, double? Lower, double? Upper);
