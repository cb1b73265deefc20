using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>Somebody connected to a document.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Kind">Person or expert model.</param>
/// <param name="Role">How they are connected.</param>
public sealed record DocumentAuthor(long ExpertId, string Name, ExpertKind Kind, AuthorshipRole Role);
