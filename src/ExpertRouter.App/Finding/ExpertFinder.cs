using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>Answers "who knows about this?" with ranked experts and the evidence for each. Thread-safe.</summary>
public sealed class ExpertFinder(
    ExpertRanker ranker, ResultDescriber describer, SimilarQuestions questions, FindingCatalog catalog, TimeProvider time)
{
    /// <summary>Names of the pipelines that can be asked for.</summary>
    public static IReadOnlyList<string> Pipelines { get; } = FindPipeline.Names;

    /// <summary>Ranks experts with their evidence. Empty text, or words that occur nowhere, find nobody.</summary>
    /// <exception cref="ArgumentException">The pipeline is unknown (the message lists the known ones), or a number is out of range.</exception>
    public async Task<FindResult> FindAsync(FindRequest request, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Top);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Skip);
        ArgumentOutOfRangeException.ThrowIfNegative(request.EvidencePerExpert);
        var began = time.GetTimestamp();
        var without = new HashSet<long>();
        while (true)
        {
            var ranked = await ranker.RankAsync(request, without, cancellationToken);
            var start = time.GetTimestamp();
            var (experts, stale) = await describer.DescribeAsync(ranked, request, cancellationToken);
            if (stale.Count > 0)
            {
                without.UnionWith(stale);
                continue;
            }
            var content = await catalog.GetAsync(cancellationToken);
            var similar = await questions.AmongAsync(ranked.Retrieved, request.Viewer, cancellationToken);
            var facets = FacetCounter.Count(ranked, content);
            return new FindResult
            {
                Query = request.Text,
                Pipeline = ranked.Pipeline,
                Experts = experts,
                Total = ranked.Scores.Count,
                DocumentCount = ranked.Retrieved.Hits.Count,
                Areas = [.. content.AreasIn(request.Text).Where(area => facets.Areas.Any(facet => facet.Value == area.Id))],
                DidYouMean = [.. ranked.Corrections.Select(pair => new TermCorrection(pair.Key, pair.Value))],
                SimilarQuestion = similar,
                Facets = facets,
                Trace = [.. ranked.Trace, new StageTrace("describe", time.GetElapsedTime(start).TotalMilliseconds, ranked.Scores.Count, experts.Count)],
                Milliseconds = time.GetElapsedTime(began).TotalMilliseconds,
            };
        }
    }
}
