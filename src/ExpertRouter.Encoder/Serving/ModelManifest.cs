using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// <c>manifest.json</c> of a model folder: all that serving needs to know of an ONNX text encoder. Inputs are int64 [batch, tokens]
/// (ids, and mask with 1 = token), padded on the right; the output is float32, see <see cref="Pooling"/>.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>ONNX file, relative to the folder.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the ONNX file; a different file is refused. Null: not checked.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Length of the vectors.</summary>
    public required int Dimension { get; init; }

    /// <summary>Longer texts are cut; special tokens count.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>The tokenizer.</summary>
    public required TokenizerManifest Tokenizer { get; init; }

    /// <summary>Input of token ids.</summary>
    public string IdsInput { get; init; } = "input_ids";

    /// <summary>Input of the mask.</summary>
    public string MaskInput { get; init; } = "attention_mask";

    /// <summary>Input of token types, fed with zeros; null when the model has none.</summary>
    public string? TokenTypesInput { get; init; }

    /// <summary>The output to read.</summary>
    public string Output { get; init; } = "sentence_embedding";

    /// <summary>How the output becomes one vector per text.</summary>
    public PoolingKind Pooling { get; init; }

    /// <summary>Where the graph may be cut so that serving pools texts itself, faster; null: the file runs whole. Needs <see cref="PoolingKind.InGraph"/>.</summary>
    public PooledCut? Cut { get; init; }

    /// <summary>Whether serving scales vectors to length 1 (harmless where the graph does it already).</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Put before queries, such as <c>query: </c>.</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>Put before passages, such as <c>passage: </c>.</summary>
    public string PassagePrefix { get; init; } = "";

    /// <summary>Kind of the Mixture-of-Experts layer, null for others. <c>ExpertChoice</c> is refused.</summary>
    public string? Layer { get; init; }

    /// <summary>Optional output of gates [rows, experts], rows being texts or batch · tokens, for diagnostics.</summary>
    public string? GatesOutput { get; init; }

    /// <summary>Optional recorded vector that the model must reproduce.</summary>
    public ModelCheck? Check { get; init; }

    /// <summary>How the model was made: command, data, figures. Not read by serving.</summary>
    public JsonElement? Training { get; init; }

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="ModelLoadException">Missing, malformed or contradictory; says which field.</exception>
    public static ModelManifest Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new ModelLoadException($"{path}: no manifest; a model folder holds {FileName}, the ONNX file and the vocabulary");
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<ModelManifest>(File.ReadAllBytes(path), Json)
                ?? throw new ModelLoadException($"{path}: the manifest is null");
        }
        catch (JsonException e)
        {
            throw new ModelLoadException($"{path}: {e.Message}", e);
        }
        manifest.Validate(path);
        return manifest;
    }

    /// <summary>Writes the manifest into a folder.</summary>
    public void Save(string folder)
    {
        var path = Path.Combine(folder, FileName);
        Validate(path);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
    }

    private void Validate(string path)
    {
        if (Dimension is < 1 or > 65_536)
            throw new ModelLoadException($"{path}: dimension is {Dimension}; it must be 1 to 65,536");
        if (MaxTokens is < 2 or > 65_536)
            throw new ModelLoadException($"{path}: maxTokens is {MaxTokens}; it must be 2 to 65,536");
        foreach (var file in (string[])[Model, Tokenizer.File])
            if (Path.GetFileName(file) != file || file.Length == 0)
                throw new ModelLoadException($"{path}: '{file}' must be the name of a file in the same folder");
        if (string.Equals(Layer, "ExpertChoice", StringComparison.OrdinalIgnoreCase))
            throw new ModelLoadException(
                $"{path}: layer is ExpertChoice. There experts choose among the texts of a batch, so a text's vector depends on what it is encoded with and leaks to others; it may be trained but is not served. Train another layer kind");
        if (Cut is not null && (Pooling != PoolingKind.InGraph || TokenTypesInput is not null))
            throw new ModelLoadException($"{path}: cut belongs to models that pool in the graph and take ids and mask only; take it out");
        if (Check is { FirstValues.Count: var values } && (values == 0 || values > Dimension))
            throw new ModelLoadException($"{path}: check has {values} values; it needs 1 to {Dimension}, the dimension");
    }
}
