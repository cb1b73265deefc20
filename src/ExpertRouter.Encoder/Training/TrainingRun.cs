using System.Numerics.Tensors;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>Everything one run holds while it trains: table, graph, batches, the best weights so far. Not thread-safe.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const ulong DropoutSalt = 0xD0;

    private readonly EncoderTrainingOptions options;
    private readonly TrainingCorpus corpus;
    private readonly SessionOptions session;
    private readonly ITextInput input;
    private readonly ITextInput validationInput;
    private readonly TableGradient gradient;
    private readonly StepGraph graph;
    private readonly TrainingEncoder encoder;
    private readonly Validator validator;
    private readonly BatchSampler sampler;
    private readonly LearningRateSchedule schedule;
    private readonly VocabularyExpansion? expansion;
    private readonly WordVocabulary vocabulary;
    private readonly WordVectors? vectors;
    private readonly StartingWeights? starting;
    private readonly WhitenedRows? whitened;

    public TrainingRun(EncoderTrainingOptions options, TrainingCorpus corpus, WordVectors? vectors)
    {
        (this.options, this.corpus) = (options, corpus);
        expansion = vectors is null ? null : new VocabularyExpansion(corpus.Vocabulary, vectors, options.WordVectorPrior, options.Architecture.AnchorWidth);
        (vocabulary, this.vectors) = (corpus.Vocabulary, vectors);
        starting = options.StartFrom is null ? null : StartingWeights.Load(options.StartFrom);
        whitened = CreateWhitened();
        Table = CreateTable();
        session = new SessionOptions { IntraOpNumThreads = options.Threads, InterOpNumThreads = 1 };
        input = CreateInput();
        validationInput = CreateInput();
        gradient = new TableGradient(Table, options.Architecture.AnchorWidth);
        sampler = new BatchSampler(corpus, options);
        graph = new StepGraph(options, sampler.Plan, input, corpus.Experts.Count, session);
        starting?.CopyTo(graph.Parameters);
        if (options.StartWhitened && starting is null)
            WhitenedStart.PassThrough(graph.Parameters, options.Architecture.Width);
        encoder = new TrainingEncoder(options, validationInput, graph.Parameters, session);
        validator = new Validator(corpus, encoder, graph.Parameters, options.Architecture.Dimension);
        schedule = new LearningRateSchedule(options.Steps, options.WarmUpSteps, options.Decay, options.FinalRate);
        Best = [.. Weights.Select(array => (float[])array.Clone())];
    }

    public EmbeddingTable Table { get; }

    public IReadOnlyList<DenseParameter> Parameters => graph.Parameters;

    public int TextsPerStep => sampler.Plan.Rows * options.Accumulation;

    /// <summary>Copies of <see cref="Weights"/> at the best validation.</summary>
    public IReadOnlyList<float[]> Best { get; }

    /// <summary>Rows and log weights of the table, then the dense parameters.</summary>
    public IReadOnlyList<float[]> Weights => [Table.Rows, Table.LogWeights, .. Parameters.Select(parameter => parameter.Numbers)];

    /// <summary>All arrays of a checkpoint, always in the same order.</summary>
    public IReadOnlyList<float[]> Arrays =>
        [.. Table.State, .. Parameters.SelectMany(parameter => new[] { parameter.Numbers, parameter.FirstMoments, parameter.SecondMoments }), .. Best];

    /// <param name="step">0-based.</param>
    /// <exception cref="InvalidOperationException">the loss is no longer a number.</exception>
    public StepLosses Step(int step)
    {
        StepLosses? losses = null;
        for (var part = 0; part < options.Accumulation; part++)
        {
            var number = step * options.Accumulation + part;
            losses = graph.Accumulate(sampler.Draw(number), gradient, new SeededRandom((options.Seed << 8) ^ DropoutSalt ^ ((ulong)number << 20)));
            if (!float.IsFinite(losses.Total))
                throw new InvalidOperationException($"training diverged at step {step + 1}: the loss is {losses.Total}. Lower the learning rates or ClipNorm");
        }

        var factor = schedule.Factor(step);
        graph.Step(options, factor, step + 1);
        gradient.Apply(1f / options.Accumulation, factor * options.TableLearningRate, factor * options.HeadLearningRate, step + 1);
        return losses!;
    }

    public ValidationFigures Validate() => validator.Measure();

    public void KeepAsBest()
    {
        foreach (var (from, to) in Weights.Zip(Best))
            from.CopyTo(to, 0);
    }

    /// <summary>Goes back to the best weights.</summary>
    public void ReturnToBest()
    {
        foreach (var (to, from) in Weights.Zip(Best))
            from.CopyTo(to, 0);
    }

    /// <summary>Unit vectors by the weights as they stand, [texts, dimension] row by row.</summary>
    public float[] Encode(IReadOnlyList<int[]> texts) => encoder.Encode(texts);

    /// <summary>Unit-length expert vectors times the learned scale, [experts, dimension], and biases; empty where there is no expert softmax.</summary>
    public (float[] Vectors, float[] Biases) ExpertHead()
    {
        if (Parameters.SingleOrDefault(parameter => parameter.Name == "head.experts")?.Numbers is not { } experts)
            return ([], []);
        var scale = MathF.Exp(Parameters.Single(parameter => parameter.Name == "head.scale.expert").Numbers[0]);
        var biases = (float[])Parameters.Single(parameter => parameter.Name == "head.experts.bias").Numbers.Clone();
        var vectors = (float[])experts.Clone();
        var width = options.Architecture.Dimension;
        for (var expert = 0; expert < biases.Length; expert++)
        {
            var vector = vectors.AsSpan(expert * width, width);
            TensorPrimitives.Multiply(vector, scale / TensorPrimitives.Norm<float>(vector), vector);
        }

        return (vectors, biases);
    }

    /// <summary>Predicts the rows of words that training never met; changes the best weights, so it comes last.</summary>
    public int ExpandVocabulary() => expansion?.Apply(Best[0], CreateTable().Rows, Best[1], IsTrained) ?? 0;

    /// <summary>The best weights as a served model; they become the weights as they stand.</summary>
    public ServedGraph WriteModel() => ServingGraph.Write(
        options.Architecture,
        Best[0],
        Best[1],
        Parameters.Zip(Best.Skip(2)).Where(entry => !entry.First.IsHead).ToDictionary(entry => entry.First.Name, entry => entry.Second),
        options.Table,
        Compress());

    public void Dispose()
    {
        graph.Dispose();
        encoder.Dispose();
        ((IDisposable)input).Dispose();
        ((IDisposable)validationInput).Dispose();
        session.Dispose();
    }

    private WhitenedRows? CreateWhitened()
    {
        var anchor = options.Architecture.AnchorWidth;
        if (starting is not null)
            return anchor > 0 ? WhitenedRows.None(anchor) : null;
        var width = options.StartWhitened ? Math.Min(options.Architecture.Width, vectors!.Width) : anchor;
        return width == 0 ? null : WhitenedRows.Create(
            width, vocabulary, vectors!, options.WordVectorScale, options.WhiteningShrinkage, corpus.Texts.Where(text => text.Length >= WhitenedRows.ShortestText));
    }

    private float[]? Compress()
    {
        if (options.Architecture.ServedDimension == 0)
            return null;
        ReturnToBest();
        return Compression.Create(options.Architecture.Dimension, options.Architecture.ServedDimension, Encode([.. corpus.Texts]));
    }

    private bool IsTrained(int id) => TensorPrimitives.MaxMagnitude<float>(Table.SecondMoments.AsSpan(id * Table.Width, Table.Width)) > 0;

    private EmbeddingTable CreateTable()
    {
        var table = EmbeddingTable.Create(vocabulary, options.Architecture.Width, vectors, options.WordVectorScale, options.Seed, whitened, options.Architecture.AnchorWidth, options.UnknownRowScale);
        starting?.CopyTo(vocabulary, table);
        return table;
    }

    private ITextInput CreateInput() => options.Architecture.Placement == MoePlacement.Pooled
        ? new PooledTextInput(Table, options.Dropout)
        : new TokenTextInput(Table, options.Dropout);
}
