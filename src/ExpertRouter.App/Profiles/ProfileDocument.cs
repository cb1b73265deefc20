using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>A document in a list of evidence.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Title">Title.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Role">How the expert is connected to it.</param>
/// <param name="Date">When it was written, UTC.</param>
/// <param name="SourceName">Name of its source.</param>
/// <param name="Tags">Tags.</param>
/// <param name="IsAccepted">Accepted by the asker.</param>
public sealed record ProfileDocument(
    long DocumentId, string Title, DocumentKind Kind, AuthorshipRole Role, DateTimeOffset Date, string SourceName, IReadOnlyList<string> Tags, bool IsAccepted);
