using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>A served folder of Universal Sentence Encoder Lite: links to the shared files beside a manifest.</summary>
internal sealed class UseLite : IDisposable
{
    private UseLite(string path) => Path = path;

    public string Path { get; }

    public static string? SharedFolder =>
        Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED") is { Length: > 0 } shared ? System.IO.Path.Combine(shared, "models", "use-lite") : null;

    public static UseLite FolderOrSkip()
    {
        Assert.SkipWhen(SharedFolder is null, "set EXPERTROUTER_SHARED to the folder with models/use-lite");
        var folder = Directory.CreateTempSubdirectory("use-lite").FullName;
        foreach (var file in (string[])["use-lite.onnx", "vocab.tsv"])
            File.CreateSymbolicLink(System.IO.Path.Combine(folder, file), System.IO.Path.Combine(SharedFolder!, file));
        new ModelManifest
        {
            Name = "use-lite",
            Model = "use-lite.onnx",
            Dimension = 512,
            MaxTokens = 128,
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.Unigram, File = "vocab.tsv" },
        }.Save(folder);
        return new UseLite(folder);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
