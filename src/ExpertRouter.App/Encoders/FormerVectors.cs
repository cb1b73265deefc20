using ExpertRouter.App.Setup;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Encoders;

/// <summary>Vectors of former models in the data directory, each with a copy of its model beside them. Not thread-safe.</summary>
internal sealed partial class FormerVectors(DataDirectory data, LexicalIndex index, OpenEncoder open, TimeProvider time, ILogger logger)
{
    /// <summary>Vectors of a former model that cover the index; null when there are none.</summary>
    /// <param name="except">Folder of the vectors that are wanted instead.</param>
    /// <param name="ready">Has a set see what is on disk.</param>
    public VectorSet? FindCovering(string except, Action<VectorSet> ready)
    {
        if (!Directory.Exists(data.Vectors))
            return null;
        foreach (var folder in Directory.EnumerateDirectories(data.Vectors).Order(StringComparer.Ordinal).Where(folder => folder != except))
        {
            var copy = VectorSet.ModelCopyIn(folder);
            var precision = Enum.GetValues<VectorPrecision>().FirstOrDefault(value => folder.EndsWith($"-{value.ToString().ToLowerInvariant()}", StringComparison.Ordinal));
            if (!Directory.Exists(copy) || precision == default)
                continue;
            try
            {
                var encoder = open(copy);
                var set = new VectorSet(encoder, index, folder, precision, time);
                ready(set);
                if (set.Covers(index.Checkpoint) && VectorSet.FolderOf(data.Vectors, encoder.ModelId, precision) == folder)
                    return set;
                encoder.Lifetime.Dispose();
            }
            catch (Exception error) when (error is ModelLoadException or IOException or UnauthorizedAccessException)
            {
                LogUnusable(copy, error.Message);
            }
        }
        return null;
    }

    /// <summary>Deletes the vectors of models that nobody will ask again.</summary>
    public void DropAllBut(string kept)
    {
        foreach (var folder in Directory.EnumerateDirectories(data.Vectors).Where(folder => folder != kept).ToList())
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                LogDropped(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogNotDropped(folder, error.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The former encoder in {Folder} cannot serve meanwhile: {Reason}")]
    private partial void LogUnusable(string folder, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped the vectors of a former encoder: {Folder}")]
    private partial void LogDropped(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The vectors of a former encoder could not be deleted: {Folder}: {Reason}")]
    private partial void LogNotDropped(string folder, string reason);
}
