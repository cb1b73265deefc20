namespace ExpertRouter.Learning.NewPeople;

/// <summary>Experts as they were known when some requests came: the requests' own texts are not in the experts' means.</summary>
/// <param name="Means">Per expert the unit vector of the mean of their documents; empty for an expert without any.</param>
/// <param name="Queries">Requests, at least one.</param>
public sealed record NexusEpisode(float[][] Means, IReadOnlyList<NexusQuery> Queries);
