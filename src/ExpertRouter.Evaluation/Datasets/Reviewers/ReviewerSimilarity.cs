using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// TF-IDF similarities of reviewers and papers in one profile set; document frequencies come from the rated papers and
/// the profile entries of the set. No rating is used. Immutable and thread-safe.
/// </summary>
public sealed class ReviewerSimilarity
{
    private readonly Dictionary<string, TermVector> _papers;
    private readonly Dictionary<string, TermVector> _profiles;
    private readonly Dictionary<string, TermVector[]> _ownPapers;

    /// <summary>Weighs a set.</summary>
    public ReviewerSimilarity(
        ReviewerCollection collection, IReadOnlyDictionary<string, IReadOnlyList<string>> profiles, WordTokenizer tokenizer)
    {
        var vocabulary = new Vocabulary(tokenizer);
        var rated = collection.RatedPapers.ToDictionary(paper => paper.Key, paper => vocabulary.Learn(paper.Value.Text));
        var own = collection.ProfilePapers.ToDictionary(paper => paper.Key, paper => vocabulary.Learn(paper.Value.Text));
        var statistics = new TermStatistics(
            [.. rated.Values, .. profiles.Values.SelectMany(papers => papers).Select(paper => own[paper])], vocabulary.Count);
        var weighting = new TfIdf();
        _papers = rated.ToDictionary(paper => paper.Key, paper => weighting.Weigh(paper.Value, statistics));
        _ownPapers = profiles.ToDictionary(
            reviewer => reviewer.Key,
            reviewer => reviewer.Value.Select(paper => weighting.Weigh(own[paper], statistics)).ToArray());
        _profiles = profiles.ToDictionary(
            reviewer => reviewer.Key,
            reviewer => weighting.Weigh(TermVector.Add(reviewer.Value.Select(paper => own[paper])), statistics));
    }

    /// <summary>Cosines of a paper with a reviewer's profile.</summary>
    public ProfileReading Read(string reviewer, string paper) => ProfileReading.Of(
        _profiles[reviewer].Dot(_papers[paper]), _ownPapers[reviewer].Select(own => own.Dot(_papers[paper])));
}
