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
        if (meaning is null || await FusionAsync(meaning, cancellationToken) is not { } fusion)
            return (words.Search(query, FindPipeline.Depth, expansions, cancellationToken), false);
        var result = await new HybridRetriever(words, meaning.Meaning, fusion, time).SearchAsync(query, FindPipeline.Depth, expansions, cancellationToken);
        if (result.MeaningFailure is { } failure)
            LogFailed(failure, meaning.Encoder.ModelId);
        return (result.Found, result.MeaningFailure is null);
    }

    /// <summary>How meaning counts; null when the encoder fails.</summary>
    private async Task<FusionOptions?> FusionAsync(VectorSet meaning, CancellationToken cancellationToken)
    {
        try
        {
            return await meaning.FusionAsync(cancellationToken);
        }
        catch (Exception error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LogFailed(error, meaning.Encoder.ModelId);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Encoder {ModelId} failed; this search went by words only")]
    private partial void LogFailed(Exception error, string modelId);
}
