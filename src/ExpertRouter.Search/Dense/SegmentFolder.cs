namespace ExpertRouter.Search.Dense;

/// <summary>The segments that lie in a folder.</summary>
internal static class SegmentFolder
{
    /// <summary>
    /// Sound segments in order, up to the first damaged one; those in <paramref name="known"/> are not read again. A merged segment
    /// stands for its parts, should a crash have left both.
    /// </summary>
    public static (VectorSegment[] Segments, IReadOnlyList<string> Problems) Read(string folder, VectorSpace space, IReadOnlyList<VectorSegment> known)
    {
        var problems = new List<string>();
        var segments = new List<VectorSegment>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + VectorSegmentFile.Extension).Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                var segment = known.FirstOrDefault(segment => segment.FileName == Path.GetFileName(path)) ?? VectorSegmentFile.Read(path, space);
                if (segment is null)
                    problems.Add($"{path}: belongs to another encoder or precision and is not used");
                else
                    segments.Add(segment);
            }
            catch (FileNotFoundException)
            {
                // The writing process has merged it meanwhile: look at the folder anew.
                return Read(folder, space, [.. known, .. segments]);
            }
            catch (InvalidDataException e)
            {
                problems.Add($"{e.Message}. It and what follows it is not used; the changes have to be taken in again");
                break;
            }
        }
        var whole = segments.Where(part => !segments.Any(other => other != part && other.First <= part.First && part.Last <= other.Last));
        return ([.. whole.OrderBy(segment => segment.First)], problems);
    }

    /// <summary>Deletes all other segments and all half-written files.</summary>
    public static void DeleteAllBut(string folder, IReadOnlyList<VectorSegment> kept)
    {
        var names = kept.Select(segment => segment.FileName).ToHashSet(StringComparer.Ordinal);
        var stale = Directory.EnumerateFiles(folder, "*" + VectorSegmentFile.Extension).Where(path => !names.Contains(Path.GetFileName(path)))
            .Concat(Directory.EnumerateFiles(folder, "*" + VectorSegmentFile.TemporaryExtension));
        foreach (var path in stale.ToList())
            File.Delete(path);
    }
}
