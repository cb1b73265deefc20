using System.Globalization;

namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>Where a decision was made and whom the learner there trusts.</summary>
/// <param name="Conditions">The box, one condition per feature that was cut, in the order of the cuts; empty for the whole space.</param>
/// <param name="Weights">Weight of each expert's advice; negative where doing the opposite was better.</param>
/// <param name="Samples">How many past outcomes the learner there was trained on.</param>
public sealed record TreePath(IReadOnlyList<PathCondition> Conditions, IReadOnlyList<TrustWeight> Weights, int Samples)
{
    /// <summary>The region in words.</summary>
    public string Region => Conditions.Count == 0 ? "everywhere" : string.Join(" and ", Conditions);

    /// <summary>Region and weights in one sentence, greatest weight first.</summary>
    public override string ToString()
    {
        var weights = Weights
            .OrderByDescending(weight => Math.Abs(weight.Weight))
            .Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Expert} {weight.Weight:+0.00;-0.00;0.00}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Region}: after {Samples} outcomes the advice weighs {string.Join(", ", weights)}");
    }
}
