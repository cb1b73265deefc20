using System.Globalization;

namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>What a path asks of one feature: Above &lt; value ≤ UpTo; at least one bound is set.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Above">Lower bound, exclusive; null for none.</param>
/// <param name="UpTo">Upper bound, inclusive; null for none.</param>
public sealed record PathCondition(string Feature, double? Above, double? UpTo)
{
    /// <summary>Such as <c>priority &gt; 2</c> or <c>0.25 &lt; topic 1 ≤ 0.5</c>.</summary>
    public override string ToString() => (Above, UpTo) switch
    {
        ({ } above, { } upTo) => $"{Number(above)} < {Feature} ≤ {Number(upTo)}",
        ({ } above, null) => $"{Feature} > {Number(above)}",
        (null, { } upTo) => $"{Feature} ≤ {Number(upTo)}",
        _ => $"any {Feature}",
    };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
