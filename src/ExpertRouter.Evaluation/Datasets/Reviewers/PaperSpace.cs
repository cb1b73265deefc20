using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>Profile papers and rated papers as vectors. Immutable and thread-safe.</summary>
internal sealed class PaperSpace
{
    private readonly ProfileVectors _profiles;
    private readonly Dictionary<string, float[]> _rated;

    public PaperSpace(ReviewerCollection collection, PaperVectors vectors)
    {
        string[] own = [.. collection.ProfilePapers.Keys];
        string[] rated = [.. collection.RatedPapers.Keys];
        var encoded = vectors(collection, [.. own.Select(id => collection.ProfilePapers[id].Text), .. rated.Select(id => collection.RatedPapers[id].Text)]);
        var space = EmbeddingSpace.Of("papers", [.. encoded.Take(own.Length)], [.. encoded.Skip(own.Length)]);
        _profiles = new ProfileVectors(space, own);
        _rated = rated.Index().ToDictionary(paper => paper.Item, paper => space.Queries[paper.Index], StringComparer.Ordinal);
    }

    /// <summary>Per held-out own paper its author's score, then those of all reviewers who do not list it.</summary>
    public IReadOnlyList<double[]> OwnPapers(IReadOnlyDictionary<string, IReadOnlyList<string>> profiles, ProfileForm form) => _profiles.Scores(profiles, form);

    /// <summary>Cosines of a rated paper with a profile.</summary>
    public ProfileReading Read(IEnumerable<string> profile, string paper) => _profiles.Read(profile, _rated[paper]);
}
