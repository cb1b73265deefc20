using System.IO.Compression;
using System.Text.Json;

namespace ExpertRouter.Evaluation.Datasets;

/// <summary>Reads files of one JSON object a line, plain or gzip-compressed (recognised by content, not by name).</summary>
public static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The objects of a file in order; empty lines are skipped.</summary>
    /// <exception cref="InvalidDataException">A line is no such object; the message names file and line.</exception>
    public static IEnumerable<T> Read<T>(string path)
        where T : class
    {
        using var reader = Open(path);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return Parse<T>(line, path, number);
        }
    }

    /// <summary>The file <c>name</c> or <c>name.gz</c> in a folder.</summary>
    /// <exception cref="FileNotFoundException">Neither exists.</exception>
    public static string Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        if (File.Exists(plain)) return plain;
        if (File.Exists(plain + ".gz")) return plain + ".gz";
        throw new FileNotFoundException($"{folder}: there is no {name} or {name}.gz; give a folder of the documented layout", plain);
    }

    /// <summary>Opens a text file, unpacking gzip.</summary>
    /// <exception cref="InvalidDataException">The path is a folder.</exception>
    public static StreamReader Open(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: this is a folder; name a file");
        var file = File.OpenRead(path);
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return new StreamReader(packed ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static T Parse<T>(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options) ??
                   throw new InvalidDataException($"{path}:{number}: the line is null; expected a JSON object");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}:{number}: {exception.Message}", exception);
        }
    }
}
