using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Tests.Retrieval;

/// <summary>A retriever with a fixed answer.</summary>
internal sealed class ListRetriever(string name, params (long Document, double Score)[] list) : IRetriever
{
    public string Name => name;

    public Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken)
    {
        var hits = list.Take(depth).Select((entry, index) => new Hit { DocumentId = entry.Document, Score = entry.Score, Rank = index + 1 }).ToList();
        return Task.FromResult(new Retrieved(hits, [], [new StageTrace(name, 0, list.Length, hits.Count)]));
    }
}
