using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>A document with everything its page shows. Immutable.</summary>
/// <param name="Document">The document, authorships included.</param>
/// <param name="Key">Public id, <c>source/externalId</c>.</param>
/// <param name="SourceName">Name of its source.</param>
/// <param name="Authors">People and models connected to it, canonical; hidden ones are left out.</param>
/// <param name="Question">The question that an answer belongs to, if stored and open to the viewer.</param>
/// <param name="Answers">Answers to a question that the viewer may open, accepted first, then by score.</param>
public sealed record DocumentView(
    Document Document, string Key, string SourceName, IReadOnlyList<DocumentAuthor> Authors, Document? Question, IReadOnlyList<Document> Answers);
