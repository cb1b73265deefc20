using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Reads JSON lines, gzipped where the name ends in .gz. Pairs: {"source"?, "anchor", "positive"}. Documents: {"id", "title"?, "body"?,
/// "experts": [ids]}; other fields are ignored.
/// </summary>
public static class TrainingTextReader
{
    /// <exception cref="FormatException">a row cannot be read; the message names file and line.</exception>
    public static IAsyncEnumerable<TrainingPair> ReadPairsAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, row => new TrainingPair(Text(row, "source") ?? "", Required(row, "anchor"), Required(row, "positive")), cancellationToken);

    /// <exception cref="FormatException">a row cannot be read; the message names file and line.</exception>
    public static IAsyncEnumerable<TrainingDocument> ReadDocumentsAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(
            path,
            row => new TrainingDocument(
                Required(row, "id"),
                Text(row, "title") ?? "",
                Text(row, "body") ?? "",
                row.TryGetProperty("experts", out var experts) && experts.ValueKind == JsonValueKind.Array
                    ? [.. experts.EnumerateArray().Select(expert => expert.GetString() ?? throw new FormatException("an expert id is null"))]
                    : throw new FormatException("the field 'experts' is missing or no list")),
            cancellationToken);

    private static async IAsyncEnumerable<T> ReadAsync<T>(string path, Func<JsonElement, T> parse, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            T item;
            try
            {
                using var row = JsonDocument.Parse(line);
                item = parse(row.RootElement);
            }
            catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
            {
                throw new FormatException($"{path}:{number}: {error.Message}", error);
            }

            yield return item;
        }
    }

    private static string? Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static string Required(JsonElement row, string field) => Text(row, field) ?? throw new FormatException($"the field '{field}' is missing");
}
