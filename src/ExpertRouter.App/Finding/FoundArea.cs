namespace ExpertRouter.App.Finding;

/// <summary>A knowledge area that a text names.</summary>
/// <param name="Id">The area.</param>
/// <param name="Name">Its name.</param>
/// <param name="MatchedText">The words of the text that named it: the name or a synonym.</param>
public sealed record FoundArea(int Id, string Name, string MatchedText);
