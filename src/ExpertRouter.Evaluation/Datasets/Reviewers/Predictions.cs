namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>What a system says of every rated pair of reviewer and paper. Immutable.</summary>
/// <param name="values">Higher is more expert.</param>
internal sealed class Predictions(IReadOnlyDictionary<(string Reviewer, string Paper), double> values)
{
    public static Predictions Of(ReviewerCollection collection, Func<string, string, double> score) =>
        new(collection.Ratings.Select(rating => (rating.Reviewer, rating.Paper)).Distinct().ToDictionary(pair => pair, pair => score(pair.Reviewer, pair.Paper)));

    public IReadOnlyDictionary<(string Reviewer, string Paper), double> Values => values;

    public double Score(string reviewer, string paper) => values[(reviewer, paper)];

    /// <summary>Sum of the two, each with mean 0 and deviation 1 over the pairs first.</summary>
    /// <param name="weight">Of the other.</param>
    public Predictions Plus(Predictions other, double weight)
    {
        var (left, right) = (Standard(values), Standard(other.Values));
        return new Predictions(values.Keys.ToDictionary(pair => pair, pair => left(pair) + weight * right(pair)));
    }

    private static Func<(string Reviewer, string Paper), double> Standard(IReadOnlyDictionary<(string Reviewer, string Paper), double> scores)
    {
        var mean = scores.Values.Average();
        var deviation = Math.Sqrt(scores.Values.Average(score => (score - mean) * (score - mean)));
        return pair => deviation > 0 ? (scores[pair] - mean) / deviation : 0;
    }
}
