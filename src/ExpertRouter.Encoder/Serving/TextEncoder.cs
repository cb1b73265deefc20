using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// A served text encoder: one session for all callers, batching across them, a cache for repeated queries. Thread-safe.
/// The vector of a text does not depend on what is encoded with it.
/// </summary>
public sealed class TextEncoder : IDisposable
{
    private readonly EncoderModel _model;
    private readonly EncodingQueue _queue;
    private readonly EmbeddingCache _cache;
    private readonly byte[][] _cacheSalts;
    private readonly int _threads;
    private long _texts;
    private long _cacheHits;
    private long _withoutVector;

    /// <summary>Serves an opened model and owns it from now on.</summary>
    public TextEncoder(EncoderModel model, EncoderOptions options, TimeProvider clock)
    {
        _model = model;
        _queue = new EncodingQueue(model, options);
        _cache = new EmbeddingCache(options.CacheEntries);
        _threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        _cacheSalts = [Salt(EncoderRole.Query), Salt(EncoderRole.Passage)];
        Queries = new RoleEmbeddingGenerator(this, EncoderRole.Query, clock);
        Passages = new RoleEmbeddingGenerator(this, EncoderRole.Passage, clock);
    }

    /// <summary>Encodes text to search with. Disposing it does nothing: the encoder is the owner.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Queries { get; }

    /// <summary>Encodes text to be found. Disposing it does nothing: the encoder is the owner.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Passages { get; }

    /// <summary>The model's manifest.</summary>
    public ModelManifest Manifest => _model.Manifest;

    /// <summary>Name and hash; vectors of different ids must not be compared.</summary>
    public string ModelId => _model.Id;

    /// <summary>Where it runs.</summary>
    public EncoderDevice Device => _model.Device;

    /// <summary>Counters since opening.</summary>
    public EncoderStatistics Statistics =>
        new(Interlocked.Read(ref _texts), Interlocked.Read(ref _cacheHits), Interlocked.Read(ref _withoutVector), _queue.Runs);

    /// <summary>Opens a model folder and serves it.</summary>
    /// <exception cref="ModelLoadException">The folder does not hold what its manifest says.</exception>
    public static TextEncoder Load(string folder, EncoderOptions options, ILogger<TextEncoder> logger, TimeProvider clock) =>
        new(EncoderModel.Load(folder, options, logger), options, clock);

    /// <summary>
    /// One vector per text, in order; null for a text that cannot be encoded (nothing in it is a token): index it by its words alone.
    /// </summary>
    public async Task<EncodedTexts> EncodeAsync(IReadOnlyList<string> texts, EncoderRole role, CancellationToken cancellationToken)
    {
        var vectors = new float[]?[texts.Count];
        var pending = new Dictionary<UInt128, int>();
        var tokens = new List<int[]>();
        var slots = new int[texts.Count];
        var isSmall = texts.Count <= EncodingQueue.SmallRequest;
        var prepared = isSmall ? null : Prepare(texts, role, cancellationToken);
        long tokenCount = 0;
        long hits = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            slots[i] = -1;
            var key = prepared is null ? Key(texts[i], role) : prepared[i].Key;
            if (pending.TryGetValue(key, out var slot))
            {
                slots[i] = slot;
                continue;
            }
            if (isSmall && (vectors[i] = _cache.Find(key)) is not null)
            {
                hits++;
                continue;
            }
            var ids = prepared is null ? Tokens(texts[i], role) : prepared[i].Tokens;
            if (ids.Length == 0)
                continue;
            tokenCount += ids.Length;
            slots[i] = tokens.Count;
            pending.Add(key, tokens.Count);
            tokens.Add(ids);
        }

        if (tokens.Count > 0)
        {
            var encoded = await _queue.EncodeAsync(tokens, cancellationToken);
            for (var i = 0; i < texts.Count; i++)
                if (slots[i] >= 0)
                    vectors[i] = encoded[slots[i]];
            if (isSmall)
                foreach (var (key, slot) in pending)
                    if (encoded[slot] is { } vector)
                        _cache.Keep(key, vector);
        }
        Interlocked.Add(ref _texts, texts.Count);
        Interlocked.Add(ref _cacheHits, hits);
        Interlocked.Add(ref _withoutVector, vectors.Count(vector => vector is null));
        return new EncodedTexts(vectors, tokenCount);
    }

    /// <summary>Ends serving; calls that wait get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _queue.Dispose();

    /// <summary>Keys and tokens of many texts, on all threads: tokenising a text costs more than encoding it.</summary>
    private (UInt128 Key, int[] Tokens)[] Prepare(IReadOnlyList<string> texts, EncoderRole role, CancellationToken cancellationToken)
    {
        var prepared = new (UInt128, int[])[texts.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        Parallel.For(0, texts.Count, options, i => prepared[i] = (Key(texts[i], role), Tokens(texts[i], role)));
        return prepared;
    }

    /// <summary>None for a text in which nothing is a token.</summary>
    private int[] Tokens(string text, EncoderRole role)
    {
        var prefix = role == EncoderRole.Query ? Manifest.QueryPrefix : Manifest.PassagePrefix;
        return HasTokens(text, prefix) ? [.. _model.Tokenizer.Encode(prefix + text, Manifest.MaxTokens)] : [];
    }

    /// <summary>A prefix alone is no text.</summary>
    private bool HasTokens(string text, string prefix) => prefix.Length == 0 || _model.Tokenizer.Encode(text, 3).Count > 0;

    private byte[] Salt(EncoderRole role) => SHA256.HashData(Encoding.UTF8.GetBytes($"{_model.Id}\n{role}"));

    private UInt128 Key(string text, EncoderRole role)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_cacheSalts[(int)role]);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }
}
