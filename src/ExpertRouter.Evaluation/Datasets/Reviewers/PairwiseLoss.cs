namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// The measures of the set: over all pairs of papers that one reviewer rated differently, <c>loss</c> = weight of the pairs
/// ordered wrongly (ties count half) over all weight, weight = difference of ratings; <c>easy</c> = share ordered right
/// among pairs with one rating of at least 4 and one of at most 2; <c>hard</c> = the same among pairs of at least 4 each.
/// Values are spread over the reviewers such that their mean is exactly the measure of the whole set, which makes
/// resampling of reviewers possible (with the total weight held fixed). Immutable.
/// </summary>
public sealed class PairwiseLoss
{
    private readonly (string Reviewer, ReviewerRating[] Ratings)[] _reviewers;

    /// <summary>Groups the ratings.</summary>
    /// <exception cref="ArgumentException">No reviewer rated two papers differently.</exception>
    public PairwiseLoss(IEnumerable<ReviewerRating> ratings)
    {
        _reviewers = [.. ratings.GroupBy(rating => rating.Reviewer, StringComparer.Ordinal).Select(group => (group.Key, group.ToArray()))];
        if (_reviewers.All(reviewer => Pairs(reviewer.Ratings).Count == 0))
            throw new ArgumentException("no reviewer rated two papers differently, so there is no pair to order", nameof(ratings));
    }

    /// <summary>Reviewers in order of first appearance.</summary>
    public IReadOnlyList<string> Reviewers => [.. _reviewers.Select(reviewer => reviewer.Reviewer)];

    /// <summary>Values per reviewer for one set of predictions; a measure without pairs is left out.</summary>
    /// <param name="score">Predicted expertise of a reviewer for a paper; only its order within a reviewer matters.</param>
    public IReadOnlyDictionary<string, double[]> Compute(Func<string, string, double> score)
    {
        var counts = _reviewers.Select(reviewer => Count(reviewer.Reviewer, reviewer.Ratings, score)).ToArray();
        var measures = new Dictionary<string, double[]>(StringComparer.Ordinal);
        Add("loss", count => count.Wrong, count => count.Weight);
        Add("easy", count => count.EasyRight, count => count.Easy);
        Add("hard", count => count.HardRight, count => count.Hard);
        return measures;

        void Add(string name, Func<Counts, double> part, Func<Counts, double> whole)
        {
            var total = counts.Sum(whole);
            if (total > 0) measures[name] = Array.ConvertAll(counts, count => part(count) * counts.Length / total);
        }
    }

    /// <summary>
    /// Per measure each reviewer's part of the pairs (for loss, of the weight), scaled to a mean of 1: dividing a resampled
    /// mean of <see cref="Compute"/> by the resampled mean of these gives the measure of the resampled reviewers.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> Shares()
    {
        var counts = _reviewers.Select(reviewer => Count(reviewer.Reviewer, reviewer.Ratings, (_, _) => 0)).ToArray();
        var shares = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, whole) in new (string, Func<Counts, double>)[]
                 { ("loss", count => count.Weight), ("easy", count => count.Easy), ("hard", count => count.Hard) })
        {
            var total = counts.Sum(whole);
            if (total > 0) shares[name] = Array.ConvertAll(counts, count => whole(count) * counts.Length / total);
        }

        return shares;
    }

    private static Counts Count(string reviewer, ReviewerRating[] ratings, Func<string, string, double> score)
    {
        double wrong = 0, weight = 0, easy = 0, easyRight = 0, hard = 0, hardRight = 0;
        foreach (var (better, worse) in Pairs(ratings))
        {
            var difference = better.Expertise - worse.Expertise;
            var margin = score(reviewer, better.Paper) - score(reviewer, worse.Paper);
            weight += difference;
            wrong += margin > 0 ? 0 : margin < 0 ? difference : difference / 2;
            var right = margin > 0 ? 1 : 0;
            if (better.Expertise >= 4 && worse.Expertise <= 2)
            {
                easy++;
                easyRight += right;
            }

            if (worse.Expertise >= 4)
            {
                hard++;
                hardRight += right;
            }
        }

        return new Counts(wrong, weight, easyRight, easy, hardRight, hard);
    }

    private static List<(ReviewerRating Better, ReviewerRating Worse)> Pairs(ReviewerRating[] ratings)
    {
        var pairs = new List<(ReviewerRating, ReviewerRating)>();
        for (var i = 0; i < ratings.Length; i++)
            for (var j = i + 1; j < ratings.Length; j++)
                if (ratings[i].Expertise > ratings[j].Expertise) pairs.Add((ratings[i], ratings[j]));
                else if (ratings[i].Expertise < ratings[j].Expertise) pairs.Add((ratings[j], ratings[i]));
        return pairs;
    }

    private sealed record Counts(double Wrong, double Weight, double EasyRight, double Easy, double HardRight, double Hard);
}
