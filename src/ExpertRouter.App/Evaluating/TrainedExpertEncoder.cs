using System.Globalization;
using System.Numerics.Tensors;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.App.Evaluating;

/// <summary>
/// Encoders trained on documents of known experts, alike but for the seed: their vectors side by side (the cosine is then the mean of
/// theirs), their opinions of the experts averaged as logarithms. One thread; the same lesson gives the same encoders. Not thread-safe.
/// </summary>
public sealed class TrainedExpertEncoder : IExpertEncoder
{
    /// <summary>Encoders trained side by side.</summary>
    public const int Members = 1;

    private readonly IReadOnlyList<TrainedEncoder> _members;
    private readonly int[] _memberOfExpert;

    private TrainedExpertEncoder(IReadOnlyList<TrainedEncoder> members, MaintainerCollection collection, string description)
    {
        _members = members;
        var places = members[0].Experts.Index().ToDictionary(expert => expert.Item, expert => expert.Index, StringComparer.Ordinal);
        _memberOfExpert = [.. collection.Experts.Select(expert => places.GetValueOrDefault(expert, -1))];
        Description = description;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Trains on a lesson.</summary>
    /// <param name="lesson">Documents and families; only the collection's experts are learned.</param>
    /// <param name="log">Takes a line now and then.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public static TrainedExpertEncoder Train(EncoderLesson lesson, Action<string> log, CancellationToken cancellationToken)
    {
        var ranked = lesson.Collection.Experts.ToHashSet(StringComparer.Ordinal);
        TrainingDocument[] documents = [.. lesson.Documents.Select(number => (Document: lesson.Collection.Documents[number], Family: lesson.Families[number])).Select(
            entry => new TrainingDocument(entry.Document.Id, entry.Document.Title, entry.Document.Body, [.. entry.Document.Experts.Where(ranked.Contains)])
            {
                Family = entry.Family,
            })];
        var options = EncoderTrainingOptions.ForDocuments(documents.Length) with { ValidationPairs = 0, ValidationDocuments = 0 };
        var members = new List<TrainedEncoder>(Members);
        try
        {
            for (var member = 0; member < Members; member++)
                members.Add(new EncoderTrainer(TimeProvider.System).Train(
                    options with { Seed = (ulong)(member + 1) }, documents, [], new Lines(log, $"encoder on {documents.Length} documents"), cancellationToken));
        }
        catch
        {
            members.ForEach(member => member.Dispose());
            throw;
        }

        return new TrainedExpertEncoder(members, lesson.Collection, string.Create(
            CultureInfo.InvariantCulture, $"{Members} encoder{(Members == 1 ? "" : "s")} trained on {documents.Length} documents, {options.Steps} steps each, no word vectors"));
    }

    /// <inheritdoc/>
    public IReadOnlyList<EncodedText?> Encode(IReadOnlyList<string> texts)
    {
        var vectors = _members.Select(member => member.Encode(texts)).ToArray();
        return [.. Enumerable.Range(0, texts.Count).Select(text => vectors[0][text] is null ? null : Join([.. vectors.Select(member => member[text]!)]))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var member in _members)
            member.Dispose();
    }

    private EncodedText Join(float[][] vectors)
    {
        float[] joined = [.. vectors.SelectMany(vector => vector)];
        TensorPrimitives.Divide(joined, MathF.Sqrt(vectors.Length), joined);
        var opinions = new float[_memberOfExpert.Length];
        foreach (var (member, vector) in _members.Zip(vectors))
        {
            var logarithms = member.LogProbabilities(vector);
            for (var expert = 0; expert < opinions.Length; expert++)
                opinions[expert] += (_memberOfExpert[expert] < 0 ? float.NegativeInfinity : logarithms[_memberOfExpert[expert]]) / vectors.Length;
        }

        return new EncodedText(joined, opinions);
    }

    private sealed class Lines(Action<string> log, string subject) : IProgress<TrainingProgress>
    {
        private const int Every = 80;

        public void Report(TrainingProgress value)
        {
            if (value.Step % Every == 0 || value.Step == value.Steps)
                log(string.Create(CultureInfo.InvariantCulture, $"{subject}: step {value.Step} of {value.Steps}, loss {value.Losses.Total:0.00}"));
        }
    }
}
