using System.Globalization;
using System.Numerics.Tensors;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets.Maintainers;

namespace ExpertRouter.App.Evaluating;

/// <summary>
/// Two encoders trained on documents of known experts, different enough to err differently: their vectors side by side (the cosine is then the
/// mean of theirs), their opinions of the experts averaged as logarithms. One thread; the same lesson gives the same encoders. Not thread-safe.
/// </summary>
public sealed class TrainedExpertEncoder : IExpertEncoder
{
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
        var recipes = Recipes(documents.Length);
        var members = new List<TrainedEncoder>(recipes.Count);
        try
        {
            foreach (var recipe in recipes)
                members.Add(new EncoderTrainer(TimeProvider.System).Train(
                    recipe, documents, [], new TrainingLines(log, $"encoder {recipe.Seed} of {recipes.Count} on {documents.Length} documents"), cancellationToken));
        }
        catch
        {
            members.ForEach(member => member.Dispose());
            throw;
        }

        return new TrainedExpertEncoder(members, lesson.Collection, string.Create(
            CultureInfo.InvariantCulture,
            $"{members.Count} encoders of {string.Join(" and ", members.Select(member => member.Steps))} steps, trained on these {documents.Length} documents alone"));
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

    /// <summary>The usual recipe, and a narrower one with other rates and weights of the losses, which takes two thirds of its time.</summary>
    private static IReadOnlyList<EncoderTrainingOptions> Recipes(int documents)
    {
        var usual = EncoderTrainingOptions.ForDocuments(documents) with { Seed = 1, ValidationShare = 0, ValidationDocuments = 0 };
        return
        [
            usual,
            usual with
            {
                Seed = 2, Architecture = usual.Architecture with { Width = 128 }, Steps = usual.Steps * 15 / 16,
                LearningRate = 3e-3f, TokenDropout = .4f, SameExpertWeight = .5f,
            },
        ];
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
}
