using ExpertRouter.App.Encoders;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Reviewers;

namespace ExpertRouter.App.Evaluating;

/// <summary>Which encoder <c>evaluate reviewers</c> measures beside the words, from what its option says.</summary>
public static class ReviewerEncoders
{
    private const int Steps = 300;
    private const int PairBatch = 256;

    /// <param name="encoder">As for <see cref="ExpertEncoders.Plan"/>; "train" goes on from the shipped encoder on titles and abstracts; who wrote them is not read.</param>
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
        var papers = Papers(collection, pairs);
        var usual = new EncoderTrainingOptions();
        var recipe = usual with
        {
            StartFrom = EncoderFolder.Shipped, Architecture = EncoderTrainingOptions.ArchitectureOf(EncoderFolder.Shipped) ?? usual.Architecture,
            BodyTokens = usual.ServedTokens - usual.TitleTokens, Steps = Steps, PairWeight = 1, PairBatch = PairBatch, CropShare = 1, MinimumWordDocuments = 2, ValidationShare = 0, ValidationDocuments = 0,
        };
        using var encoder = new EncoderTrainer(TimeProvider.System).Train(
            recipe, [], papers, new TrainingLines(log, $"encoder on {papers.Length} titles and abstracts"), cancellationToken);
        return encoder.Encode(texts);
    }

    /// <summary>Titles and abstracts of the profile papers and the others, none that is rated, each once: a paper that came twice would be a negative of itself.</summary>
    internal static TrainingPair[] Papers(ReviewerCollection collection, IReadOnlyList<TrainingPair> pairs)
    {
        var rated = collection.RatedPapers.Values.Select(paper => paper.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = collection.ProfilePapers.Values.Where(paper => paper is { Title.Length: > 0, Abstract.Length: > 0 }).Select(paper => new TrainingPair("profiles", paper.Title!, paper.Abstract!));
        return [.. own.Concat(pairs).Where(pair => !rated.Contains(pair.Anchor)).DistinctBy(pair => pair.Anchor, StringComparer.OrdinalIgnoreCase)];
    }

    private static IReadOnlyList<float[]?> Serve(string folder, IReadOnlyList<string> texts)
    {
        using var encoder = ServedExpertEncoder.Open(folder);
        return [.. encoder.Encode(texts).Select(text => text?.Vector)];
    }
}
