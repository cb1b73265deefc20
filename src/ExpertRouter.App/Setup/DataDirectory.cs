using ExpertRouter.Data.Providers;

namespace ExpertRouter.App.Setup;

/// <summary>The folder in which an installation keeps everything that is not in a database server. Immutable.</summary>
/// <param name="Root">Absolute path.</param>
public sealed record DataDirectory(string Root)
{
    /// <summary>The SQLite store.</summary>
    public string Database => Path.Combine(Root, "expertrouter.db");

    /// <summary>The search index; deleting it is safe, it is rebuilt from the store.</summary>
    public string Index => Path.Combine(Root, "index");

    /// <summary>Vectors beside the index, a folder per encoder; deleting it is safe, everything is encoded again.</summary>
    public string Vectors => Path.Combine(Root, "vectors");

    /// <summary>Refused rows of ingestion runs.</summary>
    public string Rejects => Path.Combine(Root, "rejects");

    /// <summary>Trained artifacts.</summary>
    public string Models => Path.Combine(Root, "models");

    /// <summary>Saved evaluations.</summary>
    public string Results => Path.Combine(Root, "results");

    /// <summary>The installation's own encoder in force; missing while none has been promoted.</summary>
    public string Encoder => Path.Combine(Models, "encoder");

    /// <summary>The ranker in force; missing while none has been promoted.</summary>
    public string Ranker => Path.Combine(Models, "ranker.json");

    /// <summary>Trained rankers that wait for promotion.</summary>
    public string RankerCandidates => Path.Combine(Models, "candidates");

    /// <summary>One JSON line per decision about a promotion.</summary>
    public string RankerHistory => Path.Combine(Models, "history.jsonl");

    /// <summary>Trained encoders that wait for promotion, a folder each.</summary>
    public string EncoderCandidates => Path.Combine(Models, "encoder-candidates");

    /// <summary>One JSON line per decision about an encoder.</summary>
    public string EncoderHistory => Path.Combine(Models, "encoder-history.jsonl");

    /// <summary>Makes the folder if it is missing.</summary>
    /// <exception cref="IOException">The path cannot be made or is a file; the message names it.</exception>
    public static DataDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Data directory '{root}' cannot be used: {error.Message} Name another one with --data DIR.", error);
        }
        return new DataDirectory(root);
    }

    /// <summary>Names the folder without making it, for those who only read.</summary>
    /// <exception cref="IOException">The path is a file; the message names it.</exception>
    public static DataDirectory At(string path)
    {
        var root = Path.GetFullPath(path);
        return File.Exists(root)
            ? throw new IOException($"Data directory '{root}' cannot be used: it is a file. Name a folder with --data DIR.")
            : new DataDirectory(root);
    }

    /// <summary>Fills in what the configuration leaves open: SQLite lives in this folder.</summary>
    public DatabaseOptions Complete(DatabaseOptions options) =>
        options is { Provider: DatabaseProvider.Sqlite, ConnectionString: "" }
            ? new DatabaseOptions { ConnectionString = $"Data Source={Database}" }
            : options;
}
