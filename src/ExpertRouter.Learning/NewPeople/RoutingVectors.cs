using ExpertRouter.Learning.Numerics;

namespace ExpertRouter.Learning.NewPeople;

/// <summary>Experts with their routing vectors. Adding one gives a new set in which all others score as before, bit for bit. Immutable and thread-safe.</summary>
public sealed class RoutingVectors
{
    private readonly NexusProjection _projection;
    private readonly (long ExpertId, float[] Vector)[] _experts;

    private RoutingVectors(NexusProjection projection, (long ExpertId, float[] Vector)[] experts) => (_projection, _experts) = (projection, experts);

    /// <summary>Nobody yet.</summary>
    public static RoutingVectors Empty(NexusProjection projection) => new(projection, []);

    /// <summary>With one expert more, or with the expert's vector replaced.</summary>
    /// <param name="expertId">Who.</param>
    /// <param name="documents">Vectors of what they wrote; without any there is nothing to go by.</param>
    /// <exception cref="ArgumentException">There is no document, or they cancel out.</exception>
    public RoutingVectors With(long expertId, IReadOnlyList<float[]> documents)
    {
        var mean = NexusProjection.Mean(documents);
        if (mean.Length == 0)
            throw new ArgumentException($"expert {expertId} has no document to make a routing vector from", nameof(documents));
        return new RoutingVectors(_projection, [.. _experts.Where(expert => expert.ExpertId != expertId), (expertId, _projection.Project(mean))]);
    }

    /// <summary>x · e of every expert, in the order in which they were added.</summary>
    /// <param name="query">Unit vector of a request.</param>
    public IReadOnlyList<(long ExpertId, float Score)> Score(float[] query) =>
        [.. _experts.Select(expert => (expert.ExpertId, VectorSum.Dot<float>(query, expert.Vector)))];
}
