using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>A temporary model folder of Universal Sentence Encoder Lite: copies of its files beside a manifest. Deleted when disposed.</summary>
internal sealed class UseLiteFolder : IDisposable
{
    private const string Model = "use-lite.onnx";
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

    /// <summary>A model folder for one of Universal Sentence Encoder Lite, which has no manifest; null for any other folder.</summary>
    public static UseLiteFolder? Of(string folder) =>
        !File.Exists(System.IO.Path.Combine(folder, ModelManifest.FileName)) && File.Exists(System.IO.Path.Combine(folder, Model)) ? new UseLiteFolder(folder) : null;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
