namespace ExpertRouter.Web.Components.Charts;

/// <summary>A value at a time.</summary>
/// <param name="When">The time.</param>
/// <param name="Value">The value.</param>
public sealed record TrendPoint(DateTimeOffset When, double Value);
