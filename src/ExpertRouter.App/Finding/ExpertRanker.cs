using ExpertRouter.App.Encoders;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>Retrieval and aggregation: text → ranked experts, without asking the store. Thread-safe.</summary>
public sealed class ExpertRanker(
    DocumentSearch documents, ExpertDirectory directory, FindingCatalog catalog, LearnedRanking learned, TimeProvider time, InstalledEncoders? encoders = null)
{
    /// <summary>Ranks; documents in <paramref name="without"/> do not count.</summary>
    public async Task<RankedExperts> RankAsync(FindRequest request, IReadOnlySet<long> without, CancellationToken cancellationToken)
    {
        var pipeline = FindPipeline.Named(request.Pipeline);
        var meaning = encoders?.Serving;
        if (meaning is null && request.Pipeline == FindPipeline.Hybrid)
            throw new ArgumentException(FindPipeline.NoEncoder, nameof(request));
        var artifact = await learned.RankerForAsync(request.Pipeline, meaning?.Encoder.ModelId, cancellationToken);
        if (!pipeline.UsesMeaning || artifact is { Encoder: null })
            meaning = null;
        if (directory.Count == 0)
            await directory.RefreshAsync(cancellationToken);
        var content = await catalog.GetAsync(cancellationToken);
        var query = new Query(request.Text, request.Viewer, request.Filter, time.GetUtcNow());
        var expansions = content.ExpansionsOf(request.Text);
        var (found, withMeaning) = await documents.FindAsync(query, expansions, meaning, cancellationToken);
        if (!withMeaning)
        {
            meaning = null;
            artifact = artifact is { Encoder: null } ? artifact : null;
            pipeline = pipeline.UsesMeaning ? FindPipeline.Named(FindPipeline.Lexical) : pipeline;
        }

        var start = time.GetTimestamp();
        var kinds = new Dictionary<long, ExpertKind>();
        var hits = found.Retrieved.Hits
            .Where(hit => !without.Contains(hit.DocumentId))
            .Select(hit => hit with { Authors = Rankable(hit, request.Filter.ExpertKind, kinds) })
            .ToList();
        var retrieved = found.Retrieved with { Hits = hits };
        var resolved = new StageTrace("experts", time.GetElapsedTime(start).TotalMilliseconds, found.Retrieved.Hits.Count, hits.Count);

        start = time.GetTimestamp();
        var scores = pipeline.Aggregator.Aggregate(retrieved, pipeline.Options, query.Now);
        var aggregated = new StageTrace(pipeline.Aggregator.Name, time.GetElapsedTime(start).TotalMilliseconds, hits.Count, scores.Count);
        List<StageTrace> trace = [.. found.Retrieved.Trace, resolved, aggregated];
        var contributions = default(FeatureContributions);
        if (artifact is not null)
        {
            start = time.GetTimestamp();
            (scores, contributions) = await learned.RankAsync(artifact, scores, hits, query, content.TagsIn(request.Text), meaning, cancellationToken);
            trace.Add(new StageTrace(FindPipeline.Learned, time.GetElapsedTime(start).TotalMilliseconds, scores.Count, scores.Count));
        }
        return new RankedExperts(
            scores, retrieved, found.Corrections, expansions, kinds.Values.CountBy(kind => kind).ToDictionary(), trace,
            artifact is null ? pipeline.Name : FindPipeline.Learned, contributions);
    }

    private List<HitAuthor> Rankable(Hit hit, ExpertKind? kind, Dictionary<long, ExpertKind> kinds)
    {
        var authors = new List<HitAuthor>(hit.Authors.Count);
        foreach (var author in hit.Authors)
        {
            var canonical = directory.Resolve(author.ExpertId);
            if (author.Role == AuthorshipRole.Asker || !directory.IsRankable(canonical))
                continue;
            var kindOf = kinds[canonical] = directory.KindOf(canonical);
            if (kind is null || kind == kindOf)
                authors.Add(author with { ExpertId = canonical });
        }
        return authors;
    }
}
