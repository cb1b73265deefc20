using System.Globalization;
using ExpertRouter.Core.Retrieval.Sparse;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// <c>evaluate reviewers</c>: match reviewers and papers, judged by self-reported expertise; means over the profile sets.
/// No system sees a rating; how the default reads profiles is chosen by <see cref="HeldOutPapers"/>. Published predictions in <c>reference_scores.csv[.gz]</c>, if there, are measured as well.
/// </summary>
public static class ReviewersEvaluation
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "TF-IDF words+bigrams, form chosen on own papers";

    /// <summary>The simple baseline of the comparison.</summary>
    public const string Baseline = "TF-IDF, profile text";

    /// <summary>Words of the protocol.</summary>
    internal static readonly WordTokenizer Plain = new(WordShape.Letters, 2, StopWords.Minimal);

    /// <summary>Words and pairs of words, singular: what the default reads.</summary>
    internal static readonly WordTokenizer Phrases = new(WordShape.Letters, 2, StopWords.English, bigrams: true, stemPlurals: true);

    /// <summary>Name of the encoder's row.</summary>
    public const string EncoderSystem = "encoder";

    /// <summary>Name of the row of words and encoder together: both standardised over the rated pairs and added, the weight chosen on own papers (<see cref="FusionWeight"/>).</summary>
    public const string TogetherSystem = "words and encoder";

    /// <summary>Measures a folder.</summary>
    /// <param name="vectors">Makes vectors of papers, to be read as the words are; null to leave them out.</param>
    public static EvaluationReport Run(string folder, PaperVectors? vectors = null)
    {
        var collection = ReviewerCollection.Load(folder);
        var space = vectors is null ? null : new PaperSpace(collection, vectors);
        var scores = new ReviewerScores(collection);
        var first = collection.Profiles.Values.First();
        var held = new HeldOutPapers(collection, first, Phrases);
        var (form, ranks) = held.Choose();
        var weight = space is null ? 0 : FusionWeight.Choose(held.Scores(form), space.OwnPapers(first, form)).Weight;
        foreach (var profiles in collection.Profiles.Values)
        {
            var plain = new ReviewerSimilarity(collection, profiles, Plain);
            var phrases = new ReviewerSimilarity(collection, profiles, Phrases);
            scores.Add(Baseline, (reviewer, paper) => plain.Read(reviewer, paper).Profile);
            scores.Add("TF-IDF, max over papers", (reviewer, paper) => plain.Read(reviewer, paper).Best);
            scores.Add("TF-IDF, mean of top 3", (reviewer, paper) => plain.Read(reviewer, paper).BestThree);
            scores.Add("TF-IDF, mean", (reviewer, paper) => plain.Read(reviewer, paper).Mean);
            scores.Add("TF-IDF words+bigrams, profile", (reviewer, paper) => phrases.Read(reviewer, paper).Profile);
            scores.Add("TF-IDF words+bigrams, mean of top 3", (reviewer, paper) => phrases.Read(reviewer, paper).BestThree);
            scores.Add(DefaultSystem, (reviewer, paper) => phrases.Read(reviewer, paper).As(form));
            if (space is null) continue;
            var words = Predictions.Of(collection, (reviewer, paper) => phrases.Read(reviewer, paper).As(form));
            var dense = Predictions.Of(collection, (reviewer, paper) => space.Read(profiles[reviewer], paper).As(form));
            scores.Add(EncoderSystem, dense.Score);
            scores.Add(TogetherSystem, words.Plus(dense, weight).Score);
        }

        scores.AddPublished(folder);
        string[] notes =
        [
            $"{scores.Reviewers} reviewers, {collection.Ratings.Count} ratings; intervals and p by reviewer",
            string.Create(CultureInfo.InvariantCulture,
                $"form: {form}, by mean reciprocal rank of the author of held-out own papers ({string.Join(", ", ranks.Select(rank => $"{rank.Key} {rank.Value:0.000}"))})"),
        ];
        return new EvaluationReport(
            "evaluate reviewers",
            [.. scores.ToRows(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), Baseline, system => system == DefaultSystem)
                .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], .. notes] } : row)
                .Select(row => row.System == TogetherSystem
                    ? row with { Notes = [.. row.Notes ?? [], string.Create(CultureInfo.InvariantCulture, $"weight of the encoder {weight:0.0}, by held-out own papers")] }
                    : row)]);
    }
}
