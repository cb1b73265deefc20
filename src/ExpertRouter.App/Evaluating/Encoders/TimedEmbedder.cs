using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>An embedder that counts what it was given and how long it took. Not thread-safe.</summary>
internal sealed class TimedEmbedder(TextEmbedder inner, string about, TimeProvider time)
{
    /// <summary>What it is and where it runs.</summary>
    public string About => about;

    public string Name => inner.Name;

    /// <summary>Texts so far; sentences count as texts.</summary>
    public int Texts { get; private set; }

    public double TextsPerSecond => Texts / Math.Max(1e-9, _elapsed.TotalSeconds);

    /// <summary>Characters a second.</summary>
    public double CharactersPerSecond => _characters / Math.Max(1e-9, _elapsed.TotalSeconds);

    private long _characters;
    private TimeSpan _elapsed;

    public TextEmbedder Embedder => inner with
    {
        Encode = async (texts, role, cancellationToken) =>
        {
            var start = time.GetTimestamp();
            var vectors = await inner.Encode(texts, role, cancellationToken);
            _elapsed += time.GetElapsedTime(start);
            Texts += texts.Count;
            _characters += texts.Sum(text => (long)text.Length);
            return vectors;
        },
    };
}
