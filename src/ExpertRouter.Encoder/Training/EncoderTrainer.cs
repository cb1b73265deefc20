using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Trains an encoder on documents of known experts (expert softmax, same-expert pairs) and text pairs, and writes a model folder that
/// serving can open. A checkpoint in that folder is continued exactly where it stopped; equal options, text and threads give equal bits.
/// Thread-safe across different output folders.
/// </summary>
public sealed class EncoderTrainer(TimeProvider time)
{
    private const string CheckpointFile = "checkpoint.bin";

    /// <summary>Trains to the end, or until cancelled; a cancelled run leaves its checkpoint.</summary>
    /// <param name="outputFolder">created where missing; gets model.onnx, the vocabulary and manifest.json.</param>
    /// <exception cref="ArgumentException">an option is out of range.</exception>
    /// <exception cref="FormatException">a training file cannot be read; says file and line.</exception>
    /// <exception cref="InvalidDataException">the folder's checkpoint belongs to another run or is damaged.</exception>
    /// <exception cref="InvalidOperationException">nothing to train on, the loss diverged, or the layer must not be served.</exception>
    public async Task<TrainingReport> TrainAsync(
        EncoderTrainingOptions options, string outputFolder, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        Check(options);
        Directory.CreateDirectory(outputFolder);
        var vectors = options.WordVectors is null ? null : WordVectors.Load(options.WordVectors);
        var corpus = await TrainingCorpus.LoadAsync(options, vectors, cancellationToken);
        return await Task.Run(() => Train(options, corpus, vectors, outputFolder, progress, cancellationToken), cancellationToken);
    }

    /// <summary>The same on texts in memory; the files that the options name are not read, but for word vectors and the model to start from.</summary>
    public async Task<TrainingReport> TrainAsync(
        EncoderTrainingOptions options,
        IReadOnlyList<TrainingDocument> documents,
        IReadOnlyList<TrainingPair> pairs,
        string outputFolder,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        Check(options with { PairFiles = ["memory"] });
        Directory.CreateDirectory(outputFolder);
        return await Task.Run(
            () =>
            {
                var vectors = options.WordVectors is null ? null : WordVectors.Load(options.WordVectors);
                return Train(options, TrainingCorpus.Encode(options, documents, pairs, vectors), vectors, outputFolder, progress, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Trains on texts in memory; nothing is written. The caller disposes the encoder.</summary>
    /// <param name="options">The files they name are not read, but for the model to start from.</param>
    /// <exception cref="ArgumentException">an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">nothing to train on, or the loss diverged.</exception>
    public TrainedEncoder Train(
        EncoderTrainingOptions options,
        IReadOnlyList<TrainingDocument> documents,
        IReadOnlyList<TrainingPair> pairs,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        (options with { PairFiles = ["memory"] }).Validate();
        var corpus = TrainingCorpus.Encode(options, documents, pairs);
        var run = new TrainingRun(options, corpus, null);
        try
        {
            var state = Learn(run, options, null, progress, cancellationToken);
            run.ReturnToBest();
            return new TrainedEncoder(run, options, corpus, state.Step);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static void Check(EncoderTrainingOptions options)
    {
        options.Validate();
        if (!MoeLayers.Create(options.Architecture.Layer).IsBatchInvariant)
            throw new InvalidOperationException(
                $"{options.Architecture.Layer.Kind} cannot be exported for serving: a text's vector would depend on the other texts of its batch. Choose another layer kind");
    }

    private TrainingReport Train(
        EncoderTrainingOptions options,
        TrainingCorpus corpus,
        WordVectors? vectors,
        string outputFolder,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var run = new TrainingRun(options, corpus, vectors);
        var checkpoint = new Checkpoint(Path.Combine(outputFolder, CheckpointFile), options, corpus.Vocabulary.Fingerprint);
        var started = time.GetTimestamp();
        var state = Learn(run, options, checkpoint, progress, cancellationToken);
        var predicted = run.ExpandVocabulary();
        var report = new TrainingReport(
            state.Step,
            state.BestStep,
            state.BestFigures,
            corpus.Documents.Count,
            corpus.Experts.Count,
            corpus.Pairs.Count,
            corpus.Vocabulary.WordCount,
            predicted,
            run.Weights.Take(2).Sum(array => (long)array.Length) + Trained(run),
            Trained(run),
            time.GetElapsedTime(started).TotalSeconds,
            state.Step < options.Steps);
        ModelFolder.Write(outputFolder, options, corpus.Vocabulary, run.WriteModel(), report);
        checkpoint.Delete();
        return report;
    }

    private TrainingState Learn(
        TrainingRun run, EncoderTrainingOptions options, Checkpoint? checkpoint, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var state = checkpoint is { Exists: true } ? checkpoint.Load(run.Arrays) : TrainingState.Start;
        var (first, started, saved) = (state.Step, time.GetTimestamp(), time.GetTimestamp());
        while (state.Step < options.Steps && !StopsEarly(options, state))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                checkpoint?.Save(state, run.Arrays);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var losses = run.Step(state.Step);
            state = state with { Step = state.Step + 1 };
            ValidationFigures? figures = null;
            if (state.Step % options.ValidateEvery == 0 || state.Step == options.Steps)
            {
                figures = run.Validate();
                state = state.After(state.Step, figures);
                if (state.BestStep == state.Step)
                    run.KeepAsBest();
            }

            var elapsed = time.GetElapsedTime(started);
            progress?.Report(new TrainingProgress(
                state.Step, options.Steps, losses, (state.Step - first) * run.TextsPerStep / elapsed.TotalSeconds, elapsed, figures));
            if (checkpoint is not null && time.GetElapsedTime(saved).TotalSeconds >= options.CheckpointEverySeconds)
            {
                checkpoint.Save(state, run.Arrays);
                saved = time.GetTimestamp();
            }
        }

        return state;
    }

    private static bool StopsEarly(EncoderTrainingOptions options, TrainingState state) =>
        options.Patience > 0 && state.WithoutImprovement >= options.Patience;

    private static long Trained(TrainingRun run) => run.Parameters.Where(parameter => !parameter.IsHead).Sum(parameter => (long)parameter.Numbers.Length);
}
