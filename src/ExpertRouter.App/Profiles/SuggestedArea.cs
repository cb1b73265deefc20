namespace ExpertRouter.App.Profiles;

/// <summary>A suggested area.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is about.</param>
public sealed record SuggestedArea(string Name, string? Description);
