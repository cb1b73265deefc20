using ExpertRouter.App.Encoders;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.AI;

namespace ExpertRouter.App.Tests.Encoders;

/// <summary>
/// Model folders whose meaning can be worked out by hand: a file lists words with the number of their subject; a text's vector has as many parts
/// per subject as it has words of it, at length 1; a text without such words has none.
/// </summary>
internal sealed class TopicModels
{
    public const string File = "topics.txt";
    private const int Subjects = 4;

    /// <summary>Encodings that still succeed.</summary>
    public int CallsLeft { get; set; } = int.MaxValue;

    /// <summary>Writes a model: its id, then lines "word subject".</summary>
    public static void Write(string folder, string modelId, params string[] words)
    {
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllLines(Path.Combine(folder, File), [modelId, .. words]);
    }

    public ServedEncoder Open(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            throw new ModelLoadException($"{path}: no model here");
        var lines = System.IO.File.ReadAllLines(path);
        var subjects = lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], null));
        var generator = new Generator(this, lines[0], subjects);
        return new ServedEncoder(lines[0], Subjects, EncoderDevice.Cpu, folder, [File], generator, generator, generator);
    }

    private sealed class Generator(TopicModels models, string modelId, Dictionary<string, int> subjects) : IEmbeddingGenerator<string, Embedding<float>>
    {
        private bool _disposed;

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (models.CallsLeft-- <= 0)
                throw new IOException("the encoder is gone");
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Vector(text)))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, modelId) : null;

        public void Dispose() => _disposed = true;

        private float[] Vector(string text)
        {
            var vector = new float[Subjects];
            foreach (var word in text.ToLowerInvariant().Split([' ', '\n', '.', ','], StringSplitOptions.RemoveEmptyEntries))
                if (subjects.TryGetValue(word, out var subject))
                    vector[subject]++;
            var norm = MathF.Sqrt(vector.Sum(value => value * value));
            return norm == 0 ? [] : [.. vector.Select(value => value / norm)];
        }
    }
}
