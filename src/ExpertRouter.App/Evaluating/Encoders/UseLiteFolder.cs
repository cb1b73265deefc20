using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>A temporary model folder of Universal Sentence Encoder Lite: copies of its files beside a manifest. Deleted when disposed.</summary>
internal sealed class UseLiteFolder : IDisposable
{
    /// <summary>The file that tells such a folder.</summary>
    public const string Model = "use-lite.onnx";

    private const string Vocabulary = "vocab.tsv";

    /// <exception cref="FileNotFoundException">The folder lacks the model or its vocabulary.</exception>
    public UseLiteFolder(string source)
    {
        Path = Directory.CreateTempSubdirectory("use-lite-").FullName;
        foreach (var file in (string[])[Model, Vocabulary])
            File.Copy(System.IO.Path.Combine(source, file), System.IO.Path.Combine(Path, file));
        new ModelManifest
        {
            Name = "use-lite",
            Model = Model,
            Dimension = 512,
            MaxTokens = 128,
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.Unigram, File = Vocabulary },
        }.Save(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
