using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>
/// What one run remembers between batches. Its size does not follow the source: a bit per stored row, and a bounded cache.
/// Not thread-safe.
/// </summary>
public sealed class IngestionSession
{
    private const int MaxCachedExperts = 200_000;
    private readonly Dictionary<string, long> _experts = new(StringComparer.Ordinal);

    /// <summary>The source.</summary>
    public required Source Source { get; init; }

    /// <summary>The run that keeps the checkpoint; null for direct calls of the API.</summary>
    public IngestionRun? Run { get; init; }

    /// <summary>The store's change sequence when the run began; rows with a later number were written by this run.</summary>
    public required long Since { get; init; }

    /// <summary>Where refused rows go; null for direct calls of the API, which report them in the answer.</summary>
    public RejectsFile? Rejects { get; init; }

    /// <summary>Stored ids of the documents that this run has met.</summary>
    public SparseBits SeenDocuments { get; } = new();

    /// <summary>Stored ids of the experts that this run has met as records of their own.</summary>
    public SparseBits SeenExperts { get; } = new();

    /// <summary>Batches stored by the run.</summary>
    public long Batches { get; set; }

    /// <summary>Counts so far.</summary>
    public IngestionCounts Counts { get; set; }

    /// <summary>The first hundred warnings.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Answers that were stored before their question.</summary>
    public bool HasOrphans { get; set; }

    /// <summary>Stored id of an expert by external id, if it is remembered.</summary>
    public bool TryGetExpert(string externalId, out long id) => _experts.TryGetValue(externalId, out id);

    /// <summary>Remembers an expert; forgets all when there are too many.</summary>
    public void Remember(string externalId, long id)
    {
        if (_experts.Count >= MaxCachedExperts)
            _experts.Clear();
        _experts[externalId] = id;
    }

    /// <summary>The run was interrupted before and goes on.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Keeps a warning.</summary>
    public void Warn(string warning)
    {
        if (Warnings.Count < 100)
            Warnings.Add(warning);
    }
}
