namespace ExpertRouter.App.Finding;

/// <summary>
/// Puts a score into a word by two yardsticks, of which the lower one counts. Relative: the part of the best expert's score
/// (half or more is strong, a fifth or more some). Absolute: documents that contain most of the query, so that the best
/// of a poor result is not called strong. Documents that are only near in meaning can make it some, not strong.
/// </summary>
public static class StrengthRule
{
    /// <summary>Part of the best score from which strong is possible.</summary>
    public const double StrongRatio = 0.5;

    /// <summary>Part of the best score from which some is possible.</summary>
    public const double SomeRatio = 0.2;

    /// <summary>Part of the query's terms, weighted by rarity, that a document must contain to count as one that covers the query.</summary>
    public const double Coverage = 0.6;

    /// <summary>Covering documents from which strong is possible.</summary>
    public const int StrongDocuments = 2;

    /// <summary>Cosine from which a document is near in meaning.</summary>
    public const double NearCosine = 0.55;

    /// <summary>The word for an expert.</summary>
    /// <param name="score">The expert's score.</param>
    /// <param name="bestScore">The best score in the same result.</param>
    /// <param name="coveringDocuments">The expert's documents that cover the query.</param>
    /// <param name="nearDocuments">The expert's documents that are near in meaning, whatever their words.</param>
    public static EvidenceStrength Of(double score, double bestScore, int coveringDocuments, int nearDocuments)
    {
        var ratio = bestScore > 0 ? score / bestScore : 0;
        var relative = ratio >= StrongRatio ? EvidenceStrength.Strong : ratio >= SomeRatio ? EvidenceStrength.Some : EvidenceStrength.Little;
        var absolute = coveringDocuments >= StrongDocuments ? EvidenceStrength.Strong
            : coveringDocuments > 0 || nearDocuments > 0 ? EvidenceStrength.Some : EvidenceStrength.Little;
        return relative < absolute ? relative : absolute;
    }
}
