using ExpertRouter.Core.Model;

namespace ExpertRouter.Core.Experts;

/// <summary>How strongly a document counts for an expert. Immutable.</summary>
public sealed record AggregationOptions
{
    /// <summary>Plain voting: every authorship counts 1, no decay, no length normalisation.</summary>
    public static AggregationOptions Default { get; } = new();

    /// <summary>Weight per role; a role that is not listed counts 1, <see cref="AuthorshipRole.Asker"/> always 0.</summary>
    public IReadOnlyDictionary<AuthorshipRole, double> RoleWeights { get; init; } = new Dictionary<AuthorshipRole, double>();

    /// <summary>Half-life of evidence: weight floor + (1 − floor) · 2^(−age / half-life); null means evidence does not age.</summary>
    public TimeSpan? HalfLife { get; init; }

    /// <summary>
    /// What evidence of any age still counts, in [0, 1]. Above 0, a fresh document never beats an old one that fits many times
    /// better, and a source that ended years ago still answers.
    /// </summary>
    public double DecayFloor { get; init; }

    /// <summary>
    /// Exponent α of profile-length normalisation, score / documents(expert)^α: 0 none, 1 the mean. Dividing by profile
    /// size can ruin a ranking with short profiles, hence 0.
    /// </summary>
    public double ProfileLengthExponent { get; init; }

    /// <summary>Documents per expert, needed when <see cref="ProfileLengthExponent"/> is not 0.</summary>
    public Func<long, int>? ProfileLength { get; init; }
}
