namespace ExpertRouter.Web.Components.Charts;

/// <summary>One query under two systems.</summary>
/// <param name="Query">The query's id.</param>
/// <param name="Value">Value of the system looked at.</param>
/// <param name="Other">Value of the system it is compared with.</param>
/// <param name="Gain">How much better the first is; negative when worse.</param>
public sealed record DifferenceValue(string Query, double Value, double Other, double Gain);
