using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Finding;

/// <summary>Puts a page of a ranking into words: names, titles, snippets from the store. Thread-safe.</summary>
public sealed class ResultDescriber(IDbContextFactory<AppDbContext> contexts, FindingCatalog catalog)
{
    /// <summary>
    /// Describes the requested page. Documents that the store no longer opens to the viewer, although the index still did, come back
    /// in <c>Stale</c>: then the ranking is to be made again without them and nothing of this description may be shown.
    /// </summary>
    public async Task<(IReadOnlyList<FoundExpert> Experts, IReadOnlySet<long> Stale)> DescribeAsync(
        RankedExperts ranked, FindRequest request, CancellationToken cancellationToken)
    {
        var page = ranked.Scores.Skip(request.Skip).Take(request.Top).ToList();
        var shown = page.ToDictionary(score => score.ExpertId, score => score.Evidence.Take(request.EvidencePerExpert).ToList());
        var ids = shown.Values.SelectMany(list => list).Select(evidence => evidence.DocumentId).Where(id => id > 0).Distinct().ToArray();
        var people = page.Select(score => score.ExpertId)
            .Concat(shown.Values.SelectMany(list => list).Where(evidence => evidence.DocumentId < 0).Select(evidence => -evidence.DocumentId))
            .Distinct().ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var experts = await db.Experts.AsNoTracking().Where(expert => people.Contains(expert.Id)).ToDictionaryAsync(expert => expert.Id, cancellationToken);
        var documents = await db.Documents.AsNoTracking().OpenTo(request.Viewer).Where(document => ids.Contains(document.Id))
            .Select(document => new DocumentText(document.Id, document.SourceId, document.ExternalId, document.Title, document.Body, document.Code, document.Tags, document.Language, document.Url))
            .ToDictionaryAsync(document => document.Id, cancellationToken);
        var stale = ids.Where(id => !documents.ContainsKey(id)).ToHashSet();
        if (stale.Count > 0)
            return ([], stale);

        var context = new Context(
            await catalog.GetAsync(cancellationToken), experts, documents,
            ranked.Retrieved.Hits.ToDictionary(hit => hit.DocumentId),
            [.. ranked.Retrieved.Terms.Select(term => term.Text), .. ranked.Expansions.SelectMany(expansion => expansion.Words)],
            new QueryCoverage(ranked.Retrieved.Terms),
            ranked.Scores.Count > 0 ? ranked.Scores[0].Score : 0,
            ranked.Learned);
        return ([.. page.Where(score => experts.ContainsKey(score.ExpertId)).Select(score => Describe(score, shown[score.ExpertId], context))], stale);
    }

    private static FoundExpert Describe(ExpertScore score, List<Evidence> shown, Context context)
    {
        var expert = context.Experts[score.ExpertId];
        var documents = score.Evidence.Where(evidence => evidence.DocumentId > 0).ToList();
        var covering = score.Evidence.Count(evidence => context.Coverage.Of(context.Hits[evidence.DocumentId]) >= StrengthRule.Coverage);
        var near = score.Evidence.Count(evidence => context.Hits[evidence.DocumentId].Cosine >= StrengthRule.NearCosine);
        return new FoundExpert
        {
            Id = expert.Id,
            Key = $"{context.Catalog.SourceName(expert.SourceId)}/{expert.ExternalId}",
            Name = expert.Name,
            Kind = expert.Kind,
            Title = expert.Title,
            Team = expert.Team,
            Location = expert.Location,
            Availability = expert.Availability,
            Score = score.Score,
            Strength = StrengthRule.Of(score.Score, context.BestScore, covering, near),
            DocumentCount = documents.Count,
            LastActive = documents.Count > 0 ? documents.Max(evidence => evidence.CreatedAt) : null,
            Evidence = [.. shown.Select(evidence => evidence.DocumentId > 0 ? OfDocument(evidence, context) : OfProfile(evidence, context))],
            OtherShare = score.Evidence.Skip(shown.Count).Sum(evidence => evidence.Share),
            Contributions = context.Learned?.Of(score) ?? Signals.Of(score, context.Hits),
        };
    }

    private static FoundEvidence OfDocument(Evidence evidence, Context context)
    {
        var document = context.Documents[evidence.DocumentId];
        var text = document.Code is { } code && !SnippetMaker.Contains(document.Body, context.Words, document.Language)
            && SnippetMaker.Contains(code, context.Words, document.Language) ? code : document.Body;
        var (snippet, highlights) = SnippetMaker.Make(text, context.Words, document.Language);
        var sourceName = context.Catalog.SourceName(document.SourceId);
        return new FoundEvidence
        {
            DocumentId = document.Id,
            Key = $"{sourceName}/{document.ExternalId}",
            Title = document.Title,
            Kind = context.Hits[evidence.DocumentId].Kind,
            Date = evidence.CreatedAt,
            Share = evidence.Share,
            MeaningShare = context.Hits[evidence.DocumentId].MeaningShare,
            Url = document.Url,
            SourceName = sourceName,
            Snippet = snippet,
            Highlights = highlights,
            Tags = document.Tags,
            Role = evidence.Role,
        };
    }

    private static FoundEvidence OfProfile(Evidence evidence, Context context)
    {
        var expert = context.Experts.GetValueOrDefault(-evidence.DocumentId);
        var areas = string.Join(", ", expert?.DeclaredAreas ?? []);
        var (snippet, highlights) = SnippetMaker.Make($"{expert?.About} {areas}".Trim(), context.Words, "en");
        var sourceName = context.Catalog.SourceName(expert?.SourceId ?? 0);
        return new FoundEvidence
        {
            DocumentId = 0,
            Key = $"{sourceName}/{expert?.ExternalId}",
            Title = $"Profile of {expert?.Name}",
            IsProfile = true,
            Share = evidence.Share,
            MeaningShare = context.Hits[evidence.DocumentId].MeaningShare,
            Url = expert?.Url,
            SourceName = sourceName,
            Snippet = snippet,
            Highlights = highlights,
            Tags = expert?.DeclaredAreas ?? [],
        };
    }

    private sealed record DocumentText(
        long Id, int SourceId, string ExternalId, string Title, string Body, string? Code, string[] Tags, string Language, string? Url);

    private sealed record Context(
        FindingCatalog.Content Catalog, IReadOnlyDictionary<long, Expert> Experts, IReadOnlyDictionary<long, DocumentText> Documents,
        IReadOnlyDictionary<long, Hit> Hits, IReadOnlyList<string> Words, QueryCoverage Coverage, double BestScore, FeatureContributions? Learned);
}
