using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>Somebody who works on the same things.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Kind">Person or expert model.</param>
/// <param name="Team">Team.</param>
/// <param name="Areas">Shared areas, the one shared most strongly first.</param>
public sealed record Colleague(long ExpertId, string Name, ExpertKind Kind, string? Team, IReadOnlyList<string> Areas);
