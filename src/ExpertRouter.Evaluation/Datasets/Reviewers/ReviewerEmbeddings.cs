using System.Globalization;
using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// Reviewers and papers by vectors (<see cref="ProfileVectors"/>), alone and with the lexical default: both standardised over the rated pairs of a profile set
/// and added, the weight chosen on own papers (<see cref="FusionWeight"/>). No rating is used. The mean that is subtracted is that of the profile papers.
/// </summary>
public static class ReviewerEmbeddings
{
    /// <summary>Measures a folder against its ratings.</summary>
    public static async Task<IReadOnlyList<EvaluationRow>> RunAsync(
        string folder, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var collection = ReviewerCollection.Load(folder);
        string[] rated = [.. collection.RatedPapers.Keys];
        var spaces = await ReadAsync(collection, [.. rated.Select(id => collection.RatedPapers[id].Text)], embedders, cancellationToken);
        var numbers = rated.Index().ToDictionary(paper => paper.Item, paper => paper.Index, StringComparer.Ordinal);
        var first = collection.Profiles.First().Value;
        var held = new HeldOutPapers(collection, first, ReviewersEvaluation.Phrases);
        var form = held.Choose().Best;
        var words = held.Scores(form);
        var systems = spaces.Select(space => (Space: space, Vectors: Vectors(collection, space)))
            .Select(system => (system.Space, system.Vectors, system.Vectors.Choose(first).Form))
            .Select(system => (system.Space, system.Vectors, system.Form, FusionWeight.Choose(words, system.Vectors.Scores(first, system.Form)).Weight))
            .ToArray();
        var scores = new ReviewerScores(collection);
        var forms = new ReadingForms(collection);
        foreach (var profiles in collection.Profiles.Values)
        {
            var plain = new ReviewerSimilarity(collection, profiles, ReviewersEvaluation.Plain);
            var phrases = new ReviewerSimilarity(collection, profiles, ReviewersEvaluation.Phrases);
            scores.Add(ReviewersEvaluation.Baseline, (reviewer, paper) => plain.Read(reviewer, paper).Profile);
            var byWords = forms.Add(ReviewersEvaluation.DefaultSystem, phrases.Read);
            var lexical = Predictions.Of(collection, (reviewer, paper) => byWords[(reviewer, paper)].As(form));
            scores.Add(ReviewersEvaluation.DefaultSystem, lexical.Score);
            foreach (var (space, vectors, own, weight) in systems)
            {
                var readings = forms.Add(space.Name, (reviewer, paper) => vectors.Read(profiles[reviewer], space.Queries[numbers[paper]]));
                var dense = Predictions.Of(collection, (reviewer, paper) => readings[(reviewer, paper)].As(own));
                scores.Add(space.Name, dense.Score);
                scores.Add(Together(space), lexical.Plus(dense, weight).Score);
            }
        }

        scores.AddPublished(folder);
        return [.. scores.ToRows(DatasetName(folder), ReviewersEvaluation.Baseline)
            .Select(row => Notes(row.System).ToArray() is [_, ..] notes ? row with { Notes = [.. row.Notes ?? [], .. notes] } : row)];

        IEnumerable<string> Notes(string system)
        {
            foreach (var (space, _, own, weight) in systems)
            {
                if (space.Name == system) yield return $"{system}: read as {own}, by held-out own papers";
                if (Together(space) == system) yield return Weighted(system, weight);
            }

            if (forms.Losses(system) is { } losses) yield return $"{system}: loss by reading: {losses}";
        }
    }

    /// <summary>
    /// Whose paper is it? Each own paper of a reviewer of the first profile set is held out and its author looked for, as the form of the reading is chosen. Ratings are
    /// not looked at, so models may be chosen by this.
    /// </summary>
    public static async Task<IReadOnlyList<EvaluationRow>> RunOnOwnPapersAsync(
        string folder, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var collection = ReviewerCollection.Load(folder);
        var profiles = collection.Profiles.First().Value;
        var held = new HeldOutPapers(collection, profiles, ReviewersEvaluation.Phrases);
        var (lexical, ranks) = held.Choose();
        var words = held.Scores(lexical);
        var rows = new List<EvaluationRow>();
        foreach (var space in await ReadAsync(collection, [], embedders, cancellationToken))
        {
            var vectors = Vectors(collection, space);
            var (form, rank, papers) = vectors.Choose(profiles);
            rows.Add(Row(space.Name, form, rank, papers));
            var (weight, together) = FusionWeight.Choose(words, vectors.Scores(profiles, form));
            rows.Add(Row(Together(space), form, together, papers) with { Notes = [Weighted(Together(space), weight)] });
        }

        return [Row(ReviewersEvaluation.DefaultSystem, lexical, ranks[lexical], rows.Select(row => row.Queries).FirstOrDefault()), .. rows];

        EvaluationRow Row(string system, ProfileForm form, double rank, int papers) => new()
        {
            Dataset = $"{DatasetName(folder)}, whose paper",
            System = system,
            Queries = papers,
            Metrics = new Dictionary<string, double> { ["MRR"] = rank },
            Notes = [$"{system}: read as {form}"],
        };
    }

    private static string Together(EmbeddingSpace space) => $"lexical default + {space.Name}";

    private static string Weighted(string system, double weight) =>
        string.Create(CultureInfo.InvariantCulture, $"{system}: weight {weight:0.0}, by held-out own papers");

    private static ProfileVectors Vectors(ReviewerCollection collection, EmbeddingSpace space) => new(space, [.. collection.ProfilePapers.Keys]);

    private static async Task<IReadOnlyList<EmbeddingSpace>> ReadAsync(
        ReviewerCollection collection, IReadOnlyList<string> queries, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var spaces = new List<EmbeddingSpace>();
        foreach (var embedder in embedders)
            spaces.AddRange(await SpaceReader.ReadAsync(
                embedder, [.. collection.ProfilePapers.Values.Select(paper => paper.Text)], queries, bySentence: true, cancellationToken));
        return spaces;
    }

    private static string DatasetName(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
}
