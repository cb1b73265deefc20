namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// SE-PEF's TAG personalisation: |tags(expert) ∩ tags(asker)| / (|tags(asker)| + 1). An expert's tags are those of the
/// questions they answered, counted above the median of their counts; the asker's are those of earlier questions.
/// Immutable; thread-safe.
/// </summary>
public sealed class TagAffinity
{
    private readonly Dictionary<string, HashSet<string>> _tagsOf;

    /// <summary>Learns the experts' tags.</summary>
    /// <param name="documents">Only what lies in the past of every query that will be scored.</param>
    public TagAffinity(IEnumerable<SePefDocument> documents) => _tagsOf = documents
        .SelectMany(document => document.Experts.SelectMany(expert => document.Tags.Select(tag => (expert, tag))))
        .GroupBy(pair => pair.expert, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => AboveMedian(group.CountBy(pair => pair.tag, StringComparer.Ordinal).ToArray()),
            StringComparer.Ordinal);

    /// <summary>Tags that an expert is known for; none when all are counted alike.</summary>
    public IReadOnlySet<string> TagsOf(string expert) => _tagsOf.GetValueOrDefault(expert, []);

    /// <summary>The affinity, from 0 to below 1; 0 for an asker without history.</summary>
    public double Of(string expert, SePefAsker? asker) =>
        asker is null ? 0 : (double)asker.Tags.Keys.Count(TagsOf(expert).Contains) / (asker.Tags.Count + 1);

    private static HashSet<string> AboveMedian(KeyValuePair<string, int>[] counts)
    {
        var sorted = counts.Select(pair => pair.Value).Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
        return counts.Where(pair => pair.Value > median).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
    }
}
