using ExpertRouter.App.Encoders;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Hybrid;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Finding;

/// <summary>Finds documents, by words or by words and meaning. An encoder that fails costs the meaning, not the search. Thread-safe.</summary>
public sealed partial class DocumentSearch(LexicalRetriever words, TimeProvider time, ILogger<DocumentSearch> logger)
{
    /// <summary>Searches; <paramref name="meaning"/> is null for words only. <c>WithMeaning</c> says whether meaning took part.</summary>
    public async Task<(LexicalResult Found, bool WithMeaning)> FindAsync(
        Query query, IReadOnlyList<Expansion> expansions, VectorSet? meaning, CancellationToken cancellationToken)
    {
        if (meaning is not null)
        {
            try
            {
                var hybrid = new HybridRetriever(words, meaning.Meaning, await meaning.FusionAsync(cancellationToken), time);
                return (await hybrid.SearchAsync(query, FindPipeline.Depth, expansions, cancellationToken), true);
            }
            // Whatever goes wrong with meaning (a device that is gone, memory), words still find.
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error, meaning.Encoder.ModelId);
            }
        }
        return (words.Search(query, FindPipeline.Depth, expansions, cancellationToken), false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Encoder {ModelId} failed; this search went by words only")]
    private partial void LogFailed(Exception error, string modelId);
}
