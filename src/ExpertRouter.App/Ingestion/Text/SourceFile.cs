using System.Globalization;

namespace ExpertRouter.App.Ingestion.Text;

/// <summary>Opens source files with messages that say what to do when that fails.</summary>
public static class SourceFile
{
    /// <summary>Size and time of the last change: equal fingerprints mean that an offset still fits.</summary>
    public static string Fingerprint(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{info.Length}-{info.LastWriteTimeUtc.Ticks}") : "";
    }

    /// <summary>Opens for sequential reading, letting others write and delete.</summary>
    /// <exception cref="IngestionException">The file is missing or unreadable.</exception>
    public static FileStream OpenRead(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IngestionException($"{path}: there is no such file. Check the path; what was stored before stays, and running again continues there.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new IngestionException($"{path}: cannot be read ({e.Message}). Check its permissions and run again.", e);
        }
    }
}
