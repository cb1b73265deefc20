using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>A suggested expert.</summary>
/// <param name="Id">Canonical expert.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Person or expert model.</param>
/// <param name="Team">Team.</param>
public sealed record SuggestedExpert(long Id, string Name, ExpertKind Kind, string? Team);
