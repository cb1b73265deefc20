namespace ExpertRouter.App.Ingestion;

/// <summary>A refused object of an API call.</summary>
/// <param name="Index">Its place in the array, from 0.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record ApiRejection(long Index, string Reason);
