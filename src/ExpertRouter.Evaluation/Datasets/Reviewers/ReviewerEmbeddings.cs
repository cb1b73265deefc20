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
    private const string OwnPapers = "held-out own papers";

    /// <summary>Measures a folder against its ratings.</summary>
    /// <param name="topics">
    /// Other people and papers, with ratings, that choose reading, form and weight once more; null to leave these rows out. They ask who knows the subject, as reviewers are asked, where own
    /// papers ask whose a text is.
    /// </param>
    public static async Task<IReadOnlyList<EvaluationRow>> RunAsync(
        string folder, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken, ReviewerCollection? topics = null)
    {
        var collection = ReviewerCollection.Load(folder);
        var first = collection.Profiles.First().Value;
        var held = new HeldOutPapers(collection, first, ReviewersEvaluation.Phrases);
        var form = held.Choose().Best;
        var words = held.Scores(form);
        var rated = topics is null ? null : new RatedReadings(topics, form);
        var systems = new List<ReviewerSystem>();
        foreach (var embedder in embedders)
        {
            var spaces = await ReadAsync(collection, embedder, withRated: true, cancellationToken);
            foreach (var space in spaces)
            {
                var vectors = Vectors(collection, space);
                var own = vectors.Choose(first).Form;
                systems.Add(new ReviewerSystem(space.Name, space, own, null, OwnPapers));
                systems.Add(new ReviewerSystem(Together(space.Name), space, own, FusionWeight.Choose(words, vectors.Scores(first, own)).Weight, OwnPapers));
            }

            if (rated is null) continue;
            var readings = (await ReadAsync(topics!, embedder, withRated: true, cancellationToken)).Select(rated.Choose).Zip(spaces).ToArray();
            var (alone, chosen) = readings.MinBy(reading => reading.First.Loss);
            systems.Add(new ReviewerSystem(Topics(embedder.Name), chosen, alone.Form, null, rated.About));
            (alone, chosen) = readings.MinBy(reading => reading.First.LossWithWords);
            systems.Add(new ReviewerSystem(Together(Topics(embedder.Name)), chosen, alone.Form, alone.Weight, rated.About));
        }

        var numbers = collection.RatedPapers.Keys.Index().ToDictionary(paper => paper.Item, paper => paper.Index, StringComparer.Ordinal);
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
            foreach (var ofSpace in systems.GroupBy(system => system.Space))
            {
                var vectors = Vectors(collection, ofSpace.Key);
                var readings = forms.Add(ofSpace.Key.Name, (reviewer, paper) => vectors.Read(profiles[reviewer], ofSpace.Key.Queries[numbers[paper]]));
                foreach (var system in ofSpace)
                {
                    var dense = Predictions.Of(collection, (reviewer, paper) => readings[(reviewer, paper)].As(system.Form));
                    scores.Add(system.Name, (system.Weight is { } weight ? lexical.Plus(dense, weight) : dense).Score);
                }
            }
        }

        scores.AddPublished(folder);
        return [.. scores.ToRows(DatasetName(folder), ReviewersEvaluation.Baseline)
            .Select(row => Notes(row.System).ToArray() is [_, ..] notes ? row with { Notes = [.. row.Notes ?? [], .. notes] } : row)];

        IEnumerable<string> Notes(string name)
        {
            if (systems.Find(system => system.Name == name) is { } read) yield return read.Note;
            if (forms.Losses(name) is { } losses) yield return $"{name}: loss by reading: {losses}";
        }
    }

    /// <summary>Who knows the subject? Least losses of each space on people and papers with ratings that models may be chosen by, alone and beside the words.</summary>
    public static async Task<IReadOnlyList<EvaluationRow>> RunOnTopicsAsync(
        string name, ReviewerCollection topics, IReadOnlyList<TextEmbedder> embedders, CancellationToken cancellationToken)
    {
        var rated = new RatedReadings(topics, ProfileForm.ProfileAndBestThree);
        var rows = new List<EvaluationRow> { Row(ReviewersEvaluation.DefaultSystem, rated.WordsLoss, "as ProfileAndBestThree") };
        foreach (var embedder in embedders)
            foreach (var space in await ReadAsync(topics, embedder, withRated: true, cancellationToken))
            {
                var reading = rated.Choose(space);
                rows.Add(Row(space.Name, reading.Loss, $"as {reading.Form}"));
                rows.Add(Row(Together(space.Name), reading.LossWithWords, string.Create(CultureInfo.InvariantCulture, $"as {reading.Form}, weight {reading.Weight:0.0}")));
            }

        return rows;

        EvaluationRow Row(string system, double loss, string note) => new()
        {
            Dataset = $"{name}, who knows the subject",
            System = system,
            Queries = rated.Reviewers,
            Metrics = new Dictionary<string, double> { ["loss"] = loss },
            Notes = [$"{system}: {note}"],
        };
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
        foreach (var embedder in embedders)
            foreach (var space in await ReadAsync(collection, embedder, withRated: false, cancellationToken))
            {
                var vectors = Vectors(collection, space);
                var (form, rank, papers) = vectors.Choose(profiles);
                rows.Add(Row(space.Name, form, rank, papers));
                var (weight, together) = FusionWeight.Choose(words, vectors.Scores(profiles, form));
                rows.Add(Row(Together(space.Name), form, together, papers) with
                {
                    Notes = [string.Create(CultureInfo.InvariantCulture, $"{Together(space.Name)}: weight {weight:0.0}, by {OwnPapers}")],
                });
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

    private static string Together(string name) => $"lexical default + {name}";

    private static string Topics(string name) => $"{name}, as topics choose";

    private static ProfileVectors Vectors(ReviewerCollection collection, EmbeddingSpace space) => new(space, [.. collection.ProfilePapers.Keys]);

    private static Task<IReadOnlyList<EmbeddingSpace>> ReadAsync(ReviewerCollection collection, TextEmbedder embedder, bool withRated, CancellationToken cancellationToken) =>
        SpaceReader.ReadAsync(
            embedder,
            [.. collection.ProfilePapers.Values.Select(paper => paper.Text)],
            withRated ? [.. collection.RatedPapers.Values.Select(paper => paper.Text)] : [],
            bySentence: true,
            cancellationToken);

    private static string DatasetName(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
}
