using ExpertRouter.Evaluation.Datasets.Reviewers;

namespace ExpertRouter.Evaluation.Datasets.Dblp;

/// <summary>
/// Who knows the subject of a paper, as ratings: an expert of a topic rates a labelled paper with <see cref="Expert"/> if they share a topic and with <see cref="Stranger"/> otherwise. The profile is what the
/// expert wrote; own papers are not rated. The ratings ask what those of reviewers ask, so ways to read a profile can be chosen by them where reviewers' own papers only tell whose a text is.
/// </summary>
public static class TopicRatings
{
    /// <summary>Of a paper on one's topic.</summary>
    public const double Expert = 5;

    /// <summary>Of any other paper.</summary>
    public const double Stranger = 1;

    /// <summary>The set as reviewers and papers, with one profile set.</summary>
    /// <exception cref="InvalidDataException">No expert of a topic wrote a document.</exception>
    public static ReviewerCollection Of(DblpCollection collection)
    {
        var papers = collection.Documents.Select(document => new Paper { Id = $"{document.Doc}", Title = document.Text }).ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        var written = collection.Documents
            .SelectMany(document => document.Authors.Distinct().Select(author => (Author: author, Paper: $"{document.Doc}")))
            .ToLookup(entry => entry.Author, entry => entry.Paper);
        int[] experts = [.. collection.Relevant.Values.SelectMany(relevant => relevant).Distinct().Where(written.Contains).Order()];
        if (experts.Length == 0) throw new InvalidDataException("no expert of a topic wrote a document, so nobody has a profile");
        var queries = collection.Queries.ToDictionary(query => $"{collection.Documents[query].Doc}", query => collection.Relevant[query], StringComparer.Ordinal);
        return new ReviewerCollection(
            [.. experts.SelectMany(expert => queries
                .Where(query => !written[expert].Contains(query.Key))
                .Select(query => new ReviewerRating($"{expert}", query.Key, query.Value.Contains(expert) ? Expert : Stranger)))],
            queries.Keys.ToDictionary(query => query, query => papers[query], StringComparer.Ordinal),
            papers,
            new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>
            {
                ["all"] = experts.ToDictionary(expert => $"{expert}", expert => (IReadOnlyList<string>)[.. written[expert]], StringComparer.Ordinal),
            });
    }
}
