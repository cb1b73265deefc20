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
        var forms = Enum.GetValues<ProfileForm>();
        var sums = new double[forms.Length];
        var papers = 0;
        foreach (var (author, own) in profiles.Where(profile => profile.Value.Count >= FewestPapers))
            foreach (var paper in own)
            {
                papers++;
                var text = _space.Documents[_numbers[paper]];
                var right = Read(own.Where(other => other != paper), text);
                ProfileReading[] others = [.. profiles.Where(profile => !profile.Value.Contains(paper)).Select(profile => Read(profile.Value, text))];
                for (var i = 0; i < forms.Length; i++)
                    sums[i] += 1.0 / (1 + others.Count(other => other.As(forms[i]) >= right.As(forms[i])));
            }

        var best = Array.IndexOf(sums, sums.Max());
        return (forms[best], sums[best] / Math.Max(1, papers), papers);
    }
}
