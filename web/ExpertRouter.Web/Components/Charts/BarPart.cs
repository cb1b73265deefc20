namespace ExpertRouter.Web.Components.Charts;

/// <summary>A part of a stacked bar.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">How much; parts add up to the whole.</param>
/// <param name="Note">A few words more.</param>
public sealed record BarPart(string Name, double Value, string Note);
