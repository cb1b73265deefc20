using System.Runtime.ExceptionServices;
using ExpertRouter.Search.Lexical.Searching;

namespace ExpertRouter.Search.Hybrid;

/// <summary>What a search by words and meaning found. Immutable.</summary>
/// <param name="Found">Words and meaning fused; what words found alone when meaning failed.</param>
/// <param name="MeaningFailure">Why meaning took no part; null when it did.</param>
public sealed record HybridResult(LexicalResult Found, Exception? MeaningFailure)
{
    /// <summary><see cref="Found"/>, for callers to whom words alone are no answer.</summary>
    /// <exception cref="Exception"><see cref="MeaningFailure"/>, when there is one.</exception>
    public LexicalResult WithMeaning()
    {
        if (MeaningFailure is not null)
            ExceptionDispatchInfo.Throw(MeaningFailure);
        return Found;
    }
}
