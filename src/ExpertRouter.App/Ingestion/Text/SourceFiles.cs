using ExpertRouter.App.Ingestion.Records;

namespace ExpertRouter.App.Ingestion.Text;

/// <summary>The files of a connector, in a fixed order.</summary>
public static class SourceFiles
{
    /// <summary>Absolute paths: files as given, folders replaced by the files below them that match, in ordinal order.</summary>
    /// <exception cref="IngestionException">A path does not exist, or there is nothing to read.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> paths, string pattern)
    {
        if (paths.Count == 0)
            throw new IngestionException($"No file is named: give one or more files, or a folder with {pattern}.");
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                files.AddRange(Directory.EnumerateFiles(Path.GetFullPath(path), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            else if (File.Exists(path))
                files.Add(Path.GetFullPath(path));
            else
                throw new IngestionException($"{path}: there is no such file or folder.");
        }
        return files.Count > 0 ? files : throw new IngestionException($"{string.Join(", ", paths)}: no {pattern} in there.");
    }

    /// <summary>Index of the file that an interrupted run stood in; 0 when it is not among them any more.</summary>
    public static int ResumeIndex(IReadOnlyList<string> files, SourcePosition? resumeAfter)
    {
        if (resumeAfter is not { } at)
            return 0;
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i] == at.File)
                return SourceFile.Fingerprint(files[i]) == at.Fingerprint ? i : 0;
        }
        return 0;
    }

    /// <summary>Sum of the sizes.</summary>
    public static long TotalBytes(IEnumerable<string> files) => files.Sum(file => new FileInfo(file).Length);

    /// <summary>Name of the first file or folder, without its ending.</summary>
    public static string DefaultName(IReadOnlyList<string> paths)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(paths[0]));
        var name = Directory.Exists(path) ? Path.GetFileName(path) : Path.GetFileNameWithoutExtension(path);
        return name.Length > 0 ? name : "source";
    }
}
