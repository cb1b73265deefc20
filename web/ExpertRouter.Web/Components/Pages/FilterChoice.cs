namespace ExpertRouter.Web.Components.Pages;

/// <summary>One box of a filter.</summary>
/// <param name="Value">Value in the address.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Count">Documents with it; null when the result does not say.</param>
/// <param name="IsChosen">Ticked.</param>
public sealed record FilterChoice(string Value, string Name, int? Count, bool IsChosen);
