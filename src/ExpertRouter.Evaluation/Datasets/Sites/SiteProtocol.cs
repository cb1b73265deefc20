namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>How a site's time is cut into past and queries.</summary>
public enum SiteProtocol
{
    /// <summary>The last three quarters of the accepted questions, each ranked from everything before it.</summary>
    Rolling,

    /// <summary>The last quarter of the accepted questions, all ranked from what lies before the first of them.</summary>
    Split,
}
