namespace ExpertRouter.App.Profiles;

/// <summary>An expert as one source knows it.</summary>
/// <param name="ExpertId">The row.</param>
/// <param name="SourceName">The source.</param>
/// <param name="Name">The name there.</param>
/// <param name="Url">Its page there.</param>
public sealed record ProfileAccount(long ExpertId, string SourceName, string Name, string? Url);
