using System.Globalization;
using System.Text;
using System.Text.Json;
using ExpertRouter.App.Ingestion.Text;
using ExpertRouter.App.Setup;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Encoders;

/// <summary>
/// Encodes a file of texts: JSON lines {"id"?, "text"} → {"id", "vector"}; an id is a string or a number and comes back as it is, without one it is the line
/// number. Memory holds one batch. A row that cannot be read or encoded is reported by file and line and left out; the output appears when all is done, never half.
/// </summary>
public sealed class TextEmbedding(OpenEncoder open, IOptions<InstalledEncoderOptions> options, DataDirectory data)
{
    private const int Batch = 512;

    /// <summary>Encodes.</summary>
    /// <param name="input">The texts.</param>
    /// <param name="output">Where the vectors go; replaced if it exists.</param>
    /// <param name="folder">Model folder; null for the installation's encoder.</param>
    /// <param name="asQueries">As text to search with instead of text to be found.</param>
    /// <param name="report">Gets one sentence per row that is left out.</param>
    /// <param name="cancellationToken">Stops; no output appears.</param>
    public async Task<EmbeddedTexts> EmbedAsync(
        string input, string output, string? folder, bool asQueries, Action<string> report, CancellationToken cancellationToken)
    {
        var encoder = open(folder is null ? EncoderFolder.Choose(options.Value, data) : Path.GetFullPath(folder));
        using var lifetime = encoder.Lifetime;
        var temporary = output + ".new";
        var (written, rejected) = (0L, 0L);
        try
        {
            await using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(false)))
            {
                foreach (var rows in Rows(input, Reject).Chunk(Batch))
                    await WriteAsync(writer, rows);
            }
            File.Move(temporary, output, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        return new EmbeddedTexts(encoder.ModelId, written, rejected);

        async Task WriteAsync(StreamWriter writer, IReadOnlyList<Row> rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var vectors = await (asQueries ? encoder.Queries : encoder.Passages).GenerateAsync(rows.Select(row => row.Text), cancellationToken: cancellationToken);
            foreach (var (row, embedding) in rows.Zip(vectors))
            {
                if (embedding.Vector.Length == 0)
                {
                    Reject(row.Line, "holds no word that the encoder can read");
                    continue;
                }
                await writer.WriteLineAsync(JsonSerializer.Serialize(new { id = row.Id, vector = embedding.Vector }, JsonSerializerOptions.Web));
                written++;
            }
        }

        void Reject(long line, string reason)
        {
            rejected++;
            report(string.Create(CultureInfo.InvariantCulture, $"{input}:{line}: {reason}"));
        }
    }

    private static IEnumerable<Row> Rows(string input, Action<long, string> reject)
    {
        using var file = File.OpenRead(input);
        var reader = new LineReader(file);
        while (reader.TryRead(out var line))
        {
            if (line.Problem is not null)
                reject(line.Number, line.Problem);
            else if (!string.IsNullOrWhiteSpace(line.Text) && Parse(line, reject) is { } row)
                yield return row;
        }
    }

    private static Row? Parse(SourceLine line, Action<long, string> reject)
    {
        try
        {
            using var json = JsonDocument.Parse(line.Text);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
            {
                reject(line.Number, "needs a field 'text' with a string");
                return null;
            }
            if (Id(json.RootElement, line.Number) is { } id)
                return new Row(line.Number, id, text.GetString()!);
            reject(line.Number, "has an 'id' that is neither a string nor a number");
        }
        catch (JsonException error)
        {
            reject(line.Number, $"is no JSON: {error.Message}");
        }
        catch (InvalidOperationException error)
        {
            // Half a surrogate pair: JSON can spell it, text cannot hold it.
            reject(line.Number, $"holds text that is no Unicode: {error.Message}");
        }
        return null;
    }

    /// <summary>A string or number as it stands, the line number without one, null for anything else.</summary>
    private static object? Id(JsonElement row, long line) => row.TryGetProperty("id", out var id)
        ? id.ValueKind switch
        {
            JsonValueKind.String => id.GetString(),
            JsonValueKind.Number => id.Clone(),
            JsonValueKind.Null => line.ToString(CultureInfo.InvariantCulture),
            _ => null,
        }
        : line.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(long Line, object Id, string Text);
}
