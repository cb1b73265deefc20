using System.Globalization;
using ExpertRouter.App.Setup;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.App.Training;

/// <summary>
/// Trains an encoder on an installation's own text and keeps it as a candidate; nothing changes for searches before
/// <see cref="EncoderPromotion"/>. The same store, options and thread count give the same weights. Thread-safe.
/// </summary>
public sealed class StoreEncoderTrainer(EncoderCorpusReader reader, DataDirectory data, TimeProvider time)
{
    /// <summary>Texts with an expert, or with title and body, that a training needs.</summary>
    public const int FewestTexts = 200;

    /// <summary>The usual options for a corpus.</summary>
    public static EncoderTrainingOptions OptionsFor(EncoderCorpus corpus) => EncoderTrainingOptions.ForDocuments(corpus.Documents.Count) with { Name = "own" };

    /// <summary>Reads the store.</summary>
    /// <param name="restricted">Whether to read what not everybody may open; see <see cref="EncoderCorpusReader.ReadAsync"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InvalidOperationException">There is too little text; the message counts it.</exception>
    public async Task<EncoderCorpus> ReadAsync(bool restricted, CancellationToken cancellationToken)
    {
        var corpus = await reader.ReadAsync(restricted, cancellationToken);
        return Math.Max(corpus.Taught, corpus.Titled + corpus.Pairs.Count) >= FewestTexts
            ? corpus
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The store has too little text to train an encoder on: {corpus.Taught} documents with an expert, {corpus.Titled} with title and body, {corpus.Pairs.Count} accepted answers, a tenth held out not counted; it needs {FewestTexts} of the first or of the other two together.{(corpus.Restricted > 0 ? $" {corpus.Restricted} documents that not everybody may open were left out (--include-restricted reads them)." : "")} Ingest more, or stay with the encoder in use."));
    }

    /// <summary>Trains and saves.</summary>
    /// <param name="corpus">From <see cref="ReadAsync"/>.</param>
    /// <param name="options">Their files are not read.</param>
    /// <param name="output">Folder of the candidate; null for a new one among the installation's candidates.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellationToken">Stops; with <paramref name="output"/> named again the run goes on where it stopped.</param>
    /// <returns>What was done, and where the candidate lies.</returns>
    public async Task<(TrainingReport Report, string Folder)> TrainAsync(
        EncoderCorpus corpus, EncoderTrainingOptions options, string? output, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var folder = output ?? Path.Combine(data.EncoderCandidates, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}"));
        var report = await new EncoderTrainer(time).TrainAsync(options, corpus.Documents, corpus.Pairs, folder, progress, cancellationToken);
        return (report, folder);
    }
}
