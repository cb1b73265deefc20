namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// Turns text into token ids of one model. Total: any UTF-16 sequence gives ids (possibly none), never an exception.
/// Deterministic, thread-safe.
/// </summary>
public interface ITextTokenizer
{
    /// <summary>Every id is in [0, size): the number of rows that the model's embedding table needs at least.</summary>
    int IdCount { get; }

    /// <summary>Stands at masked positions; what it is does not matter to a correct model.</summary>
    int PaddingId { get; }

    /// <summary>SHA-256 (lower-case hex) of what decides the ids; a model's manifest names the one it was trained with.</summary>
    string Fingerprint { get; }

    /// <summary>The first <paramref name="maxTokens"/> ids of the text; empty when nothing in it is a token.</summary>
    IReadOnlyList<int> Encode(string text, int maxTokens);

    /// <summary>Fills <paramref name="ids"/> with the text's first ids, as many as fit.</summary>
    /// <returns>How many were written.</returns>
    int Encode(ReadOnlySpan<char> text, Span<int> ids);
}
