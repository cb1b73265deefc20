namespace ExpertRouter.Web.Tickets;

/// <summary>The colleague somebody typed, or why there is none.</summary>
/// <param name="ExpertId">Canonical expert; null when nobody or several were meant.</param>
/// <param name="Name">Their name.</param>
/// <param name="Problem">For people; null when the colleague is clear.</param>
public sealed record NamedColleague(long? ExpertId, string Name, string? Problem);
