namespace ExpertRouter.Core.Model;

/// <summary>What a document is, as shown to the reader beside its snippet.</summary>
public enum DocumentKind
{
    /// <summary>Anything without a better word.</summary>
    Page,

    /// <summary>A question, with its asker.</summary>
    Question,

    /// <summary>An answer to a question.</summary>
    Answer,

    /// <summary>A version-control commit.</summary>
    Commit,

    /// <summary>A ticket or request that somebody resolved or still has to.</summary>
    Request,

    /// <summary>A software package.</summary>
    Package,

    /// <summary>A paper or report.</summary>
    Paper,

    /// <summary>Operating instructions.</summary>
    Runbook,

    /// <summary>The account of an incident.</summary>
    PostMortem,

    /// <summary>A design note or decision.</summary>
    Design,
}
