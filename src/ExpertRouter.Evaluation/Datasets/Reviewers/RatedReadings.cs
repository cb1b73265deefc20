using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// What each way to read a profile costs on a set that ratings of interest do not rest on: the form and, beside the words, the weight with the least loss (<see cref="PairwiseLoss"/>), of each space. Immutable.
/// </summary>
internal sealed class RatedReadings
{
    private readonly ReviewerCollection _collection;
    private readonly PairwiseLoss _loss;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _profiles;
    private readonly Predictions _words;

    /// <param name="collection">the set; only its first profiles are read.</param>
    /// <param name="lexical">how profiles are read by words.</param>
    public RatedReadings(ReviewerCollection collection, ProfileForm lexical)
    {
        (_collection, _profiles) = (collection, collection.Profiles.Values.First());
        _loss = new PairwiseLoss(collection.Ratings);
        var phrases = new ReviewerSimilarity(collection, _profiles, ReviewersEvaluation.Phrases);
        _words = Predictions.Of(collection, (reviewer, paper) => phrases.Read(reviewer, paper).As(lexical));
        WordsLoss = Loss(_words);
    }

    /// <summary>Of the words alone.</summary>
    public double WordsLoss { get; }

    /// <summary>What chooses, in words.</summary>
    public string About => $"{Reviewers} experts of topics";

    /// <summary>How many people rated papers.</summary>
    public int Reviewers => _loss.Reviewers.Count;

    /// <summary>The best form of a space whose documents are the profile papers and whose queries are the rated ones, and the best weight of it beside the words.</summary>
    public RatedReading Choose(EmbeddingSpace space)
    {
        var vectors = new ProfileVectors(space, [.. _collection.ProfilePapers.Keys]);
        var numbers = _collection.RatedPapers.Keys.Index().ToDictionary(paper => paper.Item, paper => paper.Index, StringComparer.Ordinal);
        var readings = _collection.Ratings.AsParallel().AsOrdered()
            .Select(rating => (Pair: (rating.Reviewer, rating.Paper), Reading: vectors.Read(_profiles[rating.Reviewer], space.Queries[numbers[rating.Paper]])))
            .ToArray()
            .ToDictionary(rating => rating.Pair, rating => rating.Reading);
        var (form, dense, loss) = Enum.GetValues<ProfileForm>()
            .Select(form => (Form: form, Dense: Predictions.Of(_collection, (reviewer, paper) => readings[(reviewer, paper)].As(form))))
            .Select(choice => (choice.Form, choice.Dense, Loss: Loss(choice.Dense)))
            .MinBy(choice => choice.Loss);
        var (weight, together) = FusionWeight.Candidates.Select(weight => (weight, Loss(_words.Plus(dense, weight)))).MinBy(choice => choice.Item2);
        return new RatedReading(form, loss, weight, together);
    }

    private double Loss(Predictions predictions) => _loss.Compute(predictions.Score)["loss"].Average();
}
