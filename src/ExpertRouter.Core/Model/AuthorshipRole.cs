namespace ExpertRouter.Core.Model;

/// <summary>How an expert is connected to a document; the role decides the default association weight.</summary>
public enum AuthorshipRole
{
    /// <summary>Wrote the document.</summary>
    Author,

    /// <summary>Answered a question.</summary>
    Answerer,

    /// <summary>Wrote part of it (co-author trailer, co-signed page).</summary>
    CoAuthor,

    /// <summary>Was assigned to it.</summary>
    Assignee,

    /// <summary>Resolved the request that the document records.</summary>
    Resolver,

    /// <summary>Reviewed it.</summary>
    Reviewer,

    /// <summary>Maintains what the document describes.</summary>
    Maintainer,

    /// <summary>Asked or reported it. Interest, not expertise: never evidence for a ranking.</summary>
    Asker,
}
