namespace ExpertRouter.Core.Ranking;

/// <summary>Fits a ranker to past queries. The same groups give the same ranker.</summary>
public interface IRankerTrainer
{
    /// <summary>Name of the method, stable, used in reports and artifacts.</summary>
    string Name { get; }

    /// <summary>Fits.</summary>
    /// <param name="featureNames">One name per column.</param>
    /// <param name="groups">Past queries; groups without a relevant candidate teach nothing and are passed over.</param>
    /// <exception cref="ArgumentException">No group has a relevant candidate, or a width differs from the names.</exception>
    IRanker Train(IReadOnlyList<string> featureNames, IReadOnlyList<RankingGroup> groups);
}
