using ExpertRouter.App.Encoders;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Reviewers;

namespace ExpertRouter.App.Evaluating;

/// <summary>Which encoder <c>evaluate reviewers</c> measures beside the words, from what its option says.</summary>
public static class ReviewerEncoders
{
    private const int Steps = 400;
    private const int PairBatch = 256;

    /// <param name="encoder">As for <see cref="ExpertEncoders.Plan"/>; "train" goes on from the shipped encoder on the profile papers and their authors.</param>
    /// <param name="pairs">Titles and abstracts of further papers to learn from; what is the title of a rated paper is left out.</param>
    /// <param name="log">Takes a line on progress.</param>
    /// <param name="cancellationToken">Stops a training.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    public static PaperVectors? Plan(string encoder, IReadOnlyList<TrainingPair> pairs, Action<string> log, CancellationToken cancellationToken) => encoder switch
    {
        ExpertEncoders.None => null,
        ExpertEncoders.Train => (collection, texts) => Train(collection, pairs, texts, log, cancellationToken),
        ExpertEncoders.Shipped => (_, texts) => Serve(EncoderFolder.Shipped, texts),
        _ when Directory.Exists(encoder) => (_, texts) => Serve(encoder, texts),
        _ => throw ExpertEncoders.Unknown(encoder),
    };

    private static IReadOnlyList<float[]?> Train(
        ReviewerCollection collection, IReadOnlyList<TrainingPair> pairs, IReadOnlyList<string> texts, Action<string> log, CancellationToken cancellationToken)
    {
        var rated = collection.RatedPapers.Values.Select(paper => paper.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        TrainingPair[] others = [.. pairs.Where(pair => !rated.Contains(pair.Anchor))];
        var authors = collection.Profiles.Values.SelectMany(set => set)
            .SelectMany(profile => profile.Value.Select(paper => (Paper: paper, Author: profile.Key)))
            .ToLookup(entry => entry.Paper, entry => entry.Author, StringComparer.Ordinal);
        TrainingDocument[] documents = [.. collection.ProfilePapers.Values.Select(paper => new TrainingDocument(
            paper.Id, paper.Title ?? "", paper.Abstract ?? "", [.. authors[paper.Id].Distinct().Order(StringComparer.Ordinal)]))];
        var usual = EncoderTrainingOptions.ForDocuments(documents.Length);
        var recipe = usual with
        {
            StartFrom = EncoderFolder.Shipped, Architecture = EncoderTrainingOptions.ArchitectureOf(EncoderFolder.Shipped) ?? usual.Architecture,
            Steps = Steps, PairWeight = 1, PairBatch = others.Length > 0 ? PairBatch : usual.PairBatch, MinimumWordDocuments = 2, ValidationShare = 0, ValidationDocuments = 0,
        };
        using var encoder = new EncoderTrainer(TimeProvider.System).Train(
            recipe, documents, others, new TrainingLines(log, $"encoder on {documents.Length} papers and {others.Length} pairs"), cancellationToken);
        return encoder.Encode(texts);
    }

    private static IReadOnlyList<float[]?> Serve(string folder, IReadOnlyList<string> texts)
    {
        using var encoder = ServedExpertEncoder.Open(folder);
        return [.. encoder.Encode(texts).Select(text => text?.Vector)];
    }
}
