using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>Keeps refused rows as JSON lines: file, line, reason, raw excerpt. Made when the first row comes. Not thread-safe.</summary>
public sealed class RejectsFile(string path)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Cuts off what a killed run wrote after its last stored batch.</summary>
    /// <param name="lines">Lines that belong to stored batches.</param>
    public void Keep(long lines)
    {
        if (!File.Exists(path))
            return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        long seen = 0;
        int next;
        using var buffered = new BufferedStream(stream);
        while (seen < lines && (next = buffered.ReadByte()) >= 0)
        {
            if (next == '\n')
                seen++;
        }
        var length = buffered.Position;
        stream.SetLength(length);
    }

    /// <summary>Appends rows and hands them to the operating system.</summary>
    public void Append(IReadOnlyList<RejectedItem> rows)
    {
        if (rows.Count == 0)
            return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(path, append: true, new UTF8Encoding(false));
        foreach (var row in rows)
        {
            writer.Write(JsonSerializer.Serialize(new { file = row.Position.File, line = row.Position.Line, reason = row.Reason, raw = row.Excerpt }, Json));
            writer.Write('\n');
        }
    }
}
