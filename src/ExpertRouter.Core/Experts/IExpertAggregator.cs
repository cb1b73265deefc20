using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// Turns retrieved documents into ranked experts. Pure and thread-safe. Hits arrive already filtered by visibility and
/// with canonical expert ids; experts come out by descending score, ties by ascending id.
/// </summary>
public interface IExpertAggregator
{
    /// <summary>Name, stable, used in traces and on the command line.</summary>
    string Name { get; }

    /// <summary>Ranks the experts behind <paramref name="retrieved"/>.</summary>
    IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now);
}
