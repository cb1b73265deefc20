using System.Numerics.Tensors;
using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>
/// Reads a person's texts by vectors as <see cref="ReviewerSimilarity"/> does by words, and chooses the form in the same way: own papers are held out in turn, and the form
/// counts that finds their author best. No rating is used. Immutable and thread-safe.
/// </summary>
public sealed class ProfileVectors
{
    private const int FewestPapers = 3;
    private readonly EmbeddingSpace _space;
    private readonly Dictionary<string, int> _numbers;

    /// <param name="space">A space whose documents are the papers.</param>
    /// <param name="papers">Ids of its documents.</param>
    public ProfileVectors(EmbeddingSpace space, IReadOnlyList<string> papers)
    {
        _space = space;
        _numbers = papers.Index().ToDictionary(paper => paper.Item, paper => paper.Index, StringComparer.Ordinal);
    }

    /// <summary>Cosines of a unit vector with the sum of a person's papers and with each of them.</summary>
    public ProfileReading Read(IEnumerable<string> own, float[] text)
    {
        var sum = new float[text.Length];
        var cosines = new List<double>();
        foreach (var paper in own)
        {
            var vector = _space.Documents[_numbers[paper]];
            TensorPrimitives.Add(sum, vector, sum);
            cosines.Add(TensorPrimitives.Dot<float>(vector, text));
        }

        var norm = TensorPrimitives.Norm<float>(sum);
        return ProfileReading.Of(norm > 0 ? TensorPrimitives.Dot<float>(sum, text) / norm : 0, cosines);
    }

    /// <summary>The best form, its mean reciprocal rank of the author of a held-out paper (ties count against it), and how many papers were held out.</summary>
    public (ProfileForm Form, double MeanReciprocalRank, int Papers) Choose(IReadOnlyDictionary<string, IReadOnlyList<string>> profiles)
    {
        var trials = Trials(profiles);
        return Enum.GetValues<ProfileForm>()
            .Select(form => (form, FusionWeight.MeanReciprocalRank(As(trials, form)), trials.Count))
            .MaxBy(choice => choice.Item2);
    }

    /// <summary>Per held-out paper the author's score, then those of all reviewers who do not list it.</summary>
    public IReadOnlyList<double[]> Scores(IReadOnlyDictionary<string, IReadOnlyList<string>> profiles, ProfileForm form) => As(Trials(profiles), form);

    private static IReadOnlyList<double[]> As(IReadOnlyList<ProfileReading[]> trials, ProfileForm form) =>
        [.. trials.Select(readings => Array.ConvertAll(readings, reading => reading.As(form)))];

    private List<ProfileReading[]> Trials(IReadOnlyDictionary<string, IReadOnlyList<string>> profiles)
    {
        var trials = new List<ProfileReading[]>();
        foreach (var own in profiles.Values.Where(own => own.Count >= FewestPapers))
            foreach (var paper in own)
            {
                var text = _space.Documents[_numbers[paper]];
                trials.Add(
                [
                    Read(own.Where(other => other != paper), text),
                    .. profiles.Values.Where(others => !others.Contains(paper)).Select(others => Read(others, text)),
                ]);
            }

        return trials;
    }
}
